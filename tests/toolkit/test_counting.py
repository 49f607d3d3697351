"""Numbers in which nobody can be found: what is shown, and when it moves."""

from hypothesis import given
from hypothesis import strategies as st

from cairn.toolkit import counting, words
from cairn.toolkit.counting import FEW, STEP, count, is_of_people_like, moved, show, shown
from cairn.toolkit.models import OUTCOMES

ANSWERS = st.lists(st.tuples(st.integers(0, 11), st.sampled_from(["", *OUTCOMES])), max_size=60)


def lived(answers) -> list[tuple[dict, dict]]:
    """Each moment as (what everybody said by then, what was shown): people say how it went, change their mind, let go."""
    said, tally, moments = {}, {}, []
    for who, outcome in answers:
        if before := said.pop(who, ""):
            count(tally, before, [], -1)
        if outcome:
            count(tally, outcome, [], 1)
            said[who] = outcome
        show(tally)
        moments.append((dict(said), list(shown(tally) or counting.NOTHING)))
    return moments


@given(ANSWERS)
def test_a_tally_is_what_people_say_now(answers):
    said, tally = {}, {}
    for who, outcome in answers:
        if before := said.pop(who, ""):
            count(tally, before, [7], -1)
        if outcome:
            count(tally, outcome, [7], 1)
            said[who] = outcome
    expected = [list(said.values()).count(outcome) for outcome in OUTCOMES]
    assert tally.get("", counting.NOTHING) == tally.get("7", counting.NOTHING) == expected


@given(ANSWERS)
def test_what_is_shown_never_moves_by_one_person_or_two(answers):
    shown_before = counting.NOTHING
    for _said, now in lived(answers):
        assert now == shown_before or moved(shown_before, now) >= STEP
        shown_before = now


@given(ANSWERS)
def test_nothing_is_shown_of_how_it_went_for_few(answers):
    was_many = False
    for said, now in lived(answers):
        was_many |= len(said) >= FEW
        assert was_many or now == counting.NOTHING


def test_a_count_that_is_shown_at_once_would_tell():
    """The control: without the step, one person's answer can be read off."""
    tally = {}
    for _each in range(FEW):
        count(tally, "helped", [], 1)
    before = list(tally[""])
    count(tally, "harder", [], 1)
    assert moved(before, tally[""]) == 1
    at_once = {counting.SHOWN: before, "": list(tally[""])}
    show(at_once)
    assert shown(at_once) == before, "and so it waits"


def test_neither_the_first_nor_the_next_few_are_noticed():
    tally = {}
    assert words.evidence(tally).people == "" and "Too few" in words.evidence(tally).rest
    count(tally, "harder", [], 1)
    assert words.evidence(tally) == words.evidence({}), "the first is as if nobody were"
    count(tally, "helped", [], 1)
    show(tally)
    assert words.evidence(tally) == words.evidence({}), "nor the second"


def test_many_are_pebbles_and_words_and_never_parts_of_a_hundred():
    tally = {}
    for outcome, n in zip(OUTCOMES, (6, 3, 2, 0), strict=True):
        for _each in range(n):
            count(tally, outcome, [], 1)
            show(tally)
    seen = words.evidence(tally)
    assert seen.people == "11 people tried it" and len(seen.pebbles) == 11
    assert [said for _outcome, said in seen.said] == ["6 said it helped", "3 said a little", "2 said not for them"]
    assert "%" not in f"{seen}"


def test_people_like_somebody_are_never_one_or_two():
    tally = {}
    for _each in range(2):
        count(tally, "helped", [5], 1)
    assert not is_of_people_like(tally, [5])
    count(tally, "harder", [5, 9], 1)
    assert is_of_people_like(tally, [5]) and not is_of_people_like(tally, [9]) and not is_of_people_like(tally, [])
