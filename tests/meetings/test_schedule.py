"""Meetings that come again: the hour stays the same where the circle is, through summer and winter."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.meetings import schedule
from cairn.meetings.models import Meeting
from cairn.meetings.schedule import NotARule, checked_rule, moment, moment_of, next_days
from tests.meetings.readers import read_by_vobject

ZONES = (
    "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles", "America/Santiago", "Australia/Sydney",
    "Australia/Lord_Howe", "Pacific/Auckland", "Africa/Cairo", "Asia/Kolkata",
)
FIVE_YEARS = 261  # weeks


def a_series(**more):
    return SimpleNamespace(**{
        "often": "weekly", "rule": "", "first_on": date(2026, 1, 6), "until": None, "except_on": [], "at": time(19), "zone": "Europe/London",
    } | more)


# -- summer and winter


@pytest.mark.parametrize("zone", ZONES)
def test_a_weekly_meeting_stays_at_seven_through_both_changes_for_five_years(zone):
    series = a_series(zone=zone)
    days = next_days(series, series.first_on, FIVE_YEARS)
    moments = [moment_of(series, day) for day in days]
    local = [at.astimezone(ZoneInfo(zone)) for at in moments]
    assert {there.time() for there in local} == {time(19)} and {there.weekday() for there in local} == {1}
    assert [there.date() for there in local] == [date(2026, 1, 6) + timedelta(weeks=n) for n in range(FIVE_YEARS)]


def test_the_zones_do_change_their_clocks():
    """The control: counted in UTC the hour would wander."""
    changing = [zone for zone in ZONES if len({moment(date(2026, month, 6), time(19), zone).hour for month in range(1, 13)}) > 1]
    assert len(changing) >= 8
    in_utc = [datetime(2026, 1, 6, 19, tzinfo=UTC) + timedelta(weeks=n) for n in range(52)]
    assert len({at.astimezone(ZoneInfo("Europe/London")).hour for at in in_utc}) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ZONES)
def test_the_calendar_says_the_same_hour_for_five_years(zone):
    from cairn.meetings import calendars
    from tests.cast import member

    series, wren = a_series(zone=zone), member("Wren", zone=zone)
    moments = [moment_of(series, day) for day in next_days(series, series.first_on, FIVE_YEARS)]
    file = calendars.written([Meeting(pk=n, starts_at=at, zone=zone) for n, at in enumerate(moments, 1)], wren, names=False)
    events = read_by_vobject(file).vevent_list
    assert [event.dtstart.value.replace(tzinfo=None).time() for event in events] == [time(19)] * FIVE_YEARS
    assert [event.dtstart.value.astimezone(UTC) for event in events] == moments


@given(
    zone=st.sampled_from(ZONES), at=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    on=st.dates(date(2026, 1, 1), date(2036, 12, 31)),
)
@settings(max_examples=400, deadline=None)
def test_every_hour_of_every_day_is_a_moment(zone, at, on):
    found, there = moment(on, at, zone), ZoneInfo(zone)
    local, asked = found.astimezone(there).replace(tzinfo=None), datetime.combine(on, at)
    assert found.tzinfo is UTC and asked <= local <= asked + timedelta(hours=2)
    if local != asked:  # left out in spring: the minute before the answer is missing too
        before = (local - timedelta(minutes=1)).replace(tzinfo=there)
        assert before.astimezone(UTC).astimezone(there).replace(tzinfo=None) != local - timedelta(minutes=1)
    earlier = (found - timedelta(hours=1)).astimezone(there).replace(tzinfo=None)
    assert earlier != local  # of two that are called the same, the first


@pytest.mark.parametrize("on, at, zone, expected", [
    (date(2026, 3, 29), time(1, 30), "Europe/London", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    (date(2026, 10, 25), time(1, 30), "Europe/London", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    (date(2026, 10, 4), time(2, 10), "Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    (date(2011, 12, 30), time(19), "Pacific/Apia", datetime(2011, 12, 30, 10, 0, tzinfo=UTC)),  # that day was left out
])
def test_an_hour_that_is_left_out_moves_on_and_one_that_comes_twice_is_its_first(on, at, zone, expected):
    assert moment(on, at, zone) == expected


# -- which days


def test_exceptions_and_the_last_day_are_kept():
    series = a_series(except_on=["2026-01-13", "2026-02-03"], until=date(2026, 2, 10))
    assert next_days(series, date(2026, 1, 1), 10) == [date(2026, 1, 6), date(2026, 1, 20), date(2026, 1, 27), date(2026, 2, 10)]
    assert next_days(series, date(2026, 1, 21), 1) == [date(2026, 1, 27)]
    assert next_days(series, date(2026, 2, 11), 1) == []


def test_every_other_week_keeps_its_step_however_late_one_looks():
    series = a_series(often="fortnightly")
    assert next_days(series, date(2026, 1, 7), 2) == [date(2026, 1, 20), date(2026, 2, 3)]


@given(first_on=st.dates(date(2026, 1, 1), date(2030, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_monthly_is_the_same_weekday_of_the_month_and_never_leaves_a_month_out(first_on):
    days = next_days(a_series(often="monthly", first_on=first_on), first_on, 24)
    assert days[0] == first_on or first_on.day > 28
    assert {day.weekday() for day in days} == {first_on.weekday()}
    months = [day.year * 12 + day.month for day in days]
    assert [month - months[0] for month in months] == list(range(24))
    place = (first_on.day - 1) // 7
    if place < 4:
        assert {(day.day - 1) // 7 for day in days} == {place}
    else:
        assert all((day + timedelta(days=7)).month != day.month for day in days)


@pytest.mark.parametrize("rule, days", [
    ("FREQ=WEEKLY;BYDAY=TU,TH;INTERVAL=3", ["2026-01-06", "2026-01-08", "2026-01-27", "2026-01-29"]),
    ("FREQ=MONTHLY;BYDAY=1TU,3TU", ["2026-01-06", "2026-01-20", "2026-02-03", "2026-02-17"]),
    ("FREQ=MONTHLY;BYDAY=-1FR", ["2026-01-30", "2026-02-27", "2026-03-27", "2026-04-24"]),
    ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["2026-01-30", "2026-02-27", "2026-03-31", "2026-04-30"]),
    ("FREQ=WEEKLY;COUNT=2", ["2026-01-06", "2026-01-13"]),
])
def test_rules_of_rfc_5545(rule, days):
    assert checked_rule(rule) == rule
    assert [day.isoformat() for day in next_days(a_series(often="rule", rule=rule), date(2026, 1, 1), 4)] == days


def test_a_rule_may_be_written_carelessly():
    assert checked_rule(" rrule:interval=2; freq=weekly ;byday=tu ") == "FREQ=WEEKLY;BYDAY=TU;INTERVAL=2"


@pytest.mark.parametrize("rule", [
    "", "hello", "FREQ=SECONDLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTHDAY=30;BYMONTH=2", "FREQ=WEEKLY;INTERVAL=0",
    "FREQ=WEEKLY;COUNT=99999999999", "FREQ=WEEKLY;UNTIL=20261231", "FREQ=WEEKLY;BYDAY=1TU", "FREQ=MONTHLY;BYDAY=MO,2WE", "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=2",
    "FREQ=WEEKLY;FREQ=WEEKLY", "FREQ=WEEKLY;BYHOUR=3", "FREQ=WEEKLY\nEXDATE:20260101", "FREQ=WEEKLY;INTERVAL=٣",
])
def test_what_is_no_rule_for_a_circle_is_refused(rule):
    with pytest.raises(NotARule):
        checked_rule(rule)


@given(rule=st.from_regex(schedule._RULE, fullmatch=True), first_on=st.dates(date(2026, 1, 1), date(2028, 12, 31)))
@settings(max_examples=150, deadline=None)
def test_every_rule_that_is_taken_gives_a_day(rule, first_on):
    """So that nothing ever looks for one until the end of time."""
    series = a_series(often="rule", rule=checked_rule(rule), first_on=first_on)
    assert next_days(series, first_on, 1)
