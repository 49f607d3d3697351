"""Reading words for signals, sentence by sentence."""

import re
import unicodedata
from functools import cache

from cairn.safety.signals.found import NOW, WISH, Found
from cairn.safety.signals.languages import LANGUAGES
from cairn.safety.signals.rules import Reader

_MARKS = str.maketrans({"’": "'", "‘": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": ", ", "—": ", ", "…": ". "})
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_MASKED = re.compile(r"(?<!\w)[a-z]+(?:[013$@!][a-z]+)+(?!\w)")  # su1c1de, d!e: letters hidden from machines
_MASKS = str.maketrans("013$@!", "oiesai")
_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"")
_SENTENCE = re.compile(r"[^.!?;\n]+")
_TURN = re.compile(r",? but (?=i\b|i'|now\b|tonight\b)")  # where a sentence turns, what was denied before it is over


def speaks(language: str) -> bool:
    return _base(language) in LANGUAGES


def read(text: str, language: str = "en") -> Found | None:
    """What the words hold; None where nothing was found, and in a language without rules."""
    reader = reader_of(_base(language))
    if reader is None:
        return None
    return _read(sentences(plain(text, reader), reader), reader)


def plain(text: str, reader: Reader) -> str:
    """In lower case, with plain marks, unseen characters and accents gone, spelt as it is meant."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", _UNSEEN.sub("", text.translate(_MARKS)))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    words = _MASKED.sub(lambda word: word[0].translate(_MASKS), text.casefold().translate(_MARKS))
    return reader.mistyped.sub(lambda word: reader.spellings[word[0]], re.sub(r"[^\S\n]+", " ", words))


def sentences(words: str, reader: Reader) -> list[str]:
    """Without what is quoted, as it is somebody else's, unless it is most of what was written."""
    quoted = sum(map(len, _QUOTED.findall(words)))
    unquoted = _QUOTED.sub(" , ", words) if quoted < len(words) / 2 else words.replace('"', "")
    parts = (part for sentence in _SENTENCE.findall(unquoted) for part in _TURN.split(sentence))
    return [" ".join(part.split()) for part in parts if not part.isspace()]


def _read(parts: list[str], reader: Reader) -> Found | None:
    """The writer's own danger comes before anybody else's, and the most pressing before the rest."""
    left = [reader.aside.sub("", part) for part in parts]
    present = [part for part in left if not reader.is_over(part)]
    asks, urges = any(map(reader.asks.finds, left)), any(map(reader.is_urged, left))
    own = _own_tier(present, left, reader)
    if asks or own:
        return Found(min([own or NOW, NOW] if asks else [own]), method=asks or urges)
    others = _first(reader.others, [part for part in present if not reader.not_real.finds(part)])
    return Found(others or WISH, about_other=True, method=urges) if others or urges else None


def _own_tier(present: list[str], left: list[str], reader: Reader) -> int | None:
    tier = _first(reader.own, [part for part in present if not reader.is_of_others(part)])
    if tier == WISH and any(map(reader.presses.finds, left)):
        return NOW
    together = [tier for tier, these, those in reader.together if any(map(these.finds, left)) and any(map(those.finds, left))]
    return min([*together, *([tier] if tier else [])], default=None)


def _first(by_tier: list, parts: list[str]) -> int | None:
    """The most pressing tier of which a sign is in any of the parts."""
    return next((tier for tier, finder in by_tier if any(map(finder.finds, parts))), None)


@cache
def reader_of(language: str) -> Reader | None:
    rules = LANGUAGES.get(language)
    return Reader(rules) if rules else None


def _base(language: str) -> str:
    """ "en-gb" and "en_US" are read as "en". """
    return (language or "").lower().replace("_", "-").partition("-")[0]
