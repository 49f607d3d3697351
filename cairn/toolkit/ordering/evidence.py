"""What is believed of each card, for one viewer.

Outcomes are columns everywhere: helped, a little, not for me, made it harder.

    w_i  = n_i / (8 + n_i)                                   how much card i says of cards in general
    p    = (6 house + sum w_i rates_i) / (6 + sum w_i)       what cards in general do here
    c_i  = (8 p + counts_i) / (8 + n_i)                      what this card does
    v_i  = (6 c_i + like_i) / (6 + N_i)                      what it does for people like the viewer
    benefit = helped + a little / 2 - made it harder         of v_i, from -1 to 1
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

HOUSE = np.array((0.35, 0.25, 0.35, 0.05))  # before anything is known in a space
HARDER = 3


@dataclass(frozen=True, slots=True)
class Rules:
    """The numbers of the policy. Weights are in reports, rates are parts of 1."""

    to_card: float = 8.0  # that the space's mean weighs against a card's own reports
    to_viewer: float = 6.0  # that the card's mean weighs against the reports of people like the viewer
    to_space: float = 6.0  # well-known cards that HOUSE weighs against the space's own
    most_like: float = 30.0  # reports of people like the viewer weigh as many as this at most
    one_in: int = 5  # places of which one explores; 0: none does
    few: int = 3  # reports below which a card is explored first
    harm: float = 0.1  # a rate of "made it harder" above this is too high
    sure: float = 0.6745  # standard deviations: three to one
    guard: bool = True


class Beliefs(NamedTuple):
    told: np.ndarray  # float (n,): reports
    benefit: np.ndarray  # float (n,): from -1 to 1, for people like the viewer
    spread: np.ndarray  # float (n,): standard deviation of what is believed of the card
    harmful: np.ndarray  # bool (n,): credibly made it harder for too many: stands last
    doubtful: np.ndarray  # bool (n,): may have: takes no exploring place


def beliefs(counts: np.ndarray, rows: np.ndarray, shared: np.ndarray, rules: Rules) -> Beliefs:
    """`counts` float (n, 4) of everybody; `shared` float (k, 4) of people with one of the viewer's experiences, `rows`
    int (k,) of which card each is."""
    told, like = counts.sum(axis=1), np.zeros_like(counts)
    np.add.at(like, rows, shared)
    of_card = rules.to_card + told
    card = (rules.to_card * of_space(counts, told, rules) + counts) / of_card[:, None]
    return Beliefs(told, _benefit(_for_viewer(card, like, rules)), _spread(card, of_card), *_harm(counts, rows, shared, rules))


def of_space(counts, told, rules: Rules) -> np.ndarray:
    """p: rates of cards in general. float (4,)."""
    weights = 1 / (rules.to_card + told)  # times n, which takes counts to rates and back
    return (rules.to_space * HOUSE + weights @ counts) / (rules.to_space + weights @ told)


def _for_viewer(card, like, rules: Rules) -> np.ndarray:
    told = like.sum(axis=1)[:, None]
    heard = np.minimum(told, rules.most_like)
    return (rules.to_viewer * card + like * (heard / np.maximum(told, 1))) / (rules.to_viewer + heard)


def _benefit(rates) -> np.ndarray:
    helped, little, _not_me, harder = rates.T
    return helped + little / 2 - harder


def _spread(rates, n) -> np.ndarray:
    """Standard deviation of the benefit when the rates follow a Dirichlet distribution of `n` reports in all."""
    helped, little, _not_me, harder = rates.T
    return np.sqrt((helped + little / 4 + harder - (helped + little / 2 - harder) ** 2) / (n + 1))


def _harm(counts, rows, shared, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """Harmful and doubtful, by everybody's reports or by those of people with any one of the viewer's experiences.

    Against HOUSE, not against this space's mean: in a space where much goes badly no more harm is borne, and what
    is reported of one card never opens the guard for another.
    """
    harmful, doubtful = np.zeros((2, len(counts)), bool)
    if rules.guard:
        both, of = np.concatenate([counts, shared]), np.concatenate([np.arange(len(counts)), rows])
        n = rules.to_card + both.sum(axis=1)
        rate = (rules.to_card * HOUSE[HARDER] + both[:, HARDER]) / n
        harmful[of[lower(rate, n, rules.sure) > rules.harm]] = True
        doubtful[of[rate > rules.harm]] = True
    return harmful, doubtful


def lower(rate, n, z: float):
    """The lower end of what `rate` in `n` reports may stand for (Wilson 1927), z standard deviations down."""
    middle, wide = rate + z * z / (2 * n), z * np.sqrt(rate * (1 - rate) / n + z * z / (4 * n * n))
    return (middle - wide) / (1 + z * z / n)
