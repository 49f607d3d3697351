"""What a member takes along: the register of it, into which each room puts what they wrote there.

    taken_along("shares", _("What you told"), gather)      gather(member) -> a Part's facts and pieces

The words are the member's own. What others wrote is there only where it was written to them, by "someone".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

YOU, SOMEONE = "you", "someone"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that was written. `line` says what it is, in the platform's words; `under` is what belongs to it."""

    words: str | None
    line: str = ""
    at: datetime | None = None
    by: str = YOU
    under: tuple["Piece", ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter. `facts` are (what, how it is)."""

    key: str
    title: str
    facts: tuple[tuple[str, str], ...] = ()
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class _Registered:
    key: str
    title: object  # translated when it is asked
    gather: Callable[[object], Iterable]
    place: int = field(default=50)


_parts: list[_Registered] = []


def taken_along(key: str, title, gather: Callable[[object], Iterable], *, place: int = 50) -> None:
    """`gather(member)` gives Pieces, and pairs of (what, how it is). Parts come in the order of their `place`."""
    _parts.append(_Registered(key, title, gather, place))


def gathered(member) -> list[Part]:
    """Every part in which there is something."""
    parts = (_part(one, member) for one in sorted(_parts, key=lambda one: one.place))
    return [part for part in parts if part.facts or part.pieces]


def _part(one: _Registered, member) -> Part:
    given = list(one.gather(member))
    pieces = tuple(piece for piece in given if isinstance(piece, Piece) and (piece.words or piece.under))
    facts = tuple((str(what), str(how)) for what, how in (pair for pair in given if not isinstance(pair, Piece)) if how)
    return Part(one.key, str(one.title), facts, pieces)
