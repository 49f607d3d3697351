"""A stone stands for a member: the same for ever, told apart by more than colour."""

from itertools import product
from xml.etree import ElementTree

import pytest

from cairn.base import stones

EVERY_KIND = [stones.code(tone, mark, 83) for tone, mark in product(range(10), range(5))]


def test_a_code_draws_the_same_stone_for_ever():
    assert stones.draw("5-0-83") == stones.draw("5-0-83")
    assert stones.draw("5-0-83").count("#43808A") == 1


def test_no_two_stones_look_alike():
    drawn = {stones.draw(stones.code(tone, mark, seed)) for tone, mark, seed in product(range(10), range(5), range(40))}
    assert len(drawn) == 10 * 5 * 40


def test_two_seeds_give_two_outlines_and_not_only_two_names():
    first, second = (stones.draw(f"5-0-{seed}").split(' d="')[1].split('"')[0] for seed in (83, 84))
    assert first != second


@pytest.mark.parametrize("code", EVERY_KIND)
def test_every_stone_is_small_well_formed_and_described(code):
    drawn = stones.draw(code)
    assert ElementTree.fromstring(drawn).tag.endswith("svg")
    assert len(drawn) < 1600
    assert stones.describe(code)


def test_each_tone_and_mark_has_words_of_its_own():
    assert stones.describe("5-0-83") == "River blue with two pale bands"
    assert len({stones.describe(code) for code in EVERY_KIND}) == 50


@pytest.mark.parametrize("bad", ["", "5-0", "5-0-83.svg", "10-0-1", "5-5-1", "5-0-10000", "5-0-083", "5-0-٣", "5-0-1\n"])
def test_a_code_that_is_none_is_refused(bad):
    with pytest.raises(ValueError):
        stones.draw(bad)


def test_a_code_out_of_range_cannot_be_made():
    with pytest.raises(ValueError):
        stones.code(10, 0, 1)


def test_choices_are_stable_and_varied():
    offered = stones.choices("a member", 12)
    assert offered == stones.choices("a member", 12)
    assert offered != stones.choices("another member", 12)
    assert len({stones.describe(code) for code in offered}) == 12
    assert len({code.split("-")[0] for code in offered}) == 10


def test_fifty_choices_are_still_all_different_kinds():
    assert len({stones.describe(code) for code in stones.choices("x", 50)}) == 50
