"""Wrong passwords: ten for one name from one place within a quarter of an hour, and sixty from one place for whatever
names; then a wait of what is left of that quarter.

Never for a name from everywhere: whoever knows a sign-in name could keep its member out by trying it. What stands
against many places at once is the two derivations that run at a time, passwords of fifteen characters, and that a
sign-in name is nobody's public name.
"""

from datetime import datetime

from cairn.base import rates


def is_waiting(digest: str, place: str = "") -> datetime | None:
    """Until when, or None. `digest` is of the name; `place` as in rates.place_of(), "" where places cannot be told
    apart: then one count is kept for the name."""
    return rates.waits(rates.WRONG, place, digest) or rates.waits(rates.WRONG_FROM_PLACE, place)


def wrong(digest: str, place: str = "") -> None:
    rates.count(rates.WRONG, place, digest)
    rates.count(rates.WRONG_FROM_PLACE, place)


def right(digest: str, place: str = "") -> None:
    rates.forgive(rates.WRONG, place, digest)


def forget() -> None:
    rates.forget()
