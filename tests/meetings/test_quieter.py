"""Who has grown quieter: the rule alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cairn.meetings.quieter import ABSENT, CAME, SAID, is_quieter, quieter

C, A, S = CAME, ABSENT, SAID


@pytest.mark.parametrize(
    "attendance, named",
    [
        ([C, C, C, C, C, A, A], True),
        ([C, A, C, C, C, A, A], True),  # four of the five before
        ([A, A, C, C, C, C, C, A, A], True),  # what was long ago counts for nothing
        ([C, A, A, C, C, A, A], False),  # three of five
        ([C, C, C, C, C, A], False),
        ([C, C, C, C, C, C, A], False),
        ([C, C, C, C, A, A], False),  # not here long enough to have been quieter
        ([], False),
        ([A], False),
        ([A, A], False),
        ([C, C, C, C, C, A, S], False),  # "not this time" is a word
        ([C, C, C, C, C, S, S], False),
        ([C, C, S, C, C, C, A, A], True),  # and counts neither way before
    ],
)
def test_four_of_the_last_five_then_absent_twice(attendance, named):
    assert is_quieter(attendance) is named


attendances = st.lists(st.sampled_from([C, A, S]), max_size=20)


@given(attendances)
def test_nobody_is_named_who_came_or_said_a_word_at_one_of_the_last_two(attendance):
    if is_quieter(attendance):
        assert attendance[-2:] == [A, A]


@given(attendances)
def test_saying_not_this_time_never_makes_anybody_quieter(attendance):
    """Absence with a word is without reproach: had they come instead, they would be named all the more."""
    if is_quieter(attendance):
        assert is_quieter([C if one == S else one for one in attendance])


@given(st.dictionaries(st.integers(1, 9), attendances), st.sets(st.integers(1, 9)))
def test_whom_one_is_kept_apart_from_is_never_named(all_of_them, apart):
    named = quieter(all_of_them, without=apart)
    assert not apart & set(named) and set(named) <= {pk for pk, one in all_of_them.items() if is_quieter(one)}


def test_there_is_somebody_whom_the_properties_are_about():
    """The control: the rule does name somebody, and leaves them out only for being kept apart."""
    assert quieter({7: [C, C, C, C, C, A, A]}) == [7]
    assert quieter({7: [C, C, C, C, C, A, A]}, without=[7]) == []
