"""How well the rules read signals: against the set that was written before them, and ten written after, each of
which they saw once before they learned from it (docs/decisions/0014-words.md has those first figures)."""

import dataclasses
import time
import tomllib
from pathlib import Path

import pytest

from cairn.base.finder import Finder
from cairn.safety.signals import HOPELESS, NOW, WISH, Found, read, reading, speaks
from cairn.safety.signals.languages.english import ENGLISH
from cairn.safety.signals.rules import Reader, _signs, gathered
from tests.safety.test_guard import written

HERE = Path(__file__).parent
SETS = ("signals_set", "signals_second", "signals_third", "signals_fourth", "signals_fifth", "signals_sixth", "signals_seventh", "signals_eighth", "signals_ninth", "signals_tenth", "signals_eleventh")
KINDS = {"plain", "hard", "figurative", "past", "helper", "other", "everyday"}


def words(name="signals_set", *kinds: str) -> list[dict]:
    every = tomllib.loads((HERE / f"{name}.toml").read_text())["words"]
    return [one for one in every if not kinds or one["kind"] in kinds]


def seen(some: list[dict]) -> float:
    """How many of the writer's own signals are found as theirs, in whatever tier."""
    found = [read(one["text"]) for one in some]
    return sum(bool(one and not one.about_other) for one in found) / len(found)


def alarms(texts: list[str]) -> float:
    """How many would bring a responder to their writer."""
    return sum(bool(found and not found.about_other) for found in map(read, texts)) / len(texts)


def test_the_set_is_about_two_hundred_and_holds_every_kind():
    assert 190 <= len(words()) <= 240 and {one["kind"] for one in words()} == KINDS
    assert {one.get("tier") for one in words("signals_set", "plain")} == {NOW, WISH, HOPELESS}
    every = [one["text"] for name in SETS for one in words(name)]
    assert len(set(every)) == len(every)


@pytest.mark.parametrize("name", SETS)
def test_plain_signals_are_seen(name):
    assert seen(words(name, "plain")) >= 0.9


def test_families_of_sentences_stay_whole():
    """What is said in thirty ways, and what only sounds like it: held while patterns are taken out."""
    assert seen(words("signals_families", "plain")) >= 0.9
    assert alarms([one["text"] for one in words("signals_families", "silent")]) <= 0.03


def test_everyday_words_are_left_alone():
    """Sad ones too: those of the sets, and every share and answer that the repository holds, but for the one in
    demo/words/care.toml that shows what happens."""
    ours = [one["text"] for name in SETS for one in words(name, "everyday")]
    theirs = [*written(HERE.parent.parent / "cairn/demo/words", "[!c]*.toml"), *written(HERE.parent / "hearing", "coach*.toml")]
    assert len(ours + theirs) > 600 and alarms(ours + theirs) <= 0.005
    assert alarms([one["text"] for name in SETS for one in words(name, "figurative", "past")]) <= 0.05


def test_helpers_are_not_taken_for_those_they_help():
    responses = written(HERE.parent / "hearing", "coach*.toml")
    assert alarms([one["text"] for name in SETS for one in words(name, "helper")]) <= 0.06 and alarms(responses) <= 0.06


def test_whoever_is_spoken_to_or_of_is_told_apart():
    about = [one for one in words("signals_set", "helper", "other") if one.get("about_other")]
    assert sum(bool(found and found.about_other) for found in (read(one["text"]) for one in about)) / len(about) >= 0.9


def test_tiers_are_right_where_a_signal_is_seen():
    both = [(read(one["text"]), one["tier"]) for one in words("signals_set", "plain")]
    assert sum(found.tier == tier for found, tier in both if found) / sum(bool(found) for found, _tier in both) >= 0.9


def test_only_method_and_encouragement_are_ever_to_be_held():
    for one in words("signals_set", "plain", "helper", "other", "past", "figurative", "everyday"):
        found = read(one["text"])
        assert bool(found and found.method) == one.get("method", False), one["text"]


def use(monkeypatch, **changed) -> None:
    """Read by changed rules."""
    reader = Reader(dataclasses.replace(ENGLISH, **changed))
    monkeypatch.setattr(reading, "reader_of", lambda language: reader)


def test_rules_that_say_nothing_see_nothing(monkeypatch):
    """The control."""
    empty = dict.fromkeys((NOW, WISH, HOPELESS), ())
    use(monkeypatch, own=empty, asks=(), together=())
    assert seen(words("signals_set", "plain")) == 0


