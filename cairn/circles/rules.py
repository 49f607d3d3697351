"""Who may do what in a circle, and how many seats are free."""

from datetime import timedelta

from cairn.base import clock
from cairn.circles.models import FACILITATOR, Circle, Seat, SeatRequest
from cairn.safety.queries import seat_was_ended

FEWEST_SEATS, USUAL_SEATS = 3, 8
UNDO_FOR = timedelta(minutes=10)
ASK_AGAIN_AFTER = timedelta(days=14)
RESTS = (2, 4, 8)  # weeks


def sits(member, circle) -> bool:
    return Seat.system.held().filter(circle=circle, member=member).exists()


def holds(member, circle) -> bool:
    """Whether the member is the circle's facilitator or co-facilitator."""
    return Seat.system.holding().filter(circle=circle, member=member).exists()


def holds_any(member) -> bool:
    return Seat.system.holding().filter(member=member, circle__closed_at=None).exists()


def is_facilitator(member, circle) -> bool:
    return Seat.system.held().filter(circle=circle, member=member, role=FACILITATOR).exists()


def may_keep(member, circle) -> bool:
    """Change the circle, close it: the coordinator."""
    return member.is_coordinator


def may_name(member, circle, role: str) -> bool:
    """The coordinator names both; the facilitator may name the co-facilitator."""
    return member.is_coordinator or (role != FACILITATOR and is_facilitator(member, circle))


def may_hang(member, circle) -> bool:
    """A picture, and the words for it: those who hold the circle."""
    return circle.closed_at is None and holds(member, circle)


def may_take_down(member, circle) -> bool:
    return member.is_coordinator or holds(member, circle)


def may_invite(member, circle) -> bool:
    return circle.closed_at is None and (member.is_coordinator or holds(member, circle))


def may_offer_seats(member, circle) -> bool:
    """Welcome people who did not ask for this circle themselves: the coordinator."""
    return circle.closed_at is None and member.is_coordinator


def may_answer(request: SeatRequest, member) -> bool:
    return SeatRequest.system.answered_best_by(member).filter(pk=request.pk).exists()


def is_next(request: SeatRequest, member) -> bool:
    """Whoever asked first is welcomed first: as many as there are seats, among those `member` answers."""
    before = SeatRequest.system.waiting().answered_best_by(member).filter(circle=request.circle_id, at__lt=request.at)
    return before.count() < seats_free(request.circle)


def may_ask_again(member, circle) -> bool:
    """After a "not now" some time passes, so that nobody is pressed."""
    lately = SeatRequest.system.filter(circle=circle, member=member, welcomed=False)
    return not lately.filter(answered_at__gt=clock.now() - ASK_AGAIN_AFTER).exists()


def is_welcome(member, circle) -> bool:
    """A facilitator has welcomed them, and their seat is kept."""
    return SeatRequest.system.keeping_a_seat().filter(circle=circle, member=member).exists()


def seats_free(circle: Circle, *, besides=None) -> int:
    """Seats neither held nor kept for somebody welcomed (`besides` the member who is about to sit)."""
    held = Seat.system.held().filter(circle=circle).count()
    kept = SeatRequest.system.keeping_a_seat().filter(circle=circle).exclude(member=besides).count()
    return max(0, circle.seats_offered - held - kept)


def may_rest(seat: Seat) -> bool:
    """Whoever holds the circle, only while somebody else holds it who does not rest."""
    return not seat.holds or (Seat.system.holding() & Seat.system.expected()).filter(circle=seat.circle_id).exclude(pk=seat.pk).exists()


def may_come_back(seat: Seat) -> bool:
    """Leaving can be undone for ten minutes; a seat that a responder ended was not left."""
    return seat.left_at is not None and seat.left_at > clock.now() - UNDO_FOR and not seat_was_ended(seat.pk)
