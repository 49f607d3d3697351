"""Who stands where."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from cairn.toolkit.ordering import chance as luck
from cairn.toolkit.ordering.evidence import Beliefs, Rules, beliefs

PRODUCT = Rules()
ALIKE = 9  # decimals beyond which two benefits are the same
NOBODY = (0, 0, 0, 0)
TIES, TRIES, PLACES = 0, 1, 3  # what chance is for


@dataclass(frozen=True, slots=True)
class Card:
    """`counts`: reports of helped, a little, not for me, made it harder; under "" everybody's, under "<topic id>" those
    of people with that experience, who stand under each of theirs."""

    id: int
    counts: dict[str, list[int]]
    age_days: float


def order(cards: Sequence[Card], *, topics: frozenset[int], seed: int, rules: Rules = PRODUCT) -> list[int]:
    """Ids of all cards in the order to show them to somebody with these experiences.

    `seed` is chance's only source: the same for one member on one day, so that nothing jumps while they read.
    """
    if not cards:
        return []
    ids = np.array([card.id for card in cards], dtype=np.int64)
    believed = beliefs(_everybodys(cards), *_of_people_like(cards, topics), rules)
    main = by_benefit(ids, [card.age_days for card in cards], believed, seed)
    explorers = by_trying(ids, believed, seed, rules.few) if rules.one_in else []
    return [cards[row].id for row in _placed(main, explorers, rules.one_in or len(main), seed)]


def _everybodys(cards: Sequence[Card]) -> np.ndarray:
    return _columns([card.counts.get("") or NOBODY for card in cards])


def _of_people_like(cards: Sequence[Card], topics: frozenset[int]) -> tuple[np.ndarray, np.ndarray]:
    """Rows, and counts of people with one of the viewer's experiences. Who shares two of them stands there twice: they
    are nearer."""
    names = [str(topic) for topic in topics]
    told = [(row, counts) for row, card in enumerate(cards) for name in names if (counts := card.counts.get(name))]
    return np.array([row for row, _counts in told], dtype=np.int64), _columns([counts for _row, counts in told])


def _columns(counts: list[Sequence[int]]) -> np.ndarray:
    return np.fromiter(chain.from_iterable(counts), np.float64, len(NOBODY) * len(counts)).reshape(-1, len(NOBODY))


def by_benefit(ids, age_days, believed: Beliefs, seed: int) -> list[int]:
    """Rows, the most beneficial first, harmful ones last; of equals the newer first, then as chance has it."""
    return np.lexsort((luck.numbers(ids, seed, TIES), age_days, -np.round(believed.benefit, ALIKE), believed.harmful)).tolist()


def by_trying(ids, believed: Beliefs, seed: int, few: int) -> list[int]:
    """Rows of those that may be explored: those of which too few have told first, and among them by one draw each
    from what may be true of it (Thompson 1933)."""
    drawn = believed.benefit + believed.spread * luck.normal(ids, seed, TRIES)
    return [row for row in np.lexsort((-drawn, believed.told >= few)).tolist() if not believed.doubtful[row]]


def _placed(main: list[int], explorers: list[int], one_in: int, seed: int) -> list[int]:
    """In each `one_in` places the second or the third explores; the others are by benefit."""
    found, placed = [], set()
    chances = luck.numbers(np.arange(len(main) // one_in + 1), seed, PLACES).tolist()
    best, tried = iter(main), iter(explorers)
    while len(found) < len(main):
        where = len(found) + 1 + int(2 * chances[len(found) // one_in])
        found += _next(best, one_in - 1, placed)
        explored = _next(tried, 1, placed)
        found[where:where] = explored
        found += [] if explored else _next(best, 1, placed)
    return found


def _next(rows, many: int, placed: set[int]) -> list[int]:
    """The next `many` of `rows` that have no place yet; now they have."""
    found = []
    while len(found) < many and (row := next(rows, None)) is not None:
        if row not in placed:
            placed.add(row)
            found.append(row)
    return found
