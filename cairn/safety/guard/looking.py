"""Looking for all kinds at once."""

from collections.abc import Iterator

from cairn.safety.guard.languages import LANGUAGES
from cairn.safety.guard.links import links
from cairn.safety.guard.numbers import phones
from cairn.safety.guard.spots import ALL, Spot

MOST = 20_000  # characters: more than any box holds
_MARKS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2011": "-", "–": "-"})


def speaks(language: str) -> bool:
    return _base(language) in LANGUAGES


def look(text: str, language: str = "en", country: str = "") -> list[Spot]:
    """Numbers are read as they are dialled in `country` (ISO 3166-1; "" is not known)."""
    words = text[:MOST].translate(_MARKS)  # letter for letter, so that places stay where they are
    found = [*links(words), *phones(words, country)]
    if speaks(language):
        found += LANGUAGES[_base(language)](words)
    return sorted(_apart(found), key=lambda spot: spot.start)


def _apart(found: list[Spot]) -> Iterator[Spot]:
    """No two over each other."""
    kept: list[Spot] = []
    for spot in sorted(found, key=lambda spot: (ALL.index(spot.kind), spot.start, -spot.end)):
        if all(spot.end <= other.start or spot.start >= other.end for other in kept):
            kept.append(spot)
            yield spot


def _base(language: str) -> str:
    """ "en-gb" and "en_US" are read as "en". """
    return (language or "").lower().replace("_", "-").partition("-")[0]
