"""One thread: what was said under a share, by whom and when."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from cairn.safety.tone import english

QUICK, WITHIN, AMONG = 6, timedelta(minutes=20), 3
_LANGUAGES = {"en": english.speaks_against}


@dataclass(frozen=True, slots=True)
class Said:
    writer: int
    at: datetime
    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Thread:
    """`reported`: something in it was brought to the responders and is not closed. `said` in its order."""

    reported: bool
    said: list[Said]


def worth_a_look(thread: Thread) -> bool:
    """Two of three at least: each alone happens every day where people are in pain."""
    hostile = any(speaks_against(one.text, one.language) for one in thread.said)
    return sum((thread.reported, is_quick(thread.said), hostile)) >= 2


def is_quick(said: list[Said]) -> bool:
    """Six turns within twenty minutes, back and forth between two or three people."""
    for first in range(len(said) - QUICK + 1):
        turns = said[first : first + QUICK]
        changes = sum(one.writer != other.writer for one, other in zip(turns, turns[1:], strict=False))
        if turns[-1].at - turns[0].at <= WITHIN and 2 <= len({one.writer for one in turns}) <= AMONG and changes >= QUICK - 2:
            return True
    return False


def speaks_against(text: str, language: str = "en") -> bool:
    """Whether something in it is said against the one it is said to. False where there are no rules."""
    rules = _LANGUAGES.get(language.partition("-")[0])
    return bool(rules and rules(text))
