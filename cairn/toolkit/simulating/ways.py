"""Ways to order strategies: Cairn's, what others do, and Cairn's with a part taken out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from cairn.toolkit.ordering import PRODUCT, Card, order
from cairn.toolkit.ordering.chance import numbers
from cairn.toolkit.ordering.evidence import lower

SURE = 1.96  # standard deviations of Wilson's bound, as usual


Order = Callable[[Sequence[Card], frozenset[int], int], list[int]]  # cards, the viewer's experiences, seed: ids


class Way(NamedTuple):
    words: str
    order: Order


def by_rules(**changed) -> Order:
    """The product's own, with some of its rules changed."""
    rules = replace(PRODUCT, **changed)
    return lambda cards, topics, seed: order(cards, topics=topics, seed=seed, rules=rules)


def _by_wilson(cards: Sequence[Card], topics: frozenset[int], seed: int) -> list[int]:
    """By the lower end of how many it helped; among those nobody has tried, the newest first."""
    told = np.array([card.counts.get("", [0, 0, 0, 0]) for card in cards])
    n = told.sum(axis=1)
    bound = np.where(n > 0, lower(told[:, 0] / np.maximum(n, 1), np.maximum(n, 1), SURE), 0)
    return [cards[row].id for row in np.lexsort(([card.age_days for card in cards], -bound))]


def _newest(cards: Sequence[Card], topics: frozenset[int], seed: int) -> list[int]:
    return [card.id for card in sorted(cards, key=lambda card: card.age_days)]


def _random(cards: Sequence[Card], topics: frozenset[int], seed: int) -> list[int]:
    return [cards[row].id for row in np.argsort(numbers(np.array([card.id for card in cards]), seed, 99))]


WAYS = {
    "cairn": Way("Cairn's order", by_rules()),
    "wilson": Way("Wilson's bound of helped", _by_wilson),
    "newest": Way("newest first", _newest),
    "random": Way("at random", _random),
}
CONTROLS = {
    "unexplored": Way("Cairn's, no exploring place", by_rules(one_in=0)),
    "unguarded": Way("Cairn's, no harm guard", by_rules(guard=False)),
}
ALL_WAYS = {**WAYS, **CONTROLS}
