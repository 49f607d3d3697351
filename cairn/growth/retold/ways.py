"""Other ways to look: a short list to choose from, per language, in the project's own examples. Nothing is read, sorted
or recognised: whoever writes looks through the list, or does not."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "ways"


@dataclass(frozen=True, slots=True)
class Way:
    """A habit of thought, how it may sound, and an open question beside it."""

    name: str
    sounds: str
    ask: str


@dataclass(frozen=True, slots=True)
class Ways:
    thoughts: tuple[Way, ...]
    questions: tuple[str, ...]


@cache
def ways_in(language: str) -> Ways | None:
    """In the reader's language; None where nobody has written it yet: a half-understood list helps nobody."""
    path = FOLDER / f"{language.split('-')[0]}.toml"
    if not language.isascii() or not path.name.removesuffix(".toml").isalpha() or not path.exists():
        return None
    said = tomllib.loads(path.read_text())
    return Ways(tuple(Way(**one) for one in said["thought"]), tuple(said["questions"]))
