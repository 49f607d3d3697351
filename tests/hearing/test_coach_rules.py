"""How well the rules read: against the set that was written before them, and those written after."""

import dataclasses
import re
import time
import tomllib
from pathlib import Path

import pytest

from cairn.hearing.coach import (
    ADVICE, ALL, ASKS_EXPERIENCE, MINIMISING, OPEN_QUESTION, QUESTION, REFLECTION, RELATES, VALIDATES, cues, make_ready, reading, speaks,
)
from cairn.base.finder import Finder, spread
from cairn.hearing.coach.languages.english import ENGLISH
from cairn.hearing.coach.rules import Reader

HERE = Path(__file__).parent
BARS = {QUESTION: 0.85, VALIDATES: 0.75, ADVICE: 0.60}  # F1
PRECISE = 0.8  # of what is taken for making smaller


def responses(name="coach_set") -> list[dict]:
    return tomllib.loads((HERE / f"{name}.toml").read_text())["response"]


TUNED, HELD_BACK = responses()[::2], responses()[1::2]


def figures(some: list[dict], cue: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    labelled = {n for n, one in enumerate(some) if cue in one["cues"]}
    found = {n for n, one in enumerate(some) if cue in cues(one["text"])}
    right = len(labelled & found)
    precision, recall = right / (len(found) or 1), right / (len(labelled) or 1)
    return precision, recall, 2 * precision * recall / (precision + recall or 1)


def below_the_bars(some: list[dict]) -> set[str]:
    low = {cue for cue, bar in BARS.items() if figures(some, cue)[2] < bar}
    return low | ({MINIMISING} if figures(some, MINIMISING)[0] < PRECISE else set())


def test_the_set_is_about_two_hundred_and_holds_every_cue():
    assert 190 <= len(responses()) <= 220
    assert {cue for one in responses() for cue in one["cues"]} == set(ALL)
    assert all(set(one["cues"]) <= set(ALL) for one in responses() + responses("coach_fresh") + responses("coach_second") + responses("coach_third"))
    assert len({one["text"] for one in responses()}) == len(responses())


@pytest.mark.parametrize("some", [TUNED, HELD_BACK, responses(), responses("coach_second"), responses("coach_third")], ids=["tuned on", "held back", "all", "another hand's", "a third hand's"])
def test_the_rules_reach_the_bars(some):
    assert below_the_bars(some) == set()


@pytest.mark.parametrize(("cue", "said", "not_said"), [
    (QUESTION, "how long were you there", "how long the nights are"), (QUESTION, "how many nights has he been away", "how many nights, dear me"),
    (VALIDATES, "you are in a really horrible position", "he sat in a comfortable position"), (VALIDATES, "stuck in such a grim spot", "stuck in a lift"),
    (MINIMISING, "see it as an opportunity", "see it as a film"), (MINIMISING, "Try to think of this as a fresh start.", "I think of this as a long road."),
])
def test_families_that_were_learned_from_the_third_hand(cue, said, not_said):
    assert cue in cues(said) and cue not in cues(not_said)


def test_rules_that_say_nothing_fail_every_bar(monkeypatch):
    """The control."""
    empty = Reader(dataclasses.replace(ENGLISH, signs=dict.fromkeys(ALL, ())))
    monkeypatch.setattr(reading, "reader_of", lambda language: empty)
    assert below_the_bars(responses()) == {*BARS, MINIMISING}


def test_rules_without_their_exceptions_are_less_right(monkeypatch):
    """Another control: the words alone are not enough."""
    with_them = {cue: figures(responses(), cue)[0] for cue in (ADVICE, MINIMISING)}
    bare = Reader(dataclasses.replace(ENGLISH, unless={}))
    monkeypatch.setattr(reading, "reader_of", lambda language: bare)
    assert all(figures(responses(), cue)[0] < precision for cue, precision in with_them.items())


def test_on_words_written_after_them_the_rules_are_what_the_docs_say():
    """What is said plainly or asked about smallness has to be right."""
    fresh = responses("coach_fresh")
    assert figures(fresh, QUESTION)[2] >= 0.85 and figures(fresh, ADVICE)[2] >= 0.60
    assert figures(fresh, MINIMISING)[0] >= PRECISE
    assert all(figures(fresh, cue)[0] >= 0.75 for cue in (QUESTION, OPEN_QUESTION, ASKS_EXPERIENCE, VALIDATES, REFLECTION))


@pytest.mark.parametrize("text, cue", [
    ("You should call her.", ADVICE), ("You shoud call her", ADVICE), ("have you tried camomile", ADVICE), ("Just leave him.", ADVICE),
    ("That sounds so hard.", VALIDATES), ("It’s understandable.", VALIDATES), ("what did u do then", QUESTION),
    ("I recognize this, I lost mine too.", RELATES), ("I recognise this, I lost mine too.", RELATES), ("At least he’s alive.", MINIMISING),
    ("It sounds as though you carried it alone.", REFLECTION),
])
def test_it_is_there(text, cue):
    assert cue in cues(text)


@pytest.mark.parametrize("text, cue", [
    ("I won’t tell you that you should call her.", ADVICE), ("He said “you should call her”, and you did not.", ADVICE),
    ("You shouldn’t have to call her.", ADVICE), ("I just wanted to say hello.", ADVICE), ("I just got home.", ADVICE), ("You should be proud.", ADVICE),
    ("It takes at least two hours.", MINIMISING), ("People say that everything happens for a reason.", MINIMISING),
    ("I can’t promise that it will get better.", MINIMISING), ("Nothing at all. You know?", QUESTION), ("They asked 'why did you go?' and you had no words.", QUESTION),
])
def test_it_is_not_there(text, cue):
    assert cue not in cues(text)


def test_other_languages_are_left_alone():
    assert speaks("en") and speaks("en-gb") and not speaks("de") and not speaks("")
    assert cues("Du solltest sie anrufen? You should call her.", "de") == frozenset()


@pytest.mark.parametrize("text", ["", "   ", "?", "\x00", "’" * 50_000, "you should " * 50_000, "at least " * 9_000, "\"" * 9_999, "(?:" * 99, "ñ" * 20_000])
def test_strange_and_long_texts_take_no_time(text):
    make_ready()
    began = time.process_time()
    cues(text)
    assert time.process_time() - began < 2


def test_the_finder_finds_what_the_patterns_find():
    """Folded and unfolded agree, pattern by pattern, on every sentence of the set."""
    reader = reading.reader_of("en")
    sentences = [one for response in responses() for one in reading.sentences(response["text"], reader)]
    for patterns in (*ENGLISH.signs.values(), *ENGLISH.unless.values()):
        plain, finder = re.compile("|".join(f"(?:{pattern})" for pattern in patterns)), Finder(patterns)
        assert [bool(plain.search(one)) for one in sentences] == [finder.finds(one) for one in sentences]


def test_a_group_at_the_start_is_spread():
    assert spread("(?:a|b)c") == ["ac", "bc"] and spread("(?:a)?c") == ["ac", "c"] and spread("(?:a |b )*c") == ["a (?:a |b )*c", "b (?:a |b )*c", "c"]