@pytest.mark.parametrize("left_out, kinds", [("aside", ("figurative", "past")), ("long_ago", ("past", "helper")), ("of_others", ("helper", "other"))])
def test_the_words_alone_are_not_enough(monkeypatch, left_out, kinds):
    """More controls: without what they set aside, the rules cry out more often."""
    texts = [one["text"] for one in words("signals_set", *kinds)]
    with_all = alarms(texts)
    use(monkeypatch, **{left_out: ()})
    assert alarms(texts) > with_all


@pytest.mark.parametrize("text, found", [
    ("I have the pills here", Found(NOW)), ("I HAVE THE PILLS HERE", Found(NOW)), ("i want to die", Found(WISH)), ("I wan\u200bt to d\u200bie", Found(WISH)),
    ("I dont want to be alive any more", Found(WISH)), ("I don’t want to be alive anymore", Found(WISH)), ("I want to ｄｉｅ", Found(WISH)),
    ("i want to d!e", Found(WISH)), ("i'm going to kms tonight", Found(NOW)), ("There is no hope left", Found(HOPELESS)), ("Please don't kill yourself.", Found(WISH, about_other=True)),
    ("Please don’t kill yourself. I want to die too.", Found(WISH)), ("kys", Found(WISH, about_other=True, method=True)),
    ("i\twant  to\u00a0 die", Found(WISH)), ("Im up on the bridge. I want to jump", Found(NOW)), ("It ends tonight. Please nobody blame themselves", Found(NOW)),
    ("dont wanna exist anymore 😔", Found(WISH)), ("tired, and cant go on", Found(HOPELESS)), ("ive had 30 paracetamol", Found(NOW)), ("I wish God would take me", Found(WISH)),
    ("I have taken the pills now.", Found(NOW)), ("I took the pills.", Found(NOW)), ("i swallowed the tablets already", Found(NOW)),
    ("hope is gone", Found(HOPELESS)), ("I was fine. Then it was Tuesday, and I want to die.", Found(WISH)), ("I don't want to worry anybody, but I want to die.", Found(WISH)),
])
def test_it_is_there(text, found):
    assert read(text) == found


@pytest.mark.parametrize("text", [
    "This exam is killing me.", "I used to want to die, years ago.", "I’m not suicidal.", "She asked, “Do you want to die?”, and I laughed.",
    "I hope I don't wake up the baby.", "I can't face another day of training in the rain.", "I took two paracetamol an hour ago.",
    "I took my tablets and went to bed.", "I took them.", "I've taken the tablets now, and they help.", "I took the tablets to work.",
    "I'm dying for a cup of tea.", "My brother died by suicide.", "I would never hurt myself.",
])
def test_it_is_not_there(text):
    assert read(text) is None


def test_what_is_over_can_be_back():
    assert read("I used to want to die, years ago.") is None
    assert read("I used to want to die, years ago, and tonight I want to again, I want to die.") is not None


def test_what_is_gathered_finds_the_same():
    """Trying together what begins alike is quicker, and changes nothing."""
    reader, patterns = reading.reader_of("en"), tuple(dict.fromkeys(_signs(ENGLISH)))
    apart, together = Finder(patterns), Finder(gathered(patterns))
    some = [sentence for name in SETS for one in words(name) for sentence in reading.sentences(reading.plain(one["text"], reader), reader)]
    assert len(some) > 3000 and any(map(apart.finds, some))
    assert [one for one in some if apart.finds(one) != together.finds(one)] == []


def test_other_languages_are_left_alone():
    assert speaks("en") and speaks("en-gb") and speaks("en_US") and not speaks("de") and not speaks("")
    assert read("I want to die.", "de") is None and read("Ich will sterben.") is None


@pytest.mark.parametrize("text", ["", "   ", "?", "\x00", "’" * 50_000, "i want to " * 5_000, "i'm really really " * 3_000, '"' * 9_999, "(?:" * 99, "ñ" * 20_000, "i " * 9_000])
def test_strange_and_long_texts_take_little_time(text):
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 2


def test_a_message_takes_less_than_a_millisecond():
    """Ten times that here, where others use the machine as well; benchmarks/words.py measures it."""
    texts = [one["text"] for one in words()]
    read(texts[0])
    began = time.process_time()
    for text in texts:
        read(text)
    assert (time.process_time() - began) / len(texts) < 0.01
