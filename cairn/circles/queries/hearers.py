"""To whom a member may tell something of their own, and whom they know: each circle they sit in, each buddy."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.circles.models import KEPT_FOR, Seat
from cairn.circles.queries.facts import my_circles
from cairn.members.queries import buddies_of


@dataclass(frozen=True, slots=True)
class Hearer:
    """`value` stands for it in forms. One of `circle_id` and `reader_id` is not None."""

    value: str
    words: str
    circle_id: int | None = None
    reader_id: int | None = None

    @property
    def where(self) -> dict:
        """As columns of a row of ToldTo."""
        return {"circle_id": self.circle_id, "reader_id": self.reader_id}


def hearers_of(member) -> list[Hearer]:
    """Circles first, longest sat in first; then buddies."""
    circles = [Hearer(f"circle-{circle.pk}", circle.name or "", circle_id=circle.pk) for circle in my_circles(member)]
    pairs = [
        Hearer(f"buddy-{pair.pk}", _("Your buddy %(name)s") % {"name": pair.person.name}, reader_id=pair.person.id)
        for pair in buddies_of(member)
    ]
    return circles + pairs


def hearers_named(member, values) -> list[Hearer]:
    """Those of `values` that are truly among the member's own; others are left aside."""
    wanted = set(values)
    return [one for one in hearers_of(member) if one.value in wanted]


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody a member knows: from a circle, as they are known there (`circle_id`), or as a buddy."""

    value: str  # stands for them in forms; another one in each circle
    member_id: int
    name: str
    stone: str
    where: str  # the circle's name, or that they are a buddy
    circle_id: int | None = None


def others_in(member, circle) -> list[Seat]:
    """Seats of the others who sit in it and whom the viewer sees: the same person elsewhere has another."""
    seats = list(Seat.objects.seen_by(member).held().filter(circle=circle).exclude(member=member).select_related("member"))
    keyring.bring(seat.member_id for seat in seats)
    return sorted((seat for seat in seats if seat.name), key=lambda seat: seat.name.casefold())


def peers_of(member) -> list[Peer]:
    """Everybody in the member's circles whose words they are shown, circle by circle; then buddies."""
    circles = {circle.pk: circle for circle in my_circles(member)}
    seats = _seats_beside(member, list(circles), clock.now()) if circles else []
    keyring.bring(seat.member_id for seat in seats)
    known = [
        Peer(f"seat-{seat.pk}", seat.member_id, seat.name, seat.stone, circles[seat.circle_id].name or "", seat.circle_id)
        for seat in seats if seat.name
    ]
    order = list(circles)
    known.sort(key=lambda peer: (order.index(peer.circle_id), peer.name.casefold()))
    return known + buddy_peers(member)


def buddy_peers(member) -> list[Peer]:
    return [Peer(f"buddy-{pair.pk}", pair.person.id, pair.person.name, pair.person.stone, _("Your buddy")) for pair in buddies_of(member)]


@composed(lambda member, circles, at: [member.is_coordinator, member.pk, circles, at - KEPT_FOR, list(member.blocked_ids), list(member.unheard_ids - member.blocked_ids)])
def _seats_beside(member, circles: list[int], at):
    seats = Seat.objects.seen_by(member, at).held().filter(circle__in=circles).exclude(member=member)
    return seats.exclude(member__in=list(member.unheard_ids - member.blocked_ids)).select_related("member")


def peer_named(member, value: str) -> Peer | None:
    return next((peer for peer in peers_of(member) if peer.value == value), None)
