"""Whether words speak of medicine, of amounts of it, of stopping it, of drink or drugs, of going without food, or of
hurting oneself a little: then a responder reads them before others do. Rules on this processor alone, as with crisis
signals; nothing is kept.

    found_in("Two of the 50 mg ones.", "en")     -> {"dose"}
    found_in("Set a timer.", "ja")               -> {"language"}

Words of each language stand in medicine/, a file a language, and all of them are looked for in every text: people write
in more than one. In a language without a file nothing can be found, so there all is read first. What it finds too
much costs somebody some hours; what it misses can be reported.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from cairn.safety.queries import speaks_of_method

FOLDER = Path(__file__).parent / "medicine"
DOSE, MEDICINE, SUBSTANCE, STOPPING, FASTING, HURTING = KINDS = ("dose", "medicine", "substance", "stopping", "fasting", "hurting")
METHOD, LANGUAGE = "method", "language"
ASIDE, EVERYWHERE = "aside", "everywhere"

_AMOUNT = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:mg|mcg|µg|μg|ug|ml|milligram\w*|microgram\w*|millilit\w+|miligram\w*|milligramm\w*|iu|units? of)\b", re.IGNORECASE)
# A script of which no file has words: letters that are neither Latin nor Arabic.
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0041-\u024F\u1E00-\u1EFF\u0600-\u06FF\u0750-\u077F\u00AA\u00BA\u02B0-\u02FF\u0300-\u036F]")
_MANY = 3  # letters of it: one may be a name, or a sign


def knows(language: str) -> bool:
    """Whether there are words in this language ("en-GB" is read as "en")."""
    return _base(language) in _languages()


def _base(language: str) -> str:
    return (language or "").lower().replace("_", "-").partition("-")[0]


@cache
def _languages() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.glob("*.toml")) - {EVERYWHERE}


def found_in(text: str, *languages: str) -> set[str]:
    """Which of KINDS and METHOD the words speak of; and LANGUAGE, where one of the languages that they may be in has no
    words here."""
    left = _rules()[ASIDE].sub(" ", text)
    found = {kind for kind in KINDS if _rules()[kind].search(left)}
    if _AMOUNT.search(left):
        found.add(DOSE)
    if any(speaks_of_method(text, language) for language in languages or ("en",)):
        found.add(METHOD)
    return found | ({LANGUAGE} if _is_unknown(text, languages or ("en",)) else set())


def _is_unknown(text: str, languages) -> bool:
    return not all(knows(language) for language in languages) or len(_OTHER_SCRIPT.findall(text)) >= _MANY


@cache
def _rules() -> dict[str, re.Pattern]:
    """One pattern a kind, of the lines of all files."""
    files = [tomllib.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.toml"))]
    return {kind: _pattern([line for words in files for line in words.get(kind, "").split("\n") if line]) for kind in (ASIDE, *KINDS)}


def _pattern(lines: list[str]) -> re.Pattern:
    return re.compile(rf"(?<!\w)(?:{'|'.join(f'(?:{line})' for line in lines)})(?!\w)", re.IGNORECASE)
