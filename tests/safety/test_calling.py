"""Whom an alert calls next, as a pure rule."""

from hypothesis import given
from hypothesis import strategies as st

from cairn.safety.calling import AGAIN, COORDINATOR, DUTY, NEXT, Responder, whom_to_call

responders = st.lists(
    st.builds(Responder, id=st.integers(1, 9), on_duty=st.booleans(), rests=st.booleans(), is_full=st.booleans(), wait=st.floats(0, 1e6)),
    unique_by=lambda one: one.id, max_size=6,
)
leaders = st.lists(st.integers(10, 12), unique=True, max_size=2)


def all_calls(team, coordinators, steps=12):
    told = set()
    for step in range(steps):
        as_what, called = whom_to_call(step, team, coordinators, told)
        yield as_what, called
        told |= set(called)


@given(responders, leaders)
def test_in_the_end_everybody_has_been_called(team, coordinators):
    called = {pk for _as, who in all_calls(team, coordinators) for pk in who}
    assert called == {one.id for one in team} | set(coordinators)


@given(responders, leaders)
def test_every_step_calls_somebody_while_there_is_anybody(team, coordinators):
    if team or coordinators:
        assert all(who for _as, who in all_calls(team, coordinators))


@given(responders, leaders)
def test_whoever_rests_is_called_only_when_nobody_else_is_left(team, coordinators):
    told = set()
    for step in range(12):
        as_what, called = whom_to_call(step, team, coordinators, told)
        resting = [one.id for one in team if one.rests and one.id in called]
        others = [one.id for one in team if one.may_be_asked] + list(coordinators)
        if resting and as_what != AGAIN:
            assert set(others) <= told
        told |= set(called)


@given(responders, leaders)
def test_whoever_has_carried_enough_is_called_on_their_own_duty_only_where_nobody_else_is_there(team, coordinators):
    as_what, called = whom_to_call(0, team, coordinators, set())
    if as_what == DUTY and any(one.is_full for one in team if one.id in called):
        assert not any(one.on_duty and one.may_be_asked for one in team)


def test_first_who_is_on_duty_then_the_nearest_then_whoever_leads():
    team = [Responder(1, on_duty=True, wait=0), Responder(2, wait=50), Responder(3, wait=20)]
    assert list(all_calls(team, [9], steps=5)) == [(DUTY, [1]), (NEXT, [3]), (COORDINATOR, [9]), (NEXT, [2]), (AGAIN, [1, 2, 3, 9])]


def test_nobody_on_duty_whoever_leads_is_called_at_once():
    assert list(all_calls([Responder(2, wait=50)], [9], steps=2)) == [(COORDINATOR, [9]), (NEXT, [2])]


def test_several_on_duty_are_called_together():
    assert next(all_calls([Responder(1, on_duty=True), Responder(2, on_duty=True)], [9])) == (DUTY, [1, 2])
