"""Which circle, which seat, who is who: what every room may ask."""

from django.db.models import Exists, OuterRef, Q, Subquery

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.circles import rules
from cairn.circles.models import COFACILITATOR, FACILITATOR, KEPT_FOR, Circle, Seat, SeatRequest
from cairn.members import queries as members
from cairn.members.models import Agreement, Consent, Member
from cairn.members.queries import Person

_ORDER = {FACILITATOR: 0, COFACILITATOR: 1}


def circle_for(member, pk) -> Circle:
    """The circle, or 404: a hidden one looks like a missing one."""
    return found(next(iter(_circle(member, pk, clock.now())), None))


@composed(lambda member, pk, at: [member.is_coordinator, member.pk, pk, at - KEPT_FOR])
def _circle(member, pk, at):
    return Circle.objects.seen_by(member, at).filter(pk=pk)


def seat_of(member, circle) -> Seat | None:
    return seat_in(circle.pk, member.pk)


def seat_in(circle_id: int, member_id: int) -> Seat | None:
    return next(iter(_held(circle_id, member_id)), None)


@composed(lambda circle_id, member_id: [circle_id, member_id])
def _held(circle_id: int, member_id: int):
    return Seat.system.held().select_related("circle", "member").filter(circle=circle_id, member=member_id)


def circle_sat_in(member, pk) -> Circle:
    """A circle in which they hold a seat, or 404."""
    return found(seat_in(pk, member.pk)).circle


@composed(lambda circles, ids: [circles, ids])
def seats_ever(circles: list[int], ids: list[int]):
    """How these people are known in these circles, also where they left: rows still sealed, the latest seat last."""
    shown = Seat.system.select_related("member").only("circle_id", "role", "left_at", "own_name", "own_stone", "member__name", "member__stone")
    return shown.filter(circle__in=circles, member__in=ids).order_by("taken_at")


def holds(member, circle) -> bool:
    return rules.holds(member, circle)


def my_circles(member) -> list[Circle]:
    """Circles the member sits in, the longest first."""
    return [seat.circle for seat in _own_seats(member)]


@composed(lambda member: [member.pk])
def _own_seats(member):
    return Seat.system.held().select_related("circle").filter(member=member).order_by("taken_at")


def ids_agreed_in(member) -> set[int]:
    """Open circles in which the member sits and has said yes to the agreement as it is now. One query."""
    return {seat.circle_id for seat in _agreed(member)}


@composed(lambda member: [member.pk])
def _agreed(member):
    in_force = Agreement.objects.filter(circle=OuterRef("circle")).order_by("-version").values("pk")[:1]
    seats = Seat.system.held().filter(member=member, circle__closed_at=None).annotate(in_force=Subquery(in_force))
    agreed = Consent.objects.filter(member=member, agreement=OuterRef("in_force"))
    return seats.filter(Q(in_force=None) | Exists(agreed)).only("circle_id")


def circles_held_by(member) -> list[Circle]:
    """Circles whose facilitator or co-facilitator the member is."""
    seats = Seat.system.holding().select_related("circle").filter(member=member, circle__closed_at=None)
    return [seat.circle for seat in seats.order_by("taken_at")]


def people_in(circle_id: int | None, ids) -> dict[int, Person]:
    """People by id, as they are known in that circle (also after leaving), or in the whole space."""
    ids = set(ids)
    if circle_id is None:
        return members.people(ids)
    seats = seats_ever([circle_id], list(ids)) if ids else []
    keyring.bring(seat.member_id for seat in seats)
    known = {s.member_id: Person(s.member_id, s.name or "", s.stone) for s in seats}  # the latest seat wins
    missing = ids - known.keys()
    return (members.people(missing) | known) if missing else known


def is_known_alike(member_id: int, circle_id: int | None, elsewhere_id: int | None) -> bool:
    """Whether whoever meets them in both places knows that it is one person: by the same name and stone."""
    if circle_id == elsewhere_id:
        return True
    return people_in(circle_id, [member_id]).get(member_id) == people_in(elsewhere_id, [member_id]).get(member_id)


def holder_ids(circle_id: int) -> list[int]:
    """The facilitator first, then the co-facilitator."""
    seats = Seat.system.holding().filter(circle=circle_id).values_list("role", "member")
    return [member for _role, member in sorted(seats, key=lambda pair: _ORDER[pair[0]])]


def seated_ids(circle_id: int) -> list[int]:
    return list(Seat.system.held().filter(circle=circle_id).values_list("member", flat=True))


def expected_ids(circle_id: int) -> list[int]:
    """Those who sit there and do not rest from it: whom its meetings reach."""
    return list(Seat.system.expected().filter(circle=circle_id).values_list("member", flat=True))


def resting_ids(circle_id: int) -> list[int]:
    return list(Seat.system.held().filter(circle=circle_id, resting_until__gt=clock.now()).values_list("member", flat=True))


def request_for(member, pk) -> SeatRequest:
    """A request the member made or may answer, or 404."""
    return found(SeatRequest.objects.seen_by(member).select_related("circle", "member").filter(pk=pk).first())


def own_seat(member, pk) -> Seat:
    """One's own seat, held or left, or 404."""
    return found(Seat.system.select_related("circle", "member").filter(pk=pk, member=member).first())


def could_hold(member) -> list[Person]:
    """Members whom the coordinator `member` may give a new circle to."""
    here = Member.objects.here().not_blocked_with(member).values_list("pk", flat=True)
    return sorted(members.people(here).values(), key=lambda person: person.name.casefold())


def coordinator_ids() -> list[int]:
    return list(Member.objects.here().filter(coordinator_since__isnull=False).values_list("pk", flat=True))
