"""The words of check-ins: areas by name, and what each language's file offers in them.

A language without a file offers none: there are the four areas, one's own word, and what the space adds in it. Words
for feelings that were only carried over from another language would be somebody else's.
docs/decisions/0021-check-ins.md says why.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cairn.checkins.models import AREAS, LIT, SETTLED, STIRRED, WEIGHED

FOLDER = Path(__file__).parent
AREA_NAMES = {STIRRED: gettext_noop("Stirred up"), LIT: gettext_noop("Lit up"), WEIGHED: gettext_noop("Weighed down"), SETTLED: gettext_noop("Settled")}


@dataclass(frozen=True, slots=True)
class Word:
    """`key` is what a check-in keeps, `said` how it is read in one language."""

    key: str
    said: str


def area_name(area: str) -> str:
    return _(AREA_NAMES[area])


def words_of(language: str) -> dict[str, list[Word]]:
    """By area, for a language tag as people have it ("de-AT"); empty areas where there is no file."""
    file = _file(base_of(language))
    return {area: [Word(key, said) for key, said in file.get(area, {}).get("words", {}).items()] for area in AREAS}


def near(area: str, language: str) -> str:
    """Two words for the tile, "" where there is no file."""
    return _file(base_of(language)).get(area, {}).get("near", "")


def said_as(key: str, language: str) -> str:
    """A key in that language; else in English, else in whichever file knows it: it was somebody's word."""
    return next((said for code in (base_of(language), "en", *languages()) if (said := _by_key(code).get(key))), "")


def opens_help(own: str) -> bool:
    """Whether one's own word is, or holds, one that brings the way to help; in whichever language it was written."""
    said = own.casefold().replace("’", "'")
    return any(not _denied(language)(said[: found.start()]) for language in languages() for found in _finder(language)(said))


def base_of(language: str) -> str:
    """ "en-gb" and "en_US" are read as "en". """
    return (language or "").lower().replace("_", "-").partition("-")[0]


@cache
def languages() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def _file(language: str) -> dict:
    path = FOLDER / f"{language}.toml"
    return tomllib.loads(path.read_text("utf-8")) if language in languages() else {}


@cache
def _by_key(language: str) -> dict[str, str]:
    return {word.key: word.said for words in words_of(language).values() for word in words}


@cache
def _finder(language: str):
    phrases = "|".join(re.escape(phrase) for phrase in _file(language).get("opens_help", []))
    return re.compile(rf"\b(?:{phrases})\b").finditer if phrases else lambda _own: ()


@cache
def _denied(language: str):
    """Whether what stands before a word takes it back: "not", "no longer so". "Not only" does not."""
    words = "|".join(re.escape(word) for word in _file(language).get("denied", []))
    but = "|".join(re.escape(word) for word in _file(language).get("not_denied", []))
    return re.compile(rf"\b(?:{words})\s+(?:(?!(?:{but})\b)\w+\s+)?$").search if words else lambda _before: None
