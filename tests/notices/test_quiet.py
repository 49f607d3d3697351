"""Quiet hours and the hour of a gathering, in everybody's own time, on the days the clocks change too."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some

from cairn.notices.quiet import gathering_after, quiet_from, quiet_until

HOURS = some.integers(0, 23)
ZONES = some.sampled_from(["Europe/Berlin", "America/New_York", "America/Havana", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo", "UTC"])
# Around the nights on which clocks change there, and any other time.
CHANGES = [datetime(2026, month, day, tzinfo=UTC) for month, day in ((3, 8), (3, 29), (4, 4), (4, 24), (10, 4), (10, 25), (10, 29), (11, 1))]
TIMES = some.builds(lambda night, minutes: night + timedelta(minutes=minutes), some.sampled_from(CHANGES), some.integers(-2000, 2000))


def person(zone, start, end):
    return SimpleNamespace(zone=zone, quiet_from=start, quiet_to=end)


def is_quiet(start, end, hour) -> bool:
    """Told by counting the hours."""
    return hour in {(start + n) % 24 for n in range((end - start) % 24)}


@settings(max_examples=300, deadline=None)
@given(ZONES, HOURS, HOURS, TIMES)
def test_quiet_hours_end_at_the_first_moment_that_is_not_quiet(zone, start, end, at):
    until = quiet_until(person(zone, start, end), at)

    def quiet(moment):
        return is_quiet(start, end, moment.astimezone(ZoneInfo(zone)).hour)

    assert (until is not None) == quiet(at)
    if until:
        assert at < until <= at + timedelta(hours=49) and not quiet(until)
        steps = int((until - at) / timedelta(minutes=15))
        assert all(quiet(at + timedelta(minutes=15 * step)) for step in range(steps)), "it could have ended sooner"


@settings(max_examples=200, deadline=None)
@given(ZONES, HOURS, TIMES)
def test_a_gathering_comes_once_a_day_at_its_hour(zone, hour, at):
    days = []
    for _ in range(5):
        at = gathering_after(person(zone, 0, 0), "daily", hour, at)
        there = at.astimezone(ZoneInfo(zone))
        left_out = datetime(there.year, there.month, there.day, hour, tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)).hour
        assert there.hour == left_out
        days.append(there.date())
    assert all(later - sooner == timedelta(days=1) for sooner, later in zip(days, days[1:], strict=False))


def test_at_six_stays_at_six_when_the_clocks_change():
    berlin = person("Europe/Berlin", 21, 8)
    summer = gathering_after(berlin, "daily", 18, datetime(2026, 10, 24, 12, tzinfo=UTC))
    winter = gathering_after(berlin, "daily", 18, summer)
    assert (summer.hour, winter.hour) == (16, 17) and winter - summer == timedelta(hours=25)


def test_weekly_is_on_sunday_where_they_live():
    found = gathering_after(person("Pacific/Auckland", 0, 0), "weekly", 9, datetime(2026, 11, 26, tzinfo=UTC))
    assert found.astimezone(ZoneInfo("Pacific/Auckland")).strftime("%a %H:%M") == "Sun 09:00"


def test_nobody_without_quiet_hours_is_ever_quiet():
    anybody = person("UTC", 8, 8)
    assert quiet_until(anybody, datetime(2026, 1, 1, 8, tzinfo=UTC)) is None
    assert quiet_from(anybody, datetime(2026, 1, 1, 8, tzinfo=UTC)) is None
