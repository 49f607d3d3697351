"""One community, run under one way after the other: the same people, shares and looks for each."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from cairn.hearing.simulating.community import Community, settle
from cairn.hearing.simulating.policies import CONTROLS, POLICIES
from cairn.hearing.simulating.telling import BETWEEN_SHARES, DAY, looks, tell
from cairn.hearing.simulating.world import Outcome, World

WAYS = {**POLICIES, **CONTROLS}


@dataclass(frozen=True, slots=True)
class Setting:
    """How large a space, how busy, for how long."""

    members: int = 1000
    days: int = 28
    demand: float = 1.0  # times one share a member in fifty days
    seed: int = 1
    listeners: int | None = None
    shares_a_day: float | None = None
    languages: dict[str, float] | None = None
    least_capacity: float = 0.0  # shares a week that every listener can carry and says

    @property
    def told_a_day(self) -> float:
        return self.shares_a_day if self.shares_a_day is not None else self.demand * self.members / BETWEEN_SHARES

    def people(self) -> Community:
        return settle(self.members, self.chance(1), listeners=self.listeners, languages=self.languages, least=self.least_capacity)

    def chance(self, of: int) -> np.random.Generator:
        """Chances of its own for each part, so that one policy's draws never change another's world."""
        return np.random.default_rng([self.seed, of])


def simulate(setting: Setting, policy: str, progress: Callable[[Iterable[int]], Iterable[int]] = lambda minutes: minutes) -> Outcome:
    """`policy` is a name of WAYS; `progress` wraps the minutes."""
    people = setting.people()
    shares = tell(people, setting.days, setting.chance(2), a_day=setting.told_a_day)
    looked = looks(people, setting.days + 1, setting.chance(3))
    world = World(people, shares, looked, WAYS[policy](), setting.chance(4), setting.days)
    return world.run(progress(range((setting.days + 1) * DAY)))
