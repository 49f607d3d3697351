"""When somebody may be reached, in their own time: quiet hours and the hour of their gathering.

Local hours on both sides of a change of the clocks: an hour that is left out ends where the clock goes on,
one that comes twice is quiet twice.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
SUNDAY = 6


def quiet_until(member, at: datetime) -> datetime | None:
    """When the quiet hours end that `at` lies in; None outside them, and for those who have none."""
    zone = ZoneInfo(member.zone)
    if not _is_quiet(member, at.astimezone(zone).hour):
        return None
    day = at.astimezone(zone).date()
    while (end := moment(day, member.quiet_to, zone)) <= at or _is_quiet(member, end.astimezone(zone).hour):
        day += DAY
    return end


def quiet_from(member, at: datetime) -> datetime | None:
    """When the next quiet hours begin; None for those who have none."""
    if member.quiet_from == member.quiet_to:
        return None
    return _next(at, member.quiet_from, ZoneInfo(member.zone))


def gathering_after(member, often: str, hour: int, after: datetime) -> datetime:
    """The next gathering: every day at `hour`, or every Sunday."""
    zone = ZoneInfo(member.zone)
    return _next(after, hour, zone, only=SUNDAY if often == "weekly" else None)


def moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """That hour of that day, in UTC; the first, where it comes twice."""
    return datetime.combine(day, time(hour), zone).astimezone(UTC)


def _next(after: datetime, hour: int, zone: ZoneInfo, only: int | None = None) -> datetime:
    day = after.astimezone(zone).date()
    while (found := moment(day, hour, zone)) <= after or only not in {None, day.weekday()}:
        day += DAY
    return found


def _is_quiet(member, hour: int) -> bool:
    start, end = member.quiet_from, member.quiet_to
    return start <= hour < end if start <= end else hour >= start or hour < end
