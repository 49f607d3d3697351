"""Who is proposed to whom: pure, over arrays, the same for the same people in any order.

Two count for each other as `sqrt(u_ij * u_ji)`, where `u_ij` is how much of what one said the other has as well.
Pairs are taken greedily from the best down while both have room: no two who were not proposed to each other would
both rather have each other than somebody they were given, because both count the same for each other. What one learns
the other learns: `common` is what both said, and nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

FLOOR = 0.35
MOST = 3  # open at the same time, for each
AT_A_TIME = 100_000  # pairs that are gone through before those with somebody full are laid aside

# Where in life somebody is counts beside what they enjoy; what both lived through adds to it where both chose that, and
# is never a reason by itself to come before them.
INTERESTS, STAGE, HOURS, LIVED = 0.5, 0.25, 0.25, 0.15
ENOUGH_INTERESTS, ENOUGH_HOURS, ENOUGH_LIVED = 3, 4, 2  # as many in common leave nothing to wish for
AWAKE = sum(1 << hour for hour in range(8, 22))  # for those who named no hours


@dataclass(frozen=True, slots=True)
class Wisher:
    """`hours`: bit h is set when they are usually here in the hour h, UTC. `lived` is empty unless they chose that
    shared experience may bring somebody. `room`: how many more proposals they can have now."""

    id: int
    interests: frozenset[str] = frozenset()
    stage: frozenset[str] = frozenset()
    hours: int = AWAKE
    languages: frozenset[str] = frozenset()
    lived: frozenset[int] = frozenset()
    room: int = MOST


@dataclass(frozen=True, slots=True)
class Common:
    """What two both said, sorted: the same whoever of them looks."""

    interests: tuple[str, ...]
    stage: tuple[str, ...]
    hours: int
    languages: tuple[str, ...]
    lived: tuple[int, ...]


def common(one: Wisher, other: Wisher) -> Common:
    return Common(
        tuple(sorted(one.interests & other.interests)), tuple(sorted(one.stage & other.stage)), one.hours & other.hours,
        tuple(sorted(one.languages & other.languages)), tuple(sorted(one.lived & other.lived)),
    )


def in_utc(mask: int, offset: int) -> int:
    """Local hours as hours in UTC, for somebody `offset` hours ahead of it; no hours named are the waking ones."""
    mask = mask or AWAKE
    return sum(1 << (hour - offset) % 24 for hour in range(24) if mask >> hour & 1)


def propose(wishers: Iterable[Wisher], apart: Iterable[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """Pairs of ids, the smaller first, best first. `apart` are pairs of ids, either way round, who are never
    proposed to each other. Time and room grow with the square of the wishers: 2,000 take about a second."""
    wishers = sorted(wishers, key=lambda wisher: wisher.id)
    if len(wishers) < 2:
        return []
    worth = np.triu(_worth(wishers, apart), 1)
    one, other = np.nonzero(worth >= FLOOR)
    best = np.argsort(-worth[one, other], kind="stable")  # ties as their ids stand
    return [(wishers[i].id, wishers[j].id) for i, j in _taken(one[best], other[best], [wisher.room for wisher in wishers])]


def _worth(wishers: list[Wisher], apart) -> np.ndarray:
    """How much two count for each other, 0 where they may not be proposed. Rounded, so that what is alike is equal."""
    useful, could = _useful(wishers)
    worth = np.round(np.sqrt(useful * useful.T), 6) * could
    place = {wisher.id: n for n, wisher in enumerate(wishers)}
    for one, other in apart:
        if one in place and other in place:
            worth[place[one], place[other]] = worth[place[other], place[one]] = 0
    return worth


def _useful(wishers: list[Wisher]) -> tuple[np.ndarray, np.ndarray]:
    """(u_ij: how much of what i said j has as well; whether the two have a language and more than hours in common)."""
    interests, stage, lived = (_shared([getattr(one, name) for one in wishers]) for name in ("interests", "stage", "lived"))
    hours = _shared([frozenset(h for h in range(24) if one.hours >> h & 1) for one in wishers])
    useful = INTERESTS * _part(interests, ENOUGH_INTERESTS) + STAGE * _part(stage) + HOURS * _part(hours, ENOUGH_HOURS)
    useful += LIVED * _part(lived, ENOUGH_LIVED)
    could = (_shared([one.languages for one in wishers]) > 0) & ((interests + stage + lived) > 0)
    return np.minimum(useful, 1), could


def _shared(sets: list[frozenset]) -> np.ndarray:
    """How many two have in common, for all at once."""
    kinds = {kind: n for n, kind in enumerate(sorted(set().union(*sets)))}
    has = np.zeros((len(sets), len(kinds)), dtype=np.float32)
    for row, those in enumerate(sets):
        has[row, [kinds[kind] for kind in those]] = 1
    return has @ has.T


def _part(shared: np.ndarray, enough: int | None = None) -> np.ndarray:
    """Which part of what each said the other has as well, 1 from `enough` on. The diagonal is how much each said."""
    said = np.maximum(np.diagonal(shared), 1)
    return np.minimum(shared / np.minimum(said, enough or np.inf)[:, None], 1)


def _taken(one: np.ndarray, other: np.ndarray, room: list[int]) -> list[tuple[int, int]]:
    """From the best down, while both have room."""
    taken: list[tuple[int, int]] = []
    while len(one):
        for i, j in zip(one[:AT_A_TIME].tolist(), other[:AT_A_TIME].tolist(), strict=True):
            if room[i] > 0 and room[j] > 0:
                room[i], room[j] = room[i] - 1, room[j] - 1
                taken.append((i, j))
        free = np.array(room) > 0
        left = free[one[AT_A_TIME:]] & free[other[AT_A_TIME:]]
        one, other = one[AT_A_TIME:][left], other[AT_A_TIME:][left]
    return taken
