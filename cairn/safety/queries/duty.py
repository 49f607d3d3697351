"""The rota: who is on duty when in a week, and which hours nobody covers."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cairn.base import clock, keyring, times
from cairn.base.text import listed
from cairn.members.models import Member
from cairn.safety import rota
from cairn.safety.models import Duty

MONDAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Day:
    """One day of the week: (hours, names) in their order, and the hours without anybody."""

    name: str
    covered: list[tuple[str, str]]
    uncovered: str


@dataclass(frozen=True)
class OneResponder:
    member: Member
    hours: list[str]
    rests_until: object

    @property
    def rests(self) -> bool:
        return self.rests_until is not None and self.rests_until > clock.now()


def responders() -> list[OneResponder]:
    """Those named, in the order they were named; with their hours in words."""
    members = list(Member.objects.here().filter(responder_since__isnull=False).order_by("responder_since", "pk"))
    keyring.bring(one.pk for one in members)
    rows = list(Duty.objects.filter(member__in=members).order_by("weekday", "begins"))
    return [OneResponder(one, [in_words(row) for row in rows if row.member_id == one.pk], one.duty_rests_until) for one in members]


def week() -> list[Day]:
    """From Monday, in the space's zone. Whoever rests covers nothing."""
    there = {one.member.pk: one.member for one in responders() if not one.rests}
    rows = [rota.Hours(*row) for row in Duty.objects.filter(member__in=there).values_list("member_id", "weekday", "begins", "ends")]
    gaps = rota.uncovered(rows)
    return [Day(weekday_name(day), _covered(rows, day, there), listed([span(*gap) for gap in gaps[day]])) for day in range(7)]


def _covered(rows, day: int, there: dict) -> list[tuple[str, str]]:
    """Cut where somebody comes or goes, so that each line has the same people all through."""
    today = [row for row in rows if row.weekday == day]
    edges = sorted({edge for row in today for edge in (row.begins, row.ends)})
    cut = [(begins, ends, sorted(row.member_id for row in today if row.begins <= begins < row.ends)) for begins, ends in zip(edges, edges[1:], strict=False)]
    return [(span(begins, ends), listed([there[pk].name or "" for pk in who])) for begins, ends, who in cut if who]


def own_hours(member) -> list[tuple[int, str]]:
    return [(row.pk, in_words(row)) for row in Duty.objects.filter(member=member).order_by("weekday", "begins")]


def own_duty(member, pk) -> Duty | None:
    return Duty.objects.filter(member=member, pk=pk).first()


def in_words(row) -> str:
    return f"{weekday_name(row.weekday)}, {span(row.begins, row.ends)}"


def weekday_name(weekday: int) -> str:
    return date_format(MONDAY + timedelta(days=weekday), "l")


def span(begins: int, ends: int) -> str:
    """"6pm to midnight", "all day"."""
    if (begins, ends) == (0, rota.DAY):
        return _("all day")
    return _("%(from)s to %(to)s") % {"from": _clock(begins), "to": _clock(ends)}


def _clock(minute: int) -> str:
    return times.oclock(minute // 60, minute % 60)


def who_could_respond() -> list[Member]:
    """Members who are not responders yet, by name."""
    others = list(Member.objects.here().filter(responder_since=None))
    keyring.bring(one.pk for one in others)
    return sorted((one for one in others if one.name), key=lambda one: one.name.casefold())


def responder(pk) -> Member | None:
    return Member.objects.here().filter(pk=pk, responder_since__isnull=False).first()
