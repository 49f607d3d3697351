"""Who may close a circle together, and who writes on the page that stays."""

from datetime import timedelta

from cairn.circles import rules as circles
from cairn.circles.models import Seat

DAYS = (3, 7, 14, 21)  # of a last round; the facilitator chooses
REMIND = timedelta(days=1)  # before it ends, who has not written yet
UNDO_FOR = timedelta(minutes=10)


def may_begin(member, circle) -> bool:
    """Whoever holds it, while it is open."""
    return circle.closed_at is None and circles.holds(member, circle)


def may_say(member, closing) -> bool:
    """Whoever sits in it, until it closes."""
    return is_open(closing) and Seat.system.held().filter(circle=closing.circle_id, member=member).exists()


def may_stop(member, closing) -> bool:
    return is_open(closing) and circles.holds(member, closing.circle)


def is_open(closing) -> bool:
    return closing.ended_at is None and closing.stopped_at is None
