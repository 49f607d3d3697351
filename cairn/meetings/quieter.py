"""Who has grown quieter: came to four of the last five meetings, and then was absent twice without a word.

Pure. It knows whether somebody came, never when or for how long; it gives names, never numbers.
"""

from collections.abc import Iterable, Mapping, Sequence

CAME, ABSENT, SAID = "came", "absent", "said"  # SAID: "not this time", which is absence without reproach
LATELY, BEFORE, OFTEN = 2, 5, 4
ENOUGH = LATELY + BEFORE + BEFORE  # so many meetings back are looked at, and no further


def is_quieter(attendance: Sequence[str]) -> bool:
    """`attendance` at a circle's meetings since they sit there, the latest last. Whoever said "not this time"
    has been in touch, so they are never named for it; and a meeting they said it of counts neither way."""
    if set(attendance[-LATELY:]) != {ABSENT} or len(attendance) < LATELY:
        return False
    before = [one for one in attendance[:-LATELY] if one != SAID][-BEFORE:]
    return len(before) == BEFORE and before.count(CAME) >= OFTEN


def quieter(attendances: Mapping[int, Sequence[str]], *, without: Iterable[int] = ()) -> list[int]:
    """The members of `attendances` who have grown quieter, in its order, without those one is kept apart from."""
    apart = frozenset(without)
    return [member for member, attendance in attendances.items() if member not in apart and is_quieter(attendance)]
