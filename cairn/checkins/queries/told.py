"""What others told of how it is: for those it was told to, a few days long, the latest of each person."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cairn.base import clock, keyring
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
    """In one circle, one's own too; else everywhere, of others. Three queries, one where there is nothing."""
    rows = _seen(member).filter(at__gt=clock.now() - rules.SHOWN_FOR)
    rows = rows.filter(circle=circle) if circle else rows.exclude(checkin__member=member)
    rows = _latest_of_each(rows.order_by("-at", "-pk")[:MOST_READ])
    faces = _faces(rows)
    return [_told(row, faces, member) for row in rows if row.checkin.felt]


def told_for(member, pk: int) -> Told:
    """One telling, for whoever it was told to and may read it; or 404."""
    row = found(_seen(member).filter(pk=pk).first())
    found(row.checkin.felt)
    return _told(row, _faces([row]), member)


def _seen(member):
    return CheckInTold.objects.to(member).filter(checkin__in=CheckIn.objects.seen_by(member), checkin__gone_at=None).select_related("circle", "checkin__member")


def _latest_of_each(rows) -> list[CheckInTold]:
    latest: dict[tuple, CheckInTold] = {}
    for row in rows:
        latest.setdefault((row.circle_id, row.checkin.member_id), row)
    return list(latest.values())[:A_FEW]


def _faces(rows) -> dict[tuple, Person]:
    """As each is known where it was told, also after leaving: by (circle, member)."""
    keyring.bring({row.checkin.member_id for row in rows})
    faces = {(row.circle_id, row.checkin.member_id): _person(row.checkin.member) for row in rows}
    if inside := [key for key in faces if key[0]]:
        seats = Seat.system.filter(circle__in={key[0] for key in inside}, member__in={key[1] for key in inside})
        for seat in seats.select_related("member").order_by("taken_at"):
            faces[seat.circle_id, seat.member_id] = _person(seat, seat.member_id)
    return faces


def _person(known, pk: int = 0) -> Person:
    return Person(pk or known.pk, known.name or "", known.stone)


def _told(row: CheckInTold, faces, member) -> Told:
    felt, writer = row.checkin.felt, row.checkin.member_id
    mine = row.checkin_id if writer == member.pk else 0
    where = row.circle.name if row.circle else _("to you")
    return Told(row.pk, faces[row.circle_id, writer], mine, where, row.circle_id, row.checkin.at, felt, words_said(felt, member.language))
