"""What others told of how it is: for those it was told to, a few days long, the latest of each person."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.models import DataKey
from cairn.base.pages import found
from cairn.checkins import rules, words
from cairn.checkins.models import CheckIn, CheckInTold, Felt
from cairn.checkins.queries.offered import words_said
from cairn.circles.models import Seat
from cairn.members.queries import Person

A_FEW = 5
MOST_READ = 60  # tellings, the newest: of somebody who tells very often the latest is shown

# Asked along with a circle's page, so that a circle in which nobody told anything asks nothing more.
THERE = {"feelings": "EXISTS (SELECT 1 FROM cairn_checkintold WHERE cairn_checkintold.circle_id = cairn_agreement.circle_id)"}


@dataclass(frozen=True, slots=True)
class Told:
    """One telling as a reader sees it. `pk` is of the telling, so that the same person in two circles, under two
    names, has two numbers."""

    pk: int
    person: Person
    mine: int  # the check-in's own number where the reader wrote it, else 0
    where: str
    circle_id: int | None
    at: datetime
    felt: Felt
    words: list[str]

    @property
    def area(self) -> str:
        return self.felt.area

    @property
    def name(self) -> str:
        return words.area_name(self.felt.area)


def told_lately(member, circle=None) -> list[Told]:
    """In one circle, one's own too; else everywhere, of others. One query: every Today asks it."""
    since = clock.now() - rules.SHOWN_FOR
    rows = _told_in(circle, member, since) if circle else _told_by_others(member, since)
    return [_told(row, member) for row in _latest_of_each(rows) if row.checkin.felt]


@composed(lambda circle, member, since: [circle.pk, member.pk, since, list(member.unheard_ids)])
def _told_in(circle, member, since):
    return _lately(_seen(member).filter(circle=circle), since)


@composed(lambda member, since: [member.pk, since, list(member.unheard_ids)])
def _told_by_others(member, since):
    return _lately(_seen(member).exclude(checkin__member=member), since)


def _lately(rows, since):
    return _with_faces(rows).filter(at__gt=since).order_by("-at", "-pk")[:MOST_READ]


def told_for(member, pk: int) -> Told:
    """One telling, for whoever it was told to and may read it; or 404."""
    row = found(_with_faces(_seen(member)).filter(pk=pk).first())
    keyring.take(row.checkin.member_id, row.key)
    found(row.checkin.felt)
    return _told(row, member)


def _seen(member):
    return CheckInTold.objects.to(member).filter(checkin__in=CheckIn.objects.seen_by(member), checkin__gone_at=None).select_related("circle", "checkin__member")


def _with_faces(rows):
    """Along with each its writer's key, and their latest seat where it was told, held or left."""
    seat = Seat.system.filter(circle=OuterRef("circle"), member=OuterRef("checkin__member")).order_by("-taken_at")
    return rows.annotate(
        key=DataKey.along("checkin__member"), seat=Subquery(seat.values("pk")[:1]),
        seat_name=Subquery(seat.values("own_name")[:1]), seat_stone=Subquery(seat.values("own_stone")[:1]),
    )


def _latest_of_each(rows) -> list[CheckInTold]:
    latest: dict[tuple, CheckInTold] = {}
    for row in rows:
        latest.setdefault((row.circle_id, row.checkin.member_id), row)
    rows = list(latest.values())[:A_FEW]
    for row in rows:
        keyring.take(row.checkin.member_id, row.key)
    return rows


def _told(row: CheckInTold, member) -> Told:
    felt, writer = row.checkin.felt, row.checkin.member_id
    mine = row.checkin_id if writer == member.pk else 0
    where = row.circle.name if row.circle else _("to you")
    return Told(row.pk, _person(row), mine, where, row.circle_id, row.checkin.at, felt, words_said(felt, member.language))


def _person(row: CheckInTold) -> Person:
    """As they are known where it was told: in the circle, or to a buddy as in the whole space."""
    writer = row.checkin.member
    known = writer if row.seat is None else Seat(id=row.seat, member=writer, own_name=row.seat_name, own_stone=row.seat_stone)
    return Person(writer.pk, known.name or "", known.stone)
