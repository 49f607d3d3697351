"""Hours of duty as moments: who is on duty, until when, who is next, and what nobody covers. Pure.

Rows are weekly and in the space's zone; what goes over midnight is two rows. On both sides of a change of the
clocks they are local hours: one that is left out is left out, one that comes twice is covered twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = 24 * 60  # minutes
AHEAD = 8  # days: a week, and the rest of what began in it


@dataclass(frozen=True, slots=True)
class Hours:
    """One weekly row: `weekday` 0 is Monday, minutes of the day."""

    member_id: int
    weekday: int
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Shift:
    member_id: int
    begins: datetime
    ends: datetime


def shifts(rows: Iterable[Hours], zone: ZoneInfo, at: datetime) -> list[Shift]:
    """Those that end after `at`, for a week to come, as they begin."""
    rows, today = list(rows), at.astimezone(zone).date()
    days = [today + timedelta(days=n) for n in range(-1, AHEAD)]
    found = (Shift(row.member_id, _moment(day, row.begins, zone, 0), _moment(day, row.ends, zone, 1)) for day in days for row in rows if row.weekday == day.weekday())
    return sorted((shift for shift in found if shift.ends > max(at, shift.begins)), key=lambda shift: (shift.begins, shift.member_id))


def _moment(day: date, minute: int, zone: ZoneInfo, fold: int) -> datetime:
    day += timedelta(days=minute // DAY)
    minute %= DAY
    return datetime.combine(day, time(minute // 60, minute % 60, fold=fold), zone).astimezone(UTC)


def stretches(coming: Iterable[Shift]) -> list[tuple[datetime, datetime]]:
    """When anybody is on duty: shifts that meet or overlap are one stretch."""
    found: list[tuple[datetime, datetime]] = []
    for shift in coming:
        if found and shift.begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], shift.ends))
        else:
            found.append((shift.begins, shift.ends))
    return found


def on_duty(coming: Iterable[Shift], at: datetime) -> list[int]:
    return list(dict.fromkeys(shift.member_id for shift in coming if shift.begins <= at < shift.ends))


def wait_for(coming: Iterable[Shift], at: datetime) -> dict[int, float]:
    """Seconds until each is on duty next; 0 for who is now."""
    waits: dict[int, float] = {}
    for shift in coming:
        waits.setdefault(shift.member_id, max(0.0, (shift.begins - at).total_seconds()))
    return waits


def uncovered(rows: Iterable[Hours]) -> list[list[tuple[int, int]]]:
    """For each weekday from Monday the minutes, from and to, that nobody covers."""
    days: list[list[tuple[int, int]]] = []
    rows = list(rows)
    for weekday in range(7):
        at, gaps = 0, []
        for begins, ends in sorted((row.begins, row.ends) for row in rows if row.weekday == weekday):
            if begins > at:
                gaps.append((at, begins))
            at = max(at, ends)
        days.append(gaps + ([(at, DAY)] if at < DAY else []))
    return days


def as_rows(weekday: int, begins: int, ends: int) -> list[tuple[int, int, int]]:
    """Hours as somebody names them, as rows: "22:00 to 6:00" goes over midnight, "0:00 to 0:00" is the whole day."""
    if ends > begins:
        return [(weekday, begins, ends)]
    return [row for row in ((weekday, begins, DAY), ((weekday + 1) % 7, 0, ends)) if row[2] > row[1]]


def joined(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Minutes of one day, where what meets or overlaps is one."""
    found: list[tuple[int, int]] = []
    for begins, ends in sorted(pairs):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return found
