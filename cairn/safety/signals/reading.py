"""Reading words for signals, sentence by sentence."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import chain, pairwise

from cairn.safety.signals.found import NOW, WISH, Found
from cairn.safety.signals.languages import LANGUAGES
from cairn.safety.signals.rules import Reader

MOST = 20_000  # characters: of more than any box holds, only the two ends are read
LONGEST, OVERLAP = 60, 20  # words
_MARKS = str.maketrans({"’": "'", "‘": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": ", ", "—": ", ", "…": ". "})
_UNSEEN = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_MASKED = re.compile(r"(?<!\w)[a-z]+(?:[013$@!][a-z]+)+(?!\w)")  # su1c1de, d!e: letters hidden from machines
_MASK = re.compile(r"[a-z][013$@!][a-z]")
_MASKS = str.maketrans("013$@!", "oiesai")
_MARKED = re.compile("[\u0300-\u036f]+")  # accents, once they stand apart from their letters
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")  # all that is not one plain space already
_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|(?<![\w'])'(?!(?:cause|til|till|bout|em|tis|n|cos|coz|twas)\b)(?=\w)(?:[^'\n]|(?<=\w)'(?=\w)){1,400}(?<=[\w.,!?])'(?!\w)")
_SENTENCE = re.compile(r"[^.!?;\n]+")
_LEFT_OVER = re.compile(r"^[^\w']+|[^\w']+$")  # marks, and pictures of faces, at the ends of a sentence
_TURN = re.compile(r",? but (?=i\b|i'|now\b|tonight\b)")  # where a sentence turns, what was denied before it is over


def speaks(language: str) -> bool:
    return _base(language) in LANGUAGES


def read(text: str, language: str = "en") -> Found | None:
    """What the words hold; None where nothing was found, and in a language without rules."""
    reader = reader_of(_base(language))
    if reader is None:
        return None
    if len(text) > MOST:
        text = f"{text[: MOST // 2]}\n{text[-MOST // 2 :]}"
    return _read(sentences(plain(text, reader), reader), reader)


def make_ready() -> None:
    """Make the rules of every language now rather than at its first message: two and a half seconds of CPU."""
    for language in LANGUAGES:
        read("I want to die.", language)
        read("Please don't kill yourself.", language)


def plain(text: str, reader: Reader) -> str:
    """In lower case, with plain marks, unseen characters and accents gone, spelt as it is meant."""
    text = text.translate(_MARKS)
    if not text.isascii():
        text = _MARKED.sub("", unicodedata.normalize("NFKD", _UNSEEN.sub("", text))).translate(_MARKS)
    words = text.casefold()
    if _MASK.search(words):
        words = _MASKED.sub(lambda word: word[0].translate(_MASKS), words)
    return reader.mistyped.sub(lambda word: reader.spellings[word[0]], reader.fillers.sub("", _SPACES.sub(" ", words)))


def sentences(words: str, reader: Reader) -> list[str]:
    """Without what is quoted, as it is somebody else's, unless it is most of what was written."""
    quoted = sum(map(len, _QUOTED.findall(words)))
    unquoted = words if not quoted else _QUOTED.sub(" , ", words) if quoted < len(words) / 2 else _QUOTED.sub(lambda one: one[0][1:-1], words).replace('"', "")
    parts = (part for sentence in _SENTENCE.findall(unquoted) for part in _TURN.split(sentence))
    bare = (_LEFT_OVER.sub("", part) for part in parts)
    return [reader.said(piece) for part in bare if part for piece in _pieces(part.split())]


def _pieces(words: list[str]) -> Iterator[str]:
    """What runs on without a stop is read in pieces that overlap, so that no text takes long."""
    for start in range(0, max(1, len(words) - OVERLAP), LONGEST - OVERLAP):
        yield " ".join(words[start : start + LONGEST])


def _read(parts: list[str], reader: Reader) -> Found | None:
    """The writer's own danger comes before anybody else's, and the most pressing before the rest."""
    signs = [part for part, after in pairwise([*parts, ""]) if reader.any_sign.finds(part) and not reader.holds("said_over", after)]
    left = [reader.aside.sub("", part) for part in signs]
    if not left:
        return None
    asks, urges = any(reader.holds("asks", part) for part in left), any(map(reader.is_urged, left))
    own = _own_tier(left, signs, parts, reader)
    if asks or own:
        return Found(NOW if asks else own, method=asks or urges)
    theirs = [part for part in left if not reader.is_over(part) and not reader.is_told(part)]
    others = next((tier for tier, finder in reader.others if any(map(finder.finds, theirs))), None)
    return Found(others or WISH, about_other=True, method=urges) if others or urges else None


def _own_tier(left: list[str], signs: list[str], parts: list[str], reader: Reader) -> int | None:
    mine = [part for part in left if not reader.is_over(part) and not reader.is_of_others(part)]
    tier = next((tier for tier, finder in reader.own if any(map(reader.is_writers, chain.from_iterable(map(finder.places, mine))))), None)
    if tier == WISH and any(reader.holds("presses", part) for part in parts):
        return NOW
    return min(filter(None, [tier, *_together([part for part in signs if not reader.is_over(part)], parts, reader)]), default=None)


def _together(signs: list[str], parts: list[str], reader: Reader) -> list[int]:
    """Tiers of what presses only beside something else that was said."""
    return [tier for tier, these, those in reader.together if any(map(these.finds, signs)) and any(map(those.finds, parts))]


@cache
def reader_of(language: str) -> Reader | None:
    rules = LANGUAGES.get(language)
    return Reader(rules) if rules else None


def _base(language: str) -> str:
    """ "en-gb" and "en_US" are read as "en". """
    return (language or "").lower().replace("_", "-").partition("-")[0]
