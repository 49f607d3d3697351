"""What came of a run, in figures."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from cairn.hearing.simulating.telling import AUDIENCE_WORDS, DAY, EVERYONE, NOBODY, Share
from cairn.hearing.simulating.world import Outcome

HOUR = 60
LEAST_GROUP = 20  # shares; of fewer one unheard share would say too much
PARTS = 8  # of the local day
NONE_LARGE, TOO_FEW = "none is large enough", "too few to say"
KINDS = ("language", "hour", "experience", "newcomer")


@dataclass(frozen=True, slots=True)
class Figures:
    """Of the shares told to everyone, unless it says otherwise. Parts of 1."""

    policy: str
    shares: int
    in_hour: float
    in_day: float
    worst: float  # in 24 hours, of the groups with LEAST_GROUP shares or more
    worst_group: str
    median: float  # minutes; inf: more than half unheard
    lost: float  # of all listeners, gone from overload
    asks: float  # a share
    answers: float
    fit: float  # in truth, of who listened
    by_audience: dict[str, tuple[int, float, float]]  # shares, in 1 h, in 24 h

    def row(self) -> list[str]:
        return [self.policy, *self._how_heard(), f"{self.lost:.1%}", f"{self.asks:.1f}", f"{self.answers:.1f}", f"{self.fit:.2f}"]

    def _how_heard(self) -> list[str]:
        if not self.shares:
            return ["none told", "none told", TOO_FEW, "none told"]
        worst = TOO_FEW if self.worst_group == NONE_LARGE else f"{self.worst:.1%}"
        return [f"{self.in_hour:.1%}", f"{self.in_day:.1%}", worst, "never" if np.isinf(self.median) else f"{self.median:.0f} min"]


HEADS = ["", "heard in 1 h", "in 24 h", "worst group in 24 h", "median", "lost to overload", "asks a share", "answers", "fit"]


def figures(outcome: Outcome, words: str) -> Figures:
    shares = told_to(outcome, EVERYONE)
    worst, group = worst_group(outcome)
    return Figures(
        policy=words, shares=len(shares), in_hour=heard(shares, HOUR), in_day=heard(shares, DAY), worst=worst, worst_group=group,
        median=float(np.median([share.waited for share in shares])) if shares else np.inf,
        lost=outcome.lost[-1] / max(len(outcome.people.listening), 1), asks=_mean(share.asks for share in shares),
        answers=_mean(share.answers for share in shares), fit=_mean(fit for share in shares for fit in share.fits),
        by_audience={
            AUDIENCE_WORDS[kind]: (len(some), heard(some, HOUR), heard(some, DAY)) for kind in range(NOBODY) if (some := told_to(outcome, kind))
        },
    )  # fmt: skip


def told_to(outcome: Outcome, audience: int) -> list[Share]:
    return [share for share in outcome.shares if share.audience == audience]


def heard(shares: list[Share], minutes: float) -> float:
    return _mean(share.waited <= minutes for share in shares)


def _mean(numbers) -> float:
    numbers = list(numbers)
    return float(np.mean(numbers)) if numbers else 0.0


def groups(outcome: Outcome) -> dict[tuple[str, str], list[Share]]:
    """The shares told to everyone by the language, the local time of telling in eight parts of the day, what weighs
    most in its author's life, and whether they are new: a share is in one group of each kind."""
    found = defaultdict(list)
    for share in told_to(outcome, EVERYONE):
        for kind, name in zip(KINDS, _groups_of(share, outcome), strict=True):
            found[kind, name].append(share)
    return found


def _groups_of(share: Share, outcome: Outcome) -> Iterator[str]:
    people = outcome.people
    part = (share.at + int(people.offset[share.author])) // 60 % 24 * PARTS // 24
    yield people.names[share.language]
    yield f"{3 * part} to {3 * part + 3} h"
    yield f"experience {people.main[share.author] + 1}"
    yield "new" if people.newcomer[share.author] else "not new"


def worst_group(outcome: Outcome, kinds=KINDS) -> tuple[float, str]:
    """The least part heard in 24 hours, and of which group; 1 where no group is large enough."""
    large = ((heard(some, DAY), f"{name} ({len(some)} shares)") for (kind, name), some in groups(outcome).items() if kind in kinds and len(some) >= LEAST_GROUP)
    return min(large, default=(1.0, NONE_LARGE))
