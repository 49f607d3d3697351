"""How well the privacy guard looks: against the set that was written before its rules, and one written after."""

import re
import time
import tomllib
from pathlib import Path

import pytest

from cairn.safety.guard import ALL, NAME, look, speaks
from cairn.safety.guard.numbers import lines

HERE = Path(__file__).parent
_MARK = re.compile(r"\[(\w+)\|([^\]]*)\]")


def sets(name="guard_set") -> list[dict]:
    return tomllib.loads((HERE / f"{name}.toml").read_text())["set"]


def unmarked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its marks, and (start, end, kind) of each."""
    plain, spots, last = "", [], 0
    for mark in _MARK.finditer(text):
        plain += text[last : mark.start()]
        spots.append((len(plain), len(plain) + len(mark[2]), mark[1]))
        plain, last = plain + mark[2], mark.end()
    return plain + text[last:], spots


def recall(some: list[dict]) -> float:
    """How many of the labelled spots are found as what they are."""
    labelled = found = 0
    for one in some:
        for text, spots in map(unmarked, one.get("with", [])):
            seen = look(text, "en", one["country"])
            labelled += len(spots)
            found += sum(any(spot.start < end and spot.end > start and spot.kind == kind for spot in seen) for start, end, kind in spots)
    return found / labelled


def false_alarms(some: list[dict]) -> float:
    without = [(text, one["country"]) for one in some for text in one.get("without", [])]
    return sum(bool(look(text, "en", country)) for text, country in without) / len(without)


def test_the_set_has_a_hundred_of_either_and_every_kind():
    texts = [unmarked(text) for one in sets() for text in one["with"]]
    assert len(texts) >= 100 and all(spots for _text, spots in texts)
    assert {kind for _text, spots in texts for *_places, kind in spots} == set(ALL)
    assert sum(len(one["without"]) for one in sets()) >= 100


def test_it_finds_nine_of_ten_and_seldom_what_is_not_there():
    assert recall(sets()) >= 0.9 and false_alarms(sets()) <= 0.05


def test_on_the_second_set_too():
    """Reported and learned from: on first sight it was 19 of 27 and none of 30."""
    assert recall(sets("guard_second")) >= 0.9 and false_alarms(sets("guard_second")) <= 0.05


def test_numbers_alone_are_not_enough():
    """The control: in a language without rules only what is alike everywhere is found."""
    blind = [text for one in sets() for text, spots in map(unmarked, one["with"]) if not look(text, "de", one["country"])]
    assert len(blind) > 40


def test_what_people_write_here_is_left_alone():
    """Every share, answer and sentence that the repository holds: at most one in two hundred is touched."""
    texts = [*written(HERE.parent.parent / "cairn/demo/words", "*.toml"), *written(HERE.parent / "hearing", "coach*.toml"), *written(HERE, "signals*.toml")]
    touched = [text for text in texts if look(text, "en", "GB")]
    assert len(texts) > 1000 and len(touched) <= len(texts) / 200, touched


def written(folder: Path, pattern: str) -> list[str]:
    return [text for path in sorted(folder.glob(pattern)) for text in texts_in(tomllib.loads(path.read_text()))]


def texts_in(node) -> list[str]:
    if isinstance(node, list):
        return [text for one in node for text in texts_in(one)]
    if isinstance(node, dict):
        return [text for key, one in node.items() for text in ([one] if key == "text" else texts_in(one))]
    return []


@pytest.mark.parametrize("country", ["GB", "US", "IE", "DE", "FR", "AU", ""])
def test_lines_that_help_are_never_underlined(country):
    assert lines()
    for number in sorted(lines()) + ["116 123", "0800 1111", "1-800-273-8255", "988", "+44 800 1111"]:
        assert look(f"Please call {number} now.", "en", country) == [], number


def test_places_are_those_of_the_words_as_they_were_given():
    text = "“It’s me”, she said. Ring 07700 900461 – or write to kit@mail.example."
    assert [text[spot.start : spot.end] for spot in look(text, "en", "GB")] == ["07700 900461", "kit@mail.example"]


def test_each_spot_comes_with_vaguer_words():
    text = "My name is Kit Maddox and my boss Linda Moxham knows."
    mine, theirs = look(text, "en", "GB")
    assert (mine.kind, theirs.kind) == (NAME, NAME)
    assert mine.suggestion == "the name I use here" and theirs.suggestion == "someone I know"


def test_in_other_languages_numbers_mail_links_and_handles_are_found():
    assert speaks("en-gb") and not speaks("de")
    assert [spot.kind for spot in look("Meine Nummer: +49 30 23125 012, oder lotte@mail.example", "de", "DE")] == ["phone", "mail"]


@pytest.mark.parametrize("text", ["", " ", "\x00", "0" * 20_000, "+ " * 10_000, "@" * 20_000, "A " * 10_000, "a.b" * 6_000, "My name is " + "Ab " * 6_000, "1-" * 9_000, "x at y dot " * 1_800])
def test_strange_and_long_texts_take_no_time(text):
    began = time.process_time()
    look(text, "en", "GB")
    assert time.process_time() - began < 2
