"""Circles from a waiting list: the rule alone, and then the pages around it."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.meetings.forming import FEWEST, HOURS, LANGUAGE, MOST, NOBODY, TOPIC, Wisher, form

pytestmark = []


def wishers(n, *, topic=1, languages=("en",), slots=(10,), start=1):
    return [Wisher(k, topic, frozenset(languages), frozenset(slots), since=k) for k in range(start, start + n)]


def why(formed) -> dict:
    return {waits.member: waits.why for waits in formed.waiting}


# ---- what a circle needs


def test_five_who_share_an_hour_a_language_and_a_topic_are_a_circle():
    formed = form(wishers(5))
    assert [(c.topic, c.language, c.slot, c.members) for c in formed.circles] == [(1, "en", 10, (1, 2, 3, 4, 5))]
    assert formed.waiting == ()


@pytest.mark.parametrize("people, sizes", [(4, []), (5, [5]), (8, [8]), (9, [8]), (10, [5, 5]), (13, [7, 6]), (17, [6, 6, 5])])
def test_a_circle_has_five_to_eight_people_and_as_few_as_can_be_wait(people, sizes):
    assert [len(circle.members) for circle in form(wishers(people)).circles] == sizes


def test_two_who_are_blocked_never_meet():
    formed = form(wishers(6), blocks=[(6, 1)])
    assert len(formed.circles) == 1 and not {1, 6} <= set(formed.circles[0].members)
    assert len(form(wishers(6)).circles[0].members) == 6  # the control: without the block they would


def test_whoever_brings_no_topic_sits_with_any():
    formed = form([*wishers(4), *wishers(1, topic=None, start=9)])
    assert formed.circles[0].members == (1, 2, 3, 4, 9)
    assert form(wishers(5, topic=None)).circles[0].topic is None


def test_a_larger_circle_lends_to_those_who_miss_one():
    six = [*wishers(5), *wishers(1, slots=(10, 20), start=6)]
    formed = form([*six, *wishers(4, slots=(20,), start=11)])
    assert sorted(len(circle.members) for circle in formed.circles) == [5, 5] and not formed.waiting


# ---- why somebody waits


def test_the_reasons():
    assert set(why(form(wishers(4))).values()) == {TOPIC}
    welsh = form([*wishers(5), *wishers(2, languages=("cy",), start=11)])
    assert why(welsh) == {11: LANGUAGE, 12: LANGUAGE} and welsh.waiting[0].languages == ("cy",)
    assert why(form([*wishers(5), *wishers(1, slots=(99,), start=11)])) == {11: NOBODY}
    assert why(form([*wishers(5), *wishers(2, slots=(99,), start=11)])) == {11: HOURS, 12: HOURS}


def test_a_reason_never_tells_of_a_block():
    """Whoever waits only for a block has the reason of those whose hours nobody shares enough, which
    cannot be looked up; and nobody else's reason changes by it."""
    people = [*wishers(6), *wishers(2, slots=(99,), start=11), *wishers(2, topic=2, start=21)]
    blocked, free = form(people, blocks=[(1, 6)]), form(people)
    assert why(blocked) == why(free) | {6: HOURS}


# ---- always


slots, languages = st.frozensets(st.integers(0, 7), min_size=1, max_size=3), st.frozensets(st.sampled_from(["en", "cy"]), min_size=1)
lists = st.lists(st.tuples(st.sampled_from([None, 1, 2]), languages, slots, st.integers(0, 3)), max_size=26)
pairs = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)).filter(lambda pair: pair[0] != pair[1]), max_size=12)


def made(rows):
    return [Wisher(n, topic, spoken, free, since) for n, (topic, spoken, free, since) in enumerate(rows)]


@settings(deadline=None)
@given(lists, pairs)
def test_what_a_circle_needs_is_never_traded(rows, blocks):
    people = {one.member: one for one in made(rows)}
    formed = form(people.values(), blocks)
    for circle in formed.circles:
        assert FEWEST <= len(circle.members) <= MOST
        for one in (people[pk] for pk in circle.members):
            assert circle.slot in one.slots and circle.language in one.languages and one.topic in (None, circle.topic)
        assert not any(pair in blocks or pair[::-1] in blocks for pair in itertools.permutations(circle.members, 2))
    placed = [pk for circle in formed.circles for pk in circle.members]
    assert sorted([*placed, *(waits.member for waits in formed.waiting)]) == sorted(people)  # everybody once


@settings(deadline=None)
@given(lists, pairs, st.randoms(use_true_random=False))
def test_the_same_wishes_in_any_order_give_the_same_circles(rows, blocks, chance):
    people, other = made(rows), made(rows)
    chance.shuffle(other)
    assert form(people, blocks) == form(other, [pair[::-1] for pair in reversed(blocks)])


@settings(deadline=None)
@given(lists, pairs)
def test_the_three_telling_reasons_are_the_same_with_blocks_and_without(rows, blocks):
    with_blocks, without = why(form(made(rows), blocks)), why(form(made(rows)))
    for member, reason in with_blocks.items():
        assert reason == HOURS or without[member] == reason
