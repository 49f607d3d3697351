"""Who lives there, and what each strategy does for whom, which only the simulation knows."""

import math
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

TOPICS, ZIPF, MOST_EXPERIENCES = 10, 0.9, 3
BY_ITSELF, BY_EXPERIENCE = 0.7, 1.2  # spread of how well a strategy does, by itself and for each experience (log-odds)
USUALLY = -0.5  # log-odds that one which is like most helps
LITTLE = 0.4  # of those whom it did not help, nor harm, how many it helped a little
HARMLESS, HARMFUL = 0.015, (0.1, 0.35)  # rates of "made it harder": of most, and of some
SOME_ONLY = 0.5  # of those that do harm, how many only to people with some experiences
AT_ONCE = 3.0  # new ones that come together, in the mean, as after a meeting


@dataclass(frozen=True, slots=True)
class Community:
    """n members, m strategies. Days count from the first."""

    experiences: list[frozenset[int]]  # of each member
    situation: np.ndarray  # int (m,)
    told: np.ndarray  # int (m,): the day; at most 0 for those that are there from the beginning
    benefit: np.ndarray  # float (m, TOPICS): log-odds for people with that experience
    harder: np.ndarray  # float (m, TOPICS)

    def odds(self, strategy: int, member: int) -> tuple[float, float, float, float]:
        """Of helped, a little, not for me, made it harder."""
        theirs = list(self.experiences[member])
        harder = float(self.harder[strategy, theirs].max())
        helped = (1 - harder) / (1 + math.exp(-self.benefit[strategy, theirs].mean()))
        rest = 1 - harder - helped
        return helped, rest * LITTLE, rest * (1 - LITTLE), harder

    def how_it_goes(self, strategy: int, member: int, luck: float) -> int:
        """Which of the four, for `luck` from 0 up to 1; much of it is bad luck."""
        return min(bisect(list(accumulate(self.odds(strategy, member))), luck), 3)


@dataclass(frozen=True, slots=True)
class Strategies:
    """What is there and what comes."""

    situations: int = 4
    before: int = 10  # a situation, from the beginning
    new: float = 1.0  # a situation and week
    harming: float = 0.15  # part of them that makes it harder for 10 to 35 of a hundred people
    strong: float = 0.0  # log-odds by which those that harm some help others more


def settle(members: int, some: Strategies, days: int, chance: np.random.Generator) -> Community:
    told, situation = _arrivals(some, days, chance)
    harder = _harder(len(told), some.harming, chance)
    benefit = USUALLY + chance.normal(0, BY_ITSELF, (len(told), 1)) + chance.normal(0, BY_EXPERIENCE, (len(told), TOPICS))
    benefit += some.strong * (harder.max(axis=1, keepdims=True) > HARMLESS)
    return Community([_experiences(chance) for _member in range(members)], situation, told, benefit, harder)


def _experiences(chance: np.random.Generator) -> frozenset[int]:
    weights = 1 / np.arange(1, TOPICS + 1) ** ZIPF
    return frozenset(chance.choice(TOPICS, chance.integers(1, MOST_EXPERIENCES + 1), replace=False, p=weights / weights.sum()).tolist())


def _arrivals(some: Strategies, days: int, chance: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """New ones come a few at once, since several people speak when there is talk of something."""
    told, situation = [], []
    for here in range(some.situations):
        days_of = [-int(day) for day in chance.integers(0, 120, some.before)]
        for day in range(1, days + 1):
            days_of += [day] * int(chance.geometric(1 / AT_ONCE) if chance.random() < some.new / 7 / AT_ONCE else 0)
        told, situation = told + days_of, situation + [here] * len(days_of)
    return np.array(told), np.array(situation)


def _harder(many: int, harming: float, chance: np.random.Generator) -> np.ndarray:
    rates = np.where(chance.random(many) < harming, chance.uniform(*HARMFUL, many), HARMLESS)
    only = chance.random(many) < SOME_ONLY
    touched = ~only[:, None] | (chance.random((many, TOPICS)) < 1 / 3)
    return np.where(touched, rates[:, None], HARMLESS)
