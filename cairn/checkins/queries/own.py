"""One's own check-ins, one by one."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.checkins import rules, words
from cairn.checkins.models import CheckIn, CheckInTold, Felt
from cairn.checkins.queries.offered import words_said
from cairn.circles import queries as circles


@dataclass(frozen=True, slots=True)
class Telling:
    """That one was told to a circle or a buddy; `pk` is of the telling."""

    pk: int
    to: str
    place: tuple[int | None, int | None]  # ids of the circle and the buddy, one of them None


@dataclass(frozen=True, slots=True)
class Entry:
    """One check-in, opened, as its writer sees it."""

    pk: int
    at: datetime
    felt: Felt
    words: list[str]
    told: tuple[Telling, ...] = ()
    held: bool = False

    @property
    def area(self) -> str:
        return self.felt.area

    @property
    def name(self) -> str:
        return words.area_name(self.felt.area)

    @property
    def line(self) -> str:
        return self.felt.line


def own_checkin(member, pk: int) -> CheckIn:
    """One's own, also while it can be brought back; or 404."""
    return found(CheckIn.objects.seen_by(member).filter(member=member, pk=pk).first())


def entry_of(member, pk: int) -> Entry:
    """One's own that stands, or 404."""
    keyring.bring({member.pk, keyring.SPACE})  # its words, and the names of circles it may be told to
    checkin = found(next(iter(_own(member, pk)), None))
    return opened(checkin, found(checkin.felt), member, tellings_of([checkin]).get(pk, ()))


def opened(checkin: CheckIn, felt: Felt, member, told=()) -> Entry:
    return Entry(checkin.pk, checkin.at, felt, words_said(felt, member.language), tuple(told), checkin.held_at is not None)


@composed(lambda member, pk: [member.pk, pk])
def _own(member, pk: int):
    return CheckIn.objects.by(member).filter(pk=pk)


def tellings_of(checkins) -> dict[int, list[Telling]]:
    """To whom each was told. Two queries."""
    rows = _tellings([one.pk for one in checkins])
    keyring.bring({row.reader_id for row in rows if row.reader_id})
    told: dict[int, list[Telling]] = {}
    for row in rows:
        told.setdefault(row.checkin_id, []).append(Telling(row.pk, _to(row), (row.circle_id, row.reader_id)))
    return told


@composed(lambda checkins: [checkins])
def _tellings(checkins: list[int]):
    return CheckInTold.objects.filter(checkin__in=checkins).select_related("circle", "reader").order_by("at")


def _to(row: CheckInTold) -> str:
    return (row.circle.name if row.circle else row.reader.name) or _("Somebody")


def own_telling(member, pk: int) -> CheckInTold:
    """A telling of one's own, or 404."""
    return found(CheckInTold.objects.filter(pk=pk, checkin__member=member).select_related("checkin").first())


def to_whom(member, entry: Entry) -> list:
    """Hearers that it is not told to yet, and may be."""
    taken = {telling.place for telling in entry.told}
    return [one for one in rules.who_may_hear(member, circles.hearers_of(member)) if (one.circle_id, one.reader_id) not in taken]
