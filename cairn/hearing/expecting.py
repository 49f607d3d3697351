"""What to expect of being heard, from this space's own history: pure, and honest about too little to go by."""

import math
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

ENOUGH = 20  # shares to say anything from
MOST = 0.8  # of them
FEW_LISTENERS, MANY_LISTENERS = 10, 40  # who share a language: under the first nothing can be said
NIGHT = frozenset([22, 23, 0, 1, 2, 3, 4, 5, 6])  # local hours

HOUR, HOURS, DAY, LONGER = "hour", "hours", "day", "longer"
WITHIN = ((HOUR, 60), (HOURS, 240), (DAY, 1440))  # minutes


def minutes_waited(told: Iterable[tuple[datetime, datetime | None]], zone: ZoneInfo) -> tuple[list[float], list[float]]:
    """Minutes until each was heard, infinite where it was not, told by day and told by night."""
    by_day, by_night = [], []
    for told_at, heard_at in told:
        waited = math.inf if heard_at is None else (heard_at - told_at).total_seconds() / 60
        (by_night if told_at.astimezone(zone).hour in NIGHT else by_day).append(waited)
    return by_day, by_night


def mostly_within(waited: list[float]) -> str | None:
    """The shortest of WITHIN in which most were heard, LONGER when none is; None when there are too few to say."""
    if len(waited) < ENOUGH:
        return None
    return next((name for name, minutes in WITHIN if sum(one <= minutes for one in waited) >= MOST * len(waited)), LONGER)


def takes_until_morning(by_day: list[float], by_night: list[float]) -> bool:
    """Whether there is enough to say that the night takes longer than the day."""
    night, day = mostly_within(by_night), mostly_within(by_day)
    order = [name for name, _minutes in WITHIN] + [LONGER]
    return night is not None and day is not None and order.index(night) > order.index(day)
