"""Hours of duty as moments: over midnight, over a change of the clocks, and what nobody covers."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cairn.safety.rota import DAY, Hours, as_rows, joined, on_duty, shifts, stretches, uncovered, wait_for

LONDON = ZoneInfo("Europe/London")
MARL, ASH = 1, 2
MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)  # noon, a Monday


def there(rows, at):
    return on_duty(shifts(rows, LONDON, at), at)


def test_over_midnight_is_two_rows_and_one_stretch():
    rows = [Hours(MARL, *row) for row in as_rows(0, 22 * 60, 6 * 60)]
    assert rows == [Hours(MARL, 0, 1320, 1440), Hours(MARL, 1, 0, 360)]
    begins, ends = stretches(shifts(rows, LONDON, MONDAY))[0]
    assert (begins.hour, ends.hour, ends - begins) == (22, 6, timedelta(hours=8))
    assert there(rows, MONDAY) == [] and there(rows, MONDAY + timedelta(hours=14)) == [MARL]


def test_sunday_night_goes_over_into_monday():
    rows = [Hours(MARL, *row) for row in as_rows(6, 23 * 60, 60)]
    assert there(rows, datetime(2026, 11, 30, 0, 30, tzinfo=UTC)) == [MARL]


def test_local_hours_stay_local_when_the_clocks_change():
    rows = [Hours(MARL, day, 18 * 60, 20 * 60) for day in range(7)]
    assert there(rows, datetime(2026, 10, 24, 17, 30, tzinfo=UTC)) == [MARL]  # summer time: 18:30
    assert there(rows, datetime(2026, 10, 25, 17, 30, tzinfo=UTC)) == []
    assert there(rows, datetime(2026, 10, 25, 18, 30, tzinfo=UTC)) == [MARL]


def test_an_hour_that_comes_twice_is_covered_twice():
    rows = [Hours(MARL, 6, 60, 120)]  # Sunday 1:00 to 2:00; on 25 October it comes twice in London
    assert there(rows, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == [MARL]
    assert there(rows, datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == [MARL]


def test_who_waits_how_long():
    rows = [Hours(MARL, 0, 11 * 60, 13 * 60), Hours(ASH, 0, 18 * 60, 20 * 60)]
    assert wait_for(shifts(rows, LONDON, MONDAY), MONDAY) == {MARL: 0, ASH: 6 * 3600}


def test_what_nobody_covers_is_said_for_each_day():
    gaps = uncovered([Hours(MARL, 0, 9 * 60, 12 * 60), Hours(ASH, 0, 11 * 60, 17 * 60), Hours(ASH, 1, 0, DAY)])
    assert gaps[0] == [(0, 540), (1020, DAY)] and gaps[1] == [] and gaps[2] == [(0, DAY)]


minutes = st.integers(0, DAY - 30)


@given(st.integers(0, 6), minutes, minutes)
def test_rows_are_always_forward_and_as_long_as_was_said(weekday, begins, ends):
    rows = as_rows(weekday, begins, ends)
    assert all(0 <= b < e <= DAY for _day, b, e in rows)
    assert sum(e - b for _day, b, e in rows) == ((ends - begins) % DAY or DAY)


@given(st.lists(st.tuples(minutes, minutes).map(sorted).filter(lambda p: p[0] < p[1]).map(tuple)))
def test_joined_hours_cover_the_same_minutes_and_never_meet(pairs):
    found = joined(pairs)
    assert {m for b, e in found for m in range(b, e)} == {m for b, e in pairs for m in range(b, e)}
    assert all(one[1] < other[0] for one, other in zip(found, found[1:], strict=False))
