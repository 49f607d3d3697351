"""Which lines there are."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from cairn.base import clock
from cairn.base.countries import COUNTRIES
from cairn.members import queries as members
from cairn.safety.models import EMERGENCY, TEXT, Helpline

SUGGESTIONS = Path(__file__).parent.parent / "helplines"


@dataclass(frozen=True)
class Suggested:
    """The lines that came with Cairn for one country; a coordinator confirms them."""

    country: str
    written_on: date
    lines: list[dict]


@cache
def suggested(country: str) -> Suggested | None:
    """Lines for exactly this country, or None: never another country's."""
    path = SUGGESTIONS / f"{country}.toml"
    if country not in COUNTRIES or not path.exists():
        return None
    data = tomllib.loads(path.read_text())
    return Suggested(country, data["written_on"], data["line"])


def country_name(country: str) -> str:
    return COUNTRIES.get(country, "")


def helplines() -> list[Helpline]:
    """The space's lines: emergency first, then those to call, then those to text."""
    order = {EMERGENCY: 0, TEXT: 2}
    return sorted(Helpline.objects.all(), key=lambda line: (order.get(line.kind, 1), line.place))


def checked_at():
    """When the coordinator last looked the lines up."""
    space = members.the_space()
    return space.helplines_checked_at if space else None


HOLDS_FOR = timedelta(days=183)


def lines_are_old() -> bool:
    """There are some, looked up more than six months ago: numbers change."""
    space = members.the_space()
    return bool(space and space.country and space.helplines_checked_at and clock.now() - space.helplines_checked_at > HOLDS_FOR)
