"""Who may propose something to do together, and who may go."""

from datetime import timedelta

from cairn.base import clock
from cairn.circles.models import Seat

MOST_SEATS = 12
SEATS = (2, 3, 4, 5, 6, 8, 10, 12)  # with whoever proposes it
MINUTES = (30, 60, 90, 120, 180, 240)
FURTHEST = timedelta(days=183)
REMIND = timedelta(days=1)
ASK_AFTER = timedelta(hours=2)  # after it has ended
ASKED_FOR = timedelta(days=14)  # after that nobody says any more whether they came
UNDO_FOR = timedelta(minutes=10)


def may_propose(member, circle=None) -> bool:
    """To everyone here, or to a circle one sits in."""
    if circle is None:
        return member.is_here
    return circle.closed_at is None and Seat.system.held().filter(circle=circle, member=member).exists()


def is_to_come(activity) -> bool:
    return activity.cancelled_at is None and activity.held_at is None and activity.starts_at > clock.now()


def may_change(member, activity) -> bool:
    return activity.by_id == member.pk and activity.cancelled_at is None and activity.starts_at > clock.now()


def may_go(member, activity) -> bool:
    return is_to_come(activity)


def may_say_came(activity) -> bool:
    """Once it has begun, for two weeks."""
    return activity.cancelled_at is None and activity.starts_at <= clock.now() < activity.ends_at + ASKED_FOR
