"""True hours of cover: who is on duty now, and when somebody is next."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.times import Here, written
from cairn.members import queries as members
from cairn.members.models import Block, Member
from cairn.safety import rota
from cairn.safety.calling import Responder
from cairn.safety.models import Alert, AlertStep, Duty, Report
from cairn.safety.signals import HOPELESS

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether somebody is on duty `now`; `until` when this stretch ends, or `begins` and `ends` of the next one."""

    now: bool
    until: datetime | None = None
    begins: datetime | None = None
    ends: datetime | None = None

    @property
    def in_words(self) -> str:
        """One or two plain sentences, in the reader's own time."""
        if self.now:
            return _("Somebody is on duty now, until %(end)s.") % {"end": _hour(self.until)} if _is_near(self.until) else _("Somebody is on duty now.")
        if self.begins is None:
            return _("Nobody is on duty now.")
        return _("Nobody is on duty now. Somebody is %(day)s from %(begin)s to %(end)s.") % {
            "day": _day(self.begins), "begin": _hour(self.begins), "end": _hour(self.ends),
        }


def cover(*, besides: int | None = None, at: datetime | None = None) -> Cover:
    """As everybody may know it, without saying who. One query. `besides`: without this member."""
    at = at or clock.now()
    coming = rota.shifts([row for row in _hours(at) if row.member_id != besides], _zone(), at)
    stretches = rota.stretches(coming)
    if not stretches:
        return Cover(False)
    begins, ends = stretches[0]
    return Cover(True, until=ends) if begins <= at else Cover(False, begins=begins, ends=ends)


def next_duty_begins() -> datetime | None:
    """When somebody is on duty next; now, where somebody is."""
    found = cover()
    return clock.now() if found.now else found.begins


def _hours(at: datetime) -> list[rota.Hours]:
    """Of responders who are here and do not rest."""
    rested = Q(member__duty_rests_until=None) | Q(member__duty_rests_until__lte=at)
    here = Q(member__responder_since__isnull=False, member__left_at=None, member__welcomed_at__isnull=False)
    paused = Q(member__paused_until__gt=at)
    rows = Duty.objects.filter(rested & here & ~paused).values_list("member_id", "weekday", "begins", "ends")
    return [rota.Hours(*row) for row in rows]


def _zone() -> ZoneInfo:
    space = members.the_space()
    return ZoneInfo(space.zone if space else "UTC")


def _hour(moment: datetime) -> str:
    return Here().hour(timezone.localtime(moment))


def _is_near(moment: datetime) -> bool:
    return moment - clock.now() < timedelta(hours=20)


def _day(moment: datetime) -> str:
    days = (timezone.localtime(moment).date() - timezone.localtime(clock.now()).date()).days
    return {0: _("today"), 1: _("tomorrow")}.get(days) or _("on %(day)s") % {"day": written(timezone.localtime(moment).date(), "l")}


# ---- who may be called


@dataclass(frozen=True, slots=True)
class Team:
    responders: list[Responder]
    coordinators: list[int]


def responders_for(alert) -> Team:
    """Who may be called for this alert: never its writer, nor a responder blocked with them either way. The
    coordinator, who sees neither words nor name, may be; who is a responder too, only where no other leads."""
    at, writer = clock.now(), int(alert.writer or 0)
    apart = _apart(writer)
    could = [one for one in _those_who_may_help() if one.pk != writer]
    here = [one for one in could if one.pk not in apart]
    leading = [one for one in could if one.is_coordinator]
    leading = [one for one in leading if not one.is_responder or one.pk not in apart] or leading
    coming = rota.shifts(_hours(at), _zone(), at)
    there, waits, carried = set(rota.on_duty(coming, at)), rota.wait_for(coming, at), _carried(here, at, alert.pk)
    responders = [
        Responder(
            one.pk, one.pk in there, bool(one.duty_rests_until and one.duty_rests_until > at),
            carried.get(one.pk, 0) >= one.duty_most, waits.get(one.pk, float("inf")),
        )
        for one in here if one.is_responder
    ]
    return Team(responders, [one.pk for one in leading])


def somebody_leads(besides: int) -> bool:
    return Member.objects.here().filter(coordinator_since__isnull=False).exclude(pk=besides).exists()


def pressing_alert(pk: int) -> Alert | None:
    """Unless it is of the tier that wakes nobody."""
    return Alert.objects.filter(pk=pk, tier__lt=HOPELESS).first()


def whom_it_calls(alert) -> tuple[list[int], set[int]]:
    """(who is on duty and may be called, the writer and whom they are blocked with): for what calls others besides."""
    there = [one.id for one in responders_for(alert).responders if one.on_duty and not one.rests]
    return there, _apart(int(alert.writer or 0))


def _those_who_may_help() -> list[Member]:
    can = Member.objects.here().filter(Q(responder_since__isnull=False) | Q(coordinator_since__isnull=False))
    can = can.exclude(paused_until__gt=clock.now())  # who is paused hands nothing in
    return list(can.only("pk", "responder_since", "coordinator_since", "duty_rests_until", "duty_most").order_by("coordinator_since", "pk"))


def _apart(writer: int) -> set[int]:
    pairs = Block.objects.filter(Q(blocker=writer) | Q(blocked=writer)).values_list("blocker", "blocked")
    return {writer, *(pk for pair in pairs for pk in pair)}


def _carried(team: list[Member], at: datetime, besides: int) -> dict[int, int]:
    """How many alerts and reports each was given in the last week."""
    ids, carried = [one.pk for one in team], {}
    told = AlertStep.objects.filter(what="told", to__in=ids, at__gt=at - WEEK).exclude(alert=besides).values_list("to", "alert").distinct()
    taken = Report.objects.filter(taken_by__in=ids, at__gt=at - WEEK).values_list("taken_by", "pk")
    for pk, _what in [*told, *taken]:
        carried[pk] = carried.get(pk, 0) + 1
    return carried
