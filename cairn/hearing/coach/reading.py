"""Reading a response for its cues, sentence by sentence."""

import re
from functools import cache

from cairn.hearing.coach.cues import LOOKED_FOR
from cairn.hearing.coach.languages import LANGUAGES
from cairn.hearing.coach.rules import Reader

FROM_START, FROM_END = 700, 300  # characters: of a longer message only these are read, so that none takes long
_QUOTED = re.compile(r"\"[^\"\n]{1,400}\"|(?<!\w)'[^'\n]{1,400}'(?!\w)(?=[\s.,;:!?)]|$)")
_MARKS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": ",", "—": ",", "\u00a0": " "})
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


def speaks(language: str) -> bool:
    return _base(language) in LANGUAGES


def make_ready() -> None:
    """Make the rules of every language now rather than at its first response: a quarter of a second of CPU."""
    for language in LANGUAGES:
        cues("You could ring somebody, could you not?", language)


def cues(text: str, language: str = "en") -> frozenset[str]:
    """Which cues `text` holds; none in a language without rules."""
    reader = reader_of(_base(language))
    if reader is None:
        return frozenset()
    found: set[str] = set()
    for sentence in sentences(text, reader):
        found |= cues_in(sentence, reader, found)
    return frozenset(found)


def before(text: str, cue: str, language: str = "en") -> str:
    """What stands in `text` before the first sentence that holds `cue`, as it was written."""
    first = next((found.start() for found in _SENTENCE.finditer(text) if cue in cues(found[0], language)), 0)
    return text[:first].strip()


def sentences(text: str, reader: Reader) -> list[str]:
    """In lower case, as they are meant; without what is quoted, as it is somebody else's."""
    plain = _QUOTED.sub(" … ", _ends_of(text).translate(_MARKS).lower())
    plain = reader.mistyped.sub(lambda word: reader.spellings[word[0]], plain)
    return [" ".join(found.split()) for found in _SENTENCE.findall(plain) if not found.isspace()]


def _ends_of(text: str) -> str:
    return text if len(text) <= FROM_START + FROM_END else f"{text[:FROM_START]}\n{text[-FROM_END:]}"


def cues_in(sentence: str, reader: Reader, already: set[str]) -> set[str]:
    """What was found `already` is looked for again only where other cues of this sentence depend on it."""
    found: set[str] = set()
    for cue in LOOKED_FOR:
        if (cue not in already or cue in reader.decisive) and reader.holds(cue, sentence, found):
            found.add(cue)
    return found


@cache
def reader_of(language: str) -> Reader | None:
    rules = LANGUAGES.get(language)
    return Reader(rules) if rules else None


def _base(language: str) -> str:
    """ "en-gb" and "en_US" are read as "en". """
    return (language or "").lower().replace("_", "-").partition("-")[0]
