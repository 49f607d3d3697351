"""The drawing of a cairn: it only grows."""

import re
from xml.etree import ElementTree

import pytest

from cairn.base import cairns, stones

KEPT = [*stones.choices("kept", 50), *stones.choices("and more", 30)]


def laid(svg: str) -> list[str]:
    """Each stone with its place and shape, in the order in which they were laid."""
    return re.findall(r'<g transform="translate\([^)]*\)"><clipPath.*?</g></g></g>', svg)


@pytest.mark.parametrize("n", [0, 1, 6, 7, 8, 60])
def test_it_is_drawn_for_any_number_of_stones(n):
    svg = ElementTree.fromstring(cairns.draw(KEPT[:n]))
    left, top, wide, high = map(float, svg.get("viewBox").split())
    assert wide > 100 and 30 < high < 800
    assert len(laid(cairns.draw(KEPT[:n]))) == n
    for place in svg.iter("{http://www.w3.org/2000/svg}g"):
        if moved := re.match(r"translate\((\S+) (\S+)\)", place.get("transform", "")):
            assert left < float(moved[1]) < left + wide and top < float(moved[2]) < top + high


def test_a_stone_once_laid_keeps_its_shape_and_its_place():
    before = []
    for n in range(1, 61):
        now = laid(cairns.draw(KEPT[:n]))
        assert now[: len(before)] == before and len(now) == n
        before = now


def test_another_stone_underneath_would_be_noticed():
    """The control: what lies on it lies elsewhere."""
    assert laid(cairns.draw([KEPT[9], *KEPT[:3]]))[1:] != laid(cairns.draw(KEPT[:3]))


def test_when_it_is_high_the_next_is_begun_beside_it():
    feet = set(re.findall(r'translate\((\S+) ', cairns.draw(KEPT[:60])))
    assert len(feet) >= cairns.IN_A_ROW
    assert len(laid(cairns.draw_newest(KEPT[:60]))) == cairns.LEVELS + 60 % cairns.LEVELS
    assert len(laid(cairns.draw_newest(KEPT[:6]))) == 6


def test_the_same_stones_are_always_drawn_alike_and_nothing_in_them_runs_or_leads_out():
    once, again = cairns.draw(KEPT[:20]), cairns.draw(KEPT[:20])
    assert once == again
    assert "style" not in once and "script" not in once
    assert {address[:1] for address in re.findall(r'href="([^"]*)"', once)} == {"#"}


def test_what_is_no_code_is_not_drawn():
    with pytest.raises(ValueError):
        cairns.draw(["5-0-83", '"><script>'])


def test_it_has_words_for_those_who_do_not_see_it():
    few, many = cairns.in_words(KEPT[:3]), cairns.in_words(KEPT[:9])
    assert [stones.describe(code) in few for code in KEPT[:4]] == [True, True, True, False] and "from the ground up" in few
    assert few.index(stones.describe(KEPT[0])) < few.index(stones.describe(KEPT[2]))
    assert "Cairns along a path" in many and stones.describe(KEPT[8]) in many and stones.describe(KEPT[0]) not in many
    assert not re.search(r"\d", few + many), "nothing is counted"
    assert "first stone will lie" in cairns.in_words([])
