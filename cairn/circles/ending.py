"""A seat that a decision ends, and gives back. Safety lies below and reaches it through config/wiring/."""

from cairn.base import clock
from cairn.base.happenings import tell
from cairn.circles import rules
from cairn.circles.happenings import SeatLeft, SeatTaken
from cairn.circles.models import SEAT, Circle, Seat, SeatRequest


def seat_of(circle_id: int, member_id: int) -> int:
    """The seat they hold there, or 0."""
    return Seat.system.held().filter(circle=circle_id, member=member_id).values_list("pk", flat=True).first() or 0


def end_seat(seat_id: int) -> None:
    seat = _held_still(seat_id)
    if seat and seat.left_at is None:
        seat.left_at = clock.now()
        seat.save(update_fields=["left_at"])
        tell(SeatLeft(seat.pk))


def give_seat_back(seat_id: int) -> None:
    """While one is free: as an ordinary seat where the role went on to somebody else. When every seat is taken they
    are welcome at the next that is free."""
    seat = _held_still(seat_id)
    if seat is None or seat.left_at is None or rules.sits(seat.member, seat.circle):
        return
    if rules.seats_free(seat.circle, besides=seat.member) == 0:
        SeatRequest.system.get_or_create(circle=seat.circle, member=seat.member, answered_at=None)
        return
    if seat.holds and Seat.system.held().filter(circle=seat.circle, role=seat.role).exists():
        seat.role = SEAT
    seat.left_at = None
    seat.save(update_fields=["left_at", "role"])
    tell(SeatTaken(seat.pk))


def _held_still(seat_id: int) -> Seat | None:
    """Nobody else counts the circle's seats until the decision is done."""
    seat = Seat.system.select_related("member").filter(pk=seat_id).first()
    if seat:
        seat.circle = Circle.system.select_for_update().get(pk=seat.circle_id)
    return seat
