"""One community under one way after the other: the same people, strategies, looks and tastes for each."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from cairn.toolkit.ordering import Card
from cairn.toolkit.simulating.community import Community, Strategies, settle
from cairn.toolkit.simulating.ways import Order

SPEAKS_TO_ME = 0.3  # odds that the words of a strategy make somebody try it, once read
GOES_ON = 0.85  # odds to read one more
KNOWN, MOST_KNOWN = 8.0, 40  # reports of what is there from the beginning: in the mean, and at most
AFTER = 7  # days until somebody is asked how it went
TELLS = 0.5  # odds that they say
HELPED, HARDER = 0, 3


@dataclass(frozen=True, slots=True)
class Setting:
    members: int = 400
    strategies: Strategies = Strategies()
    looks: int = 40  # a day, in all
    days: int = 120
    seed: int = 1

    def people(self) -> Community:
        return settle(self.members, self.strategies, self.days, self.chance(1))

    def chance(self, *of: int) -> np.random.Generator:
        """Chances of its own for each part, so that one way's draws never change another's world."""
        return np.random.default_rng([self.seed, *of])


@dataclass(slots=True)
class Outcome:
    people: Community
    days: int
    tried: np.ndarray  # int (m,): trials of each strategy
    helped: int = 0
    harder: int = 0

    @property
    def trials(self) -> int:
        return int(self.tried.sum())


def simulate(setting: Setting, order: Order) -> Outcome:
    running = _Running(setting, order)
    for day in range(setting.days):
        running.live(day)
    return running.outcome


class _Running:
    def __init__(self, setting: Setting, order: Order):
        self.setting, self.people, self.order = setting, setting.people(), order
        self.outcome = Outcome(self.people, setting.days, np.zeros(len(self.people.told), dtype=int))
        self.counts: list[dict[str, list[int]]] = [{} for _strategy in self.people.told]
        self.have_tried: dict[int, set[int]] = defaultdict(set)
        self.to_tell: dict[int, list[tuple[int, int, int]]] = defaultdict(list)  # by day: strategy, member, how
        self._what_is_known(setting.chance(4))

    def _what_is_known(self, chance: np.random.Generator) -> None:
        """Some have tried what is there from the beginning, and said how it went."""
        for strategy in np.flatnonzero(self.people.told <= 0).tolist():
            many = min(chance.geometric(1 / (KNOWN + 1)) - 1, MOST_KNOWN)
            for member in chance.integers(0, self.setting.members, many).tolist():
                self._count(strategy, member, self.people.how_it_goes(strategy, member, chance.random()))

    def _count(self, strategy: int, member: int, how: int) -> None:
        """Under everybody, and under each experience of who says it."""
        for name in ("", *map(str, self.people.experiences[member])):
            self.counts[strategy].setdefault(name, [0, 0, 0, 0])[how] += 1

    def live(self, day: int) -> None:
        for said in self.to_tell.pop(day, ()):
            self._count(*said)
        chance = self.setting.chance(2, day)
        members, situations = (chance.integers(0, n, self.setting.looks).tolist() for n in (self.setting.members, self.setting.strategies.situations))
        for look, (member, situation) in enumerate(zip(members, situations, strict=True)):
            self._look(day, member, situation, self.setting.chance(3, day, look))

    def _look(self, day: int, member: int, situation: int, chance: np.random.Generator) -> None:
        """Somebody reads from the top down, for as long as they like, and may try the first that speaks to them."""
        speaks = chance.random(len(self.people.told)) < SPEAKS_TO_ME
        reads = chance.geometric(1 - GOES_ON)
        luck, tells = chance.random(2)
        for strategy in self._shown(day, member, situation)[:reads]:
            if speaks[strategy] and strategy not in self.have_tried[member]:
                return self._try(day, member, strategy, luck, tells < TELLS)

    def _shown(self, day: int, member: int, situation: int) -> list[int]:
        there = np.flatnonzero((self.people.situation == situation) & (self.people.told <= day)).tolist()
        cards = [Card(strategy, self.counts[strategy], day - float(self.people.told[strategy])) for strategy in there]
        return self.order(cards, self.people.experiences[member], 1000 * member + day)

    def _try(self, day: int, member: int, strategy: int, luck: float, tells: bool) -> None:
        how = self.people.how_it_goes(strategy, member, luck)
        self.have_tried[member].add(strategy)
        self.outcome.tried[strategy] += 1
        self.outcome.helped += how == HELPED
        self.outcome.harder += how == HARDER
        if tells:
            self.to_tell[day + AFTER].append((strategy, member, how))
