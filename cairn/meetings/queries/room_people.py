"""Who is in a room, as somebody sees them: by the names and stones they have in its circle."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.base.composed import composed
from cairn.circles.models import Seat, in_circle
from cairn.meetings import words
from cairn.meetings.piece import OFFERED, PASSED, SPEAKING, SPOKE, WAITING
from cairn.members.models import Member

STATES = {SPEAKING: "speaking", OFFERED: "offered", SPOKE: "spoke", PASSED: "passed", WAITING: "waiting"}


@dataclass(frozen=True, slots=True)
class Face:
    """How somebody is shown in this room. Whom the viewer does not see is somebody without a stone."""

    member: int
    name: str
    stone: str
    hidden: bool = False
    number: int = 0  # by which forms name them: circles.models.in_circle()


@dataclass(frozen=True, slots=True)
class RingSeat:
    face: Face
    line: str
    state: str  # the word of its look: speaking, offered, upnext, spoke, passed, waiting, out
    me: bool
    waits: bool  # still to come in this round: may be moved
    here: bool


class Faces:
    """The people of a room, by the names and stones they have in its circle."""

    def __init__(self, meeting, room, viewer, holding=()):
        ids = {seat.member for seat in room.seats} if room else set()
        ids |= {viewer.pk, *holding} | ({room.holder} if room else set())
        seats = _seats(meeting.circle_id, list(ids))
        known = {seat.member_id: seat for seat in seats}  # the latest seat wins
        strangers = Member.objects.filter(pk__in=ids - known.keys()) if ids - known.keys() else ()
        keyring.bring({keyring.SPACE, *ids})
        rows = known | {member.pk: member for member in strangers}
        self.circle = meeting.circle_id
        self.known = {pk: self._face(pk, row, viewer) for pk, row in rows.items()}

    def _face(self, pk, row, viewer) -> Face:
        number = in_circle(self.circle, pk)
        if pk in viewer.blocked_ids:
            return Face(pk, _("Somebody"), "", True, number)
        return Face(pk, row.name or _("Somebody who has left"), row.stone if row.name else "", False, number)

    def of(self, pk: int) -> Face:
        return self.known.get(pk) or Face(pk, _("Somebody"), "", hidden=True)


@composed(lambda circle, ids: [circle, ids])
def _seats(circle: int, ids: list[int]):
    return Seat.system.filter(circle=circle, member__in=ids).select_related("member").order_by("taken_at")


def ring(room, faces, viewer) -> list[RingSeat]:
    following = room.next_up()
    return [
        RingSeat(
            face=faces.of(seat.member), me=seat.member == viewer.pk, here=seat.here,
            line=words.seat_words(
                seat, me=seat.member == viewer.pk, holds=seat.member == room.holder, is_next=seat == following, goes_round=room.goes_round,
            ),
            state="out" if not seat.here else "upnext" if room.goes_round and seat == following else STATES[seat.turn] if room.goes_round else "waiting",
            waits=room.goes_round and seat.turn == WAITING and seat.here,
        )
        for seat in room.seats
    ]
