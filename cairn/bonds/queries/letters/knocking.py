"""At whose door somebody may knock, and what there is between the two already, as far as they know.

In each circle somebody may have a name and stone of their own. Whoever knocks at one name learns nothing of what there
is with another name of the same person: that would tell that the two are one.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from cairn.base import clock
from cairn.base.pages import found
from cairn.bonds.models import Door
from cairn.bonds.rules import letters as rules
from cairn.circles import queries as circles
from cairn.circles.models import Seat
from cairn.members.models import Member
from cairn.shares import queries as shares
from cairn.shares.models import SOMEONE, Response
from cairn.shares.queries import Face, Faces

SEAT, BUDDY, SHARE, RESPONSE, DOOR = "seat", "buddy", "share", "response", "door"


@dataclass(frozen=True, slots=True)
class At:
    """Somebody at whose door the viewer stands, as they know them there. `noun` and `pk` name what led there."""

    noun: str
    pk: int
    member_id: int
    face: Face
    where: str = ""
    circle_id: int | None = None
    may: bool = True  # the viewer knows them well enough to knock


@dataclass(frozen=True, slots=True)
class Between:
    """What there is already: the door, how it stands, and from when the viewer may knock again (None: now)."""

    door: Door | None
    state: str
    again_at: datetime | None


def at_door(member, noun: str, pk: int) -> At:
    """404 where the viewer does not see it, or is not to learn who is behind it."""
    at = found(_NOUNS.get(noun))(member, pk)
    found(at if at.member_id != member.pk and at.member_id not in member.unheard_ids else None)
    return found(at if Member.objects.here().filter(pk=at.member_id).exists() else None)


def _peer(noun: str):
    def peer(member, pk: int) -> At:
        one = found(circles.peer_named(member, f"{noun}-{pk}"))
        return At(noun, pk, one.member_id, Face(one.name, one.stone), one.where, one.circle_id)

    return peer


def _share(member, pk: int) -> At:
    """Whoever told it, where the viewer answered it; never where it is told as "someone"."""
    share = shares.share_for(member, pk)
    found(None if share.shown_as == SOMEONE else share)
    answered = Response.objects.seen_by(member).standing().filter(share=share, member=member).exists()
    return _writer(member, SHARE, pk, share, share.writer_id, answered)


def _response(member, pk: int) -> At:
    """Whoever answered, where it was the viewer's share; not from one told as "someone", whose writer a knock would
    name to them."""
    answer = shares.response_for(member, pk)
    share = answer.share
    found(None if answer.from_author and share.shown_as == SOMEONE else answer)
    to_me = share.is_by(member) and share.shown_as != SOMEONE
    return _writer(member, RESPONSE, pk, share, answer.writer_id, to_me)


def _writer(member, noun: str, pk: int, share, writer_id: int, met: bool) -> At:
    face = Faces({(share.circle_id, writer_id)}).of(share.circle_id, writer_id)
    both = share.circle_id is not None and _both_sit(share.circle_id, member.pk, writer_id)
    return At(noun, pk, writer_id, face, (share.circle.name or "") if share.circle else "", share.circle_id, may=met or both)


def _closed(member, pk: int) -> At:
    """Once more, where a door was closed."""
    door = Door.objects.seen_by(member).select_related("circle").filter(pk=pk).first()
    found(door if door and rules.state_of(door, member.pk) in (rules.OPEN, rules.CLOSED) else None)
    other = rules.other_id(door, member.pk)
    face = Faces({(door.circle_id, other)}).of(door.circle_id, other)
    return At(DOOR, pk, other, face, (door.circle.name or "") if door.circle else "", door.circle_id)


def _both_sit(circle_id: int, *ids: int) -> bool:
    return Seat.system.held().filter(circle=circle_id, member__in=ids).count() == len(set(ids))


_NOUNS = {SEAT: _peer(SEAT), BUDDY: _peer(BUDDY), SHARE: _share, RESPONSE: _response, DOOR: _closed}


def between(member, at: At) -> Between:
    one, other = rules.in_order(member.pk, at.member_id)
    doors = [door for door in Door.objects.seen_by(member).filter(one=one, other=other).order_by("-asked_at") if _is_known_as(at, door)]
    by_state = {rules.state_of(door, member.pk): door for door in reversed(doors)}  # the latest of each
    state = next((state for state in (rules.OPEN, rules.ASKED, rules.KNOCKED, rules.CLOSED) if state in by_state), rules.NOTHING)
    waits = [until for door in doors if (until := rules.knocks_again_at(door, member.pk))]
    return Between(by_state.get(state), state, max(waits, default=None))


def _is_known_as(at: At, door: Door) -> bool:
    """Whether the viewer knows whom this door leads to as the one before whom they stand."""
    return door.circle_id == at.circle_id or Faces({(door.circle_id, at.member_id)}).of(door.circle_id, at.member_id) == at.face


def knocks_left(member) -> int:
    """How many new contacts a member may still seek now. Doors that opened by themselves are none."""
    lately = Door.system.filter(asked_by=member, asked_at__gt=clock.now() - rules.KNOCKS_IN)
    return rules.MOST_KNOCKS - lately.filter(Q(opened_at=None) | ~Q(opened_at=F("asked_at"))).count()


def places_to_knock(member) -> list[circles.Peer]:
    """Everybody they know."""
    return circles.peers_of(member)


def buddies_to_write_to(member, rows) -> list[circles.Peer]:
    """Buddies whose door stands open by itself and through which nobody wrote yet. `rows` are the member's doors."""
    have = {rules.other_id(row.door, member.pk) for row in rows if row.state in (rules.OPEN, rules.CLOSED)}
    return [peer for peer in circles.buddy_peers(member) if peer.member_id not in have]
