"""What is believed of each card, for one viewer.

Outcomes are columns everywhere: helped, a little, not for me, made it harder.

    w_i  = n_i / (n_i + 8)                                   how much card i says about cards in general
    p    = (6 house + sum w_i rates_i) / (6 + sum w_i)       what cards in general do here
    c_i  = (8 p + counts_i) / (8 + n_i)                      what this card does
    v_i  = (6 c_i + like_i) / (6 + N_i)                      what it does for people like the viewer
    benefit = helped + a little / 2 - made it harder         of v_i, -1 to 1
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

HOUSE = (0.35, 0.25, 0.35, 0.05)  # before anything is known in a space
BEFORE = np.array(HOUSE)


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of the policy. Weights are in reports, rates are parts of 1."""

    to_card: float = 8.0  # reports that the space's mean weighs against a card's own
    to_viewer: float = 6.0  # reports that the card's mean weighs against those of people like the viewer
    to_space: float = 6.0  # well-known cards that HOUSE weighs against the space's own
    most_like: float = 30.0  # reports of people like the viewer weigh no more than this many
    one_in: int = 5  # places of which one explores; 0: none does
    harm: float = 0.1  # a rate of "made it harder" above this is too high
    sure: float = 1.2816  # standard deviations: one-sided 90%
    guard: bool = True


class Beliefs(NamedTuple):
    benefit: np.ndarray  # float (n,): -1 to 1, for people like the viewer
    spread: np.ndarray  # float (n,): standard deviation of what is believed of the card
    harmful: np.ndarray  # bool (n,): credibly made it harder for too many: stands last
    doubtful: np.ndarray  # bool (n,): may have: takes no exploring place


def beliefs(counts: np.ndarray, like: np.ndarray, rules: Rules) -> Beliefs:
    """`counts` float (n, 4) of everybody, `like` float (n, 4) of people like the viewer."""
    told, told_like = counts.sum(axis=1), like.sum(axis=1)
    like = like * np.minimum(1, rules.most_like / np.maximum(told_like, 1))[:, None]
    told_like = np.minimum(told_like, rules.most_like)
    of_card = rules.to_card + told
    card = (rules.to_card * of_space(counts, told, rules) + counts) / of_card[:, None]
    viewer = (rules.to_viewer * card + like) / (rules.to_viewer + told_like)[:, None]
    return Beliefs(_benefit(viewer), _spread(card, of_card), *_harm(counts[:, 3], of_card, like[:, 3], told_like, rules))


def of_space(counts, told, rules: Rules) -> np.ndarray:
    """p: rates of cards in general. float (4,)."""
    weights = 1 / (told + rules.to_card)  # times n, which takes counts to rates and back
    return (rules.to_space * BEFORE + weights @ counts) / (rules.to_space + weights @ told)


def _benefit(rates) -> np.ndarray:
    helped, little, _not_me, harder = rates.T
    return helped + little / 2 - harder


def _spread(rates, n) -> np.ndarray:
    """Standard deviation of the benefit when the rates follow a Dirichlet distribution of `n` reports in all."""
    helped, little, _not_me, harder = rates.T
    return np.sqrt((helped + little / 4 + harder - (helped + little / 2 - harder) ** 2) / (n + 1))


def _harm(harder, n, harder_like, told_like, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """Harmful and doubtful, each by everybody's reports or by those of people like the viewer.

    Against HOUSE, not against this space's mean: in a space where much goes badly no more harm is borne, and what
    is reported of one card never opens the guard for another.
    """
    if not rules.guard:
        return np.zeros(len(n), bool), np.zeros(len(n), bool)
    rate, n_like = (rules.to_card * HOUSE[3] + harder) / n, rules.to_viewer + told_like
    rate_like = (rules.to_viewer * rate + harder_like) / n_like
    harmful = (lower(rate, n, rules.sure) > rules.harm) | (lower(rate_like, n_like, rules.sure) > rules.harm)
    return harmful, harmful | ((harder > 0) & (np.maximum(rate, rate_like) > rules.harm))


def lower(rate, n, z: float):
    """The lower end of what `rate` in `n` reports may stand for (Wilson 1927), z standard deviations down."""
    middle, wide = rate + z * z / (2 * n), z * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return (middle - wide) / (1 + z * z / n)
