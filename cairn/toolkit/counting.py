"""How it went for people, as numbers in which nobody can be found.

A tally counts each person once among everybody (""), and once beside each of their experiences ("<topic id>"). What
others are shown of it (SHOWN) is a tally of some time ago: it moves only when at least STEP people have said
something since. Whoever looks each day, and knows of one who tried it, does not read in the change how it went for
them. docs/decisions/0022-toolkit.md says what is shown when.
"""

from collections.abc import Iterable

from cairn.toolkit.models import OUTCOMES

EVERYBODY, SHOWN = "", "shown"
NOTHING = [0, 0, 0, 0]
FEW = 5  # people, from whom on it is shown how it went
STEP = 3  # people, of whom at least so many have moved before others see that anything has
LIKE = 3  # people with an experience, from whom on a card counts as tried by people like somebody who has it

Tally = dict[str, list[int]]


def count(tally: Tally, outcome: str, topics: Iterable[int], by: int) -> None:
    """Add one person (`by` 1), or take them out again (-1), with their experiences."""
    place = OUTCOMES.index(outcome)
    for key in (EVERYBODY, *map(str, topics)):
        row = tally.setdefault(key, list(NOTHING))
        row[place] = max(0, row[place] + by)


def show(tally: Tally) -> None:
    """Let others see how it stands, once it is more than few people and enough of them have moved."""
    now = tally.get(EVERYBODY, NOTHING)
    if sum(now) >= FEW and moved(tally.get(SHOWN, NOTHING), now) >= STEP:
        tally[SHOWN] = list(now)


def moved(before: list[int], now: list[int]) -> int:
    """How many people at least came, went or changed their mind between the two."""
    changes = [after - earlier for earlier, after in zip(before, now, strict=True)]
    return max(sum(change for change in changes if change > 0), -sum(change for change in changes if change < 0))


def shown(tally: Tally) -> list[int] | None:
    """What others may read of how it went; None while too few have said so."""
    return tally.get(SHOWN)


def is_of_people_like(tally: Tally, topics: Iterable[int]) -> bool:
    """Whether some people with one of these experiences tried it. Never of one or two: who they are could be guessed."""
    return any(sum(tally.get(str(topic), NOTHING)) >= LIKE for topic in topics)
