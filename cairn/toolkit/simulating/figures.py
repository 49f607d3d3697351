"""What came of it, over several communities."""

from typing import NamedTuple

import numpy as np

from cairn.base.charts import table
from cairn.toolkit.simulating.running import Outcome
from cairn.toolkit.simulating.ways import ALL_WAYS

LONG_ENOUGH = 28  # days that a new strategy has had
SOME = 3  # people who tried one, for it to count as tried
HEADS = ["", "helped", "made it harder", f"new ones tried by {SOME} people", "by one", "trials"]
BARS = {"helped": 1, "harder": -1, "tried": 1}  # what must be better than others', and which way better is
WORDS = {"helped": "helped", "harder": "made it harder", "tried": "new ones tried"}
AGAINST = ("wilson", "newest")
# Student's t, 95% two-sided, for 1 to 30 degrees of freedom
T = (
    12.71, 4.30, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.20, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.10, 2.09, 2.09,
    2.08, 2.07, 2.07, 2.06, 2.06, 2.06, 2.05, 2.05, 2.05, 2.04,
)  # fmt: skip


class Figures(NamedTuple):
    """Of one community, or of several one array each. Parts of 1."""

    helped: float  # of all trials
    harder: float  # of all trials
    tried: float  # of the new strategies that stood long enough, by SOME people
    once: float  # the same, by anybody
    trials: float


Found = dict[str, Figures]  # by name of the way; arrays (seeds,)


def figures(outcome: Outcome) -> Figures:
    told, trials = outcome.people.told, max(outcome.trials, 1)
    new = outcome.tried[(told > 0) & (told <= outcome.days - LONG_ENOUGH)]
    return Figures(outcome.helped / trials, outcome.harder / trials, _part(new >= SOME), _part(new > 0), float(outcome.trials))


def _part(which: np.ndarray) -> float:
    return float(which.mean()) if len(which) else 0.0


def gather(each: list[Figures]) -> Figures:
    return Figures(*np.array(each).T)


def surely(values: np.ndarray) -> float:
    """Half of the interval that holds the mean with 95%; 0 of one community, which says nothing of that."""
    freedom = len(values) - 1
    return float(T[min(freedom, len(T)) - 1] * values.std(ddof=1) / np.sqrt(len(values))) if freedom else 0.0


def in_rows(found: Found) -> str:
    rows = [[ALL_WAYS[way].words, *map(_percent, one[:4]), f"{one.trials.mean():.0f}"] for way, one in found.items()]
    return table([HEADS, *rows])


def _percent(values: np.ndarray) -> str:
    return f"{values.mean():.1%} ± {100 * surely(values):.1f}"


def differences(found: Found) -> dict[tuple[str, str], tuple[float, float]]:
    """By way and figure: how much better Cairn's order is than it in the same communities, and half of the interval."""
    ours = found["cairn"]
    by = {(way, kind): BARS[kind] * (getattr(ours, kind) - getattr(found[way], kind)) for way in AGAINST if way in found for kind in BARS}
    return {key: (float(values.mean()), surely(values)) for key, values in by.items()}


def in_words(found: Found) -> str:
    return "\n".join(
        f"{'Better' if by > give else 'NOT surely better'} than {ALL_WAYS[way].words}: {WORDS[kind]}, by {100 * by:.1f} ± {100 * give:.1f} points."
        for (way, kind), (by, give) in differences(found).items()
    )
