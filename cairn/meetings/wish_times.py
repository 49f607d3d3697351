"""When somebody could meet: friendly choices by their own clock, kept as hours of the week in UTC."""

import math
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cairn.meetings.forming import HOURS_OF_WEEK

WEEKDAYS, WEEKEND = range(5), range(5, 7)
# name: words, days from Monday, from which local hour, until which
TIMES = {
    "mornings": (_("Weekday mornings, 9 to 12"), WEEKDAYS, 9, 12),
    "afternoons": (_("Weekday afternoons, 12 to 5"), WEEKDAYS, 12, 17),
    "evenings": (_("Weekday evenings, 6 to 10"), WEEKDAYS, 18, 22),
    "weekend": (_("Weekend days, 10 to 5"), WEEKEND, 10, 17),
    "weekend_evenings": (_("Weekend evenings, 6 to 10"), WEEKEND, 18, 22),
}


def slots_of(times, zone: str, now: datetime) -> list[int]:
    """The whole hours of a week in UTC that lie in these times, as the clocks of `zone` stand at `now`."""
    return sorted({slot for name in times for slot in _slots(name, zone, now)})


def _slots(name: str, zone: str, now: datetime):
    _words, days, start, end = TIMES[name]
    ahead = now.astimezone(ZoneInfo(zone)).utcoffset() / timedelta(hours=1)  # 5.75 in Nepal: part of an hour is no hour
    for day in days:
        for hour in range(math.ceil(24 * day + start - ahead), math.floor(24 * day + end - ahead)):
            yield hour % HOURS_OF_WEEK


def times_in(slots, zone: str, now: datetime) -> list[str]:
    """The choices these hours came from; also after the clocks were put an hour on or back."""
    kept = set(slots)
    for shift in (0, 1, -1):
        wanted = {name: {(slot + shift) % HOURS_OF_WEEK for slot in _slots(name, zone, now)} for name in TIMES}
        names = [name for name in TIMES if wanted[name] <= kept]
        if kept == set().union(*(wanted[name] for name in names)):
            return names
    return [name for name in TIMES if 2 * len(kept & (hours := set(_slots(name, zone, now)))) > len(hours)]
