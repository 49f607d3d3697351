"""What must hold for any listeners and any time: the pure policy under Hypothesis."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cairn.hearing.waves import (
    AGAIN,
    AT_ONCE,
    TO_THE_DESK,
    Candidate,
    is_quiet,
    may_be_asked,
    next_due,
    quiet_ends,
    somebody_wakes,
    speaks,
    who_to_ask,
)

ZONES = ["UTC", "Europe/London", "America/St_Johns", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Kiritimati", "nowhere"]
moments = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
candidates = st.builds(
    Candidate,
    member_id=st.integers(1, 2**63 - 1),
    languages=st.lists(st.sampled_from(["en", "en-GB", "cy", "pt"]), max_size=3).map(tuple),
    zone=st.sampled_from(ZONES),
    quiet_from=st.integers(0, 23),
    quiet_to=st.integers(0, 23),
    weekly_limit=st.integers(1, 7),
    asks_this_week=st.integers(0, 9),
    resting_until=st.none() | moments,
    hours=st.integers(0, 2**24 - 1),
    shared_topics=st.lists(st.integers(1, 5), max_size=3).map(tuple),
)
crowds = st.lists(candidates, max_size=12, unique_by=lambda one: one.member_id)


@given(crowds, moments, st.integers(0, 2**63 - 1))
def test_everybody_who_is_chosen_may_be_asked(crowd, now, lot):
    chosen = who_to_ask(crowd, "en", now, lot=lot)
    assert len(chosen) <= AT_ONCE
    for one in chosen:
        assert speaks(one.languages, "en") and one.asks_this_week < one.weekly_limit
        assert one.resting_until is None or one.resting_until <= now
        assert not is_quiet(one, now)


@given(crowds, moments, st.integers(0, 2**63 - 1))
def test_nobody_is_passed_over_for_somebody_who_knows_it_less(crowd, now, lot):
    chosen = who_to_ask(crowd, "en", now, lot=lot)
    passed_over = [one for one in crowd if may_be_asked(one, "en", now) and one not in chosen]
    assert len(chosen) == AT_ONCE or not passed_over
    for one in chosen:
        assert all(len(one.shared_topics) >= len(other.shared_topics) for other in passed_over)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=40)))
def test_there_is_always_a_next_act_and_never_in_the_past(began, later):
    now = began + later
    due = next_due(began, now)
    assert now < due <= now + AGAIN
    if now < began + TO_THE_DESK:
        assert due <= began + TO_THE_DESK


@given(candidates, moments)
def test_quiet_hours_end_and_then_they_are_awake(one, now):
    if one.quiet_from == one.quiet_to:
        assert not is_quiet(one, now)
    elif is_quiet(one, now):
        ends = quiet_ends(one, now)
        assert now < ends <= now + timedelta(hours=25)
        there = ends.astimezone(ZoneInfo(one.zone) if one.zone != "nowhere" else UTC)
        assert not is_quiet(one, ends) or there.minute == 1


@given(crowds, moments)
def test_whoever_wakes_first_was_asleep_and_nothing_else_kept_them(crowd, now):
    wakes = somebody_wakes(crowd, "en", now)
    if wakes is None:
        return
    assert any(quiet_ends(one, now) == wakes and is_quiet(one, now) for one in crowd)


def test_quiet_hours_over_midnight_and_within_a_day():
    night = Candidate(1, ("en",), "Europe/London", 21, 8, 3, 0)
    siesta = Candidate(2, ("en",), "Europe/Madrid", 13, 16, 3, 0)
    july = datetime(2027, 7, 1, tzinfo=UTC)  # London is an hour ahead, Madrid two
    assert [hour for hour in range(24) if not is_quiet(night, july + timedelta(hours=hour))] == list(range(7, 20))
    assert [hour for hour in range(24) if is_quiet(siesta, july + timedelta(hours=hour))] == [11, 12, 13]
