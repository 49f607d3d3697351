"""The four charts of a simulation."""

import math
from pathlib import Path

import numpy as np

from cairn.base.charts import Bar, Line, Ticks, bars, lines
from cairn.hearing.simulating.figures import told_to, worst_group
from cairn.hearing.simulating.telling import DAY, EVERYONE
from cairn.hearing.simulating.world import Outcome

PERCENT: Ticks = [(part / 4, f"{25 * part}%") for part in range(5)]
MINUTES = [(1, "1 min"), (5, "5"), (15, "15"), (60, "1 h"), (240, "4 h"), (720, "12 h"), (DAY, "24 h")]
MOST_LOAD = 3.0


def save(outcomes: dict[str, Outcome], folder: Path) -> list[Path]:
    """`outcomes` by the words for each policy. Returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    drawn = {"heard": heard_over_time, "load": load_spread, "worst": worst_groups, "burnout": burn_out}
    for name, draw in drawn.items():
        (folder / f"{name}.svg").write_text(draw(outcomes), encoding="utf-8")
    return [folder / f"{name}.svg" for name in drawn]


def heard_over_time(outcomes: dict[str, Outcome]) -> str:
    def line(words: str, outcome: Outcome) -> Line:
        waited = np.sort([share.waited for share in told_to(outcome, EVERYONE)])
        points = [(at, float(np.searchsorted(waited, DAY**at, side="right") / max(len(waited), 1))) for at in np.linspace(0, 1, 80)]
        return Line(words, points)

    across = [(math.log(minutes) / math.log(DAY), words) for minutes, words in MINUTES]
    return lines("Heard over time", "Of the shares told to everyone, how many somebody has answered", _each(line, outcomes), across, PERCENT)


def load_spread(outcomes: dict[str, Outcome]) -> str:
    def line(words: str, outcome: Outcome) -> Line:
        part = np.minimum(np.sort(outcome.listened / outcome.people.capacity), MOST_LOAD)
        places = np.linspace(0, 1, 101)
        return Line(words, [(float(place), float(np.quantile(part, place) / MOST_LOAD)) if len(part) else (float(place), 0.0) for place in places])

    across = [(part / 4, f"{25 * part}%") for part in range(5)]
    up = [(load / MOST_LOAD, f"{load:.0f}" if load < MOST_LOAD else f"{load:.0f} up") for load in range(4)]
    return lines("How the listening is spread", "Listeners in order; what they listened to a week, in what they can carry (1 is all)", _each(line, outcomes), across, up)


def worst_groups(outcomes: dict[str, Outcome]) -> str:
    drawn = [Bar(words, part, f"{part:.0%}, {group}") for words, (part, group) in ((words, worst_group(one)) for words, one in outcomes.items())]
    return bars("The worst group", "Heard in 24 hours, by language, hour, experience and whether the author is new", drawn)


def burn_out(outcomes: dict[str, Outcome]) -> str:
    parts = {words: [n / max(len(one.people.listening), 1) for n in one.lost] for words, one in outcomes.items()}
    days = max(len(lost) for lost in parts.values())
    most = max(0.05, math.ceil(20 * max(max(lost) for lost in parts.values())) / 20)
    drawn = [Line(words, [(day / max(days - 1, 1), part / most) for day, part in enumerate(lost)]) for words, lost in parts.items()]
    across = [(day / max(days - 1, 1), f"day {day}") for day in range(0, days, max(math.ceil((days - 1) / 4), 1))]
    up = [(at / 5, f"{at / 5 * most:.0%}") for at in range(6)]
    return lines("Lost to overload", "Of all listeners, how many have left because it was too much", drawn, across, up)


def _each(draw, outcomes: dict[str, Outcome]) -> list[Line]:
    return [draw(words, outcome) for words, outcome in outcomes.items()]
