"""When. There is always a next act with a due time: a share is never closed unheard."""

from collections.abc import Iterator
from datetime import datetime, timedelta

MINUTES = (0, 10, 25, 45, 75, 120, 180)  # after the telling
THEN = timedelta(hours=1)  # on and on
LONG = timedelta(hours=12)  # after which
RARELY = timedelta(hours=3)
TO_THE_DESK = timedelta(hours=4)  # who holds the circle is told
TO_THE_COORDINATOR = timedelta(hours=12)
ENOUGH = timedelta(hours=24)  # one answer is enough from here on
LAPSES = timedelta(days=1)  # an ask that is neither answered nor declined
WEEK = timedelta(days=7)


def next_due(began: datetime, now: datetime) -> datetime:
    """The next time to act, always later than `now`.

    It follows from the time alone: after an outage the missed waves do not fall on people all at once.
    """
    return next(moment for moment in _planned(began, now) if moment > now)


def is_due_on_desk(began: datetime, now: datetime) -> bool:
    return now >= began + TO_THE_DESK


def is_due_at_coordinator(began: datetime, now: datetime) -> bool:
    return now >= began + TO_THE_COORDINATOR


def _planned(began: datetime, now: datetime) -> Iterator[datetime]:
    yield from (began + timedelta(minutes=minutes) for minutes in MINUTES)
    waited = now - began
    if waited < LONG:
        yield from (began + THEN * hours for hours in range(4, 13))
    yield began + LONG + RARELY * (max(waited - LONG, timedelta()) // RARELY + 1)
