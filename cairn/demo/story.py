"""Reads words/*.toml into deeds: what somebody does at a moment."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "words"
HOURS = {"early": (4, 8), "morning": (8, 12), "midday": (12, 14), "afternoon": (14, 18), "evening": (18, 22), "night": (22, 28)}


@dataclass(order=True)
class Deed:
    """Something done `ago`; deeds sort from the longest ago to now."""

    when: float = field(init=False)
    ago: timedelta = field(compare=False)
    do: Callable[[], None] = field(compare=False)

    def __post_init__(self):
        self.when = -self.ago.total_seconds()


@cache
def read(name: str) -> dict:
    return tomllib.loads((WORDS / f"{name}.toml").read_text("utf-8"))


def shares() -> Iterator[dict]:
    """Every share of every file, each with the slug of its circle ("" for the files to everyone)."""
    circles = {circle["slug"] for circle in read("space")["circle"]}
    for path in sorted(WORDS.glob("*.toml")):
        for share in read(path.stem).get("share", []):
            yield {**share, "circle": path.stem if path.stem in circles else ""}


def hours_mask(names: list[str]) -> int:
    """Bit h for each local hour h of the named parts of the day."""
    return sum(1 << hour for hour in {hour % 24 for name in names for hour in range(*HOURS[name])})


def typeset(text: str) -> str:
    """Curly apostrophes, as every typeface of ours draws them."""
    return text.replace("'", "’")
