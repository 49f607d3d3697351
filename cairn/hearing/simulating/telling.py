"""What is told in the community, and when a listener looks in by themself."""

from dataclasses import dataclass, field

import numpy as np

from cairn.hearing.simulating.community import Community, parts

DAY = 24 * 60
BETWEEN_SHARES = 50  # days, of one member
# By local hour, 0 first: most is told between eight and midnight.
TOLD_BY_HOUR = (1.2, 0.8, 0.5, 0.35, 0.3, 0.35, 0.5, 0.7, 0.8, 0.9, 0.9, 0.9, 1, 1, 1, 1, 1, 1, 1.2, 1.5, 2.3, 2.5, 2.5, 2.1)
LOOKED_BY_HOUR = (0.6, 0.2, 0.1, 0.05, 0.05, 0.1, 0.4, 0.8, 1, 1, 0.9, 0.9, 1.1, 1, 0.8, 0.8, 0.9, 1, 1.2, 1.4, 1.8, 1.9, 1.6, 1.1)
EVERYONE, CIRCLE, BUDDY, NOBODY = range(4)
AUDIENCES = (0.5, 0.4, 0.05, 0.05)
AUDIENCE_WORDS = ("everyone", "a circle of eight", "a buddy", "nobody")


@dataclass(slots=True)
class Share:
    """One share, and what became of it. Moments are minutes since the first day began."""

    number: int
    author: int
    at: int
    audience: int
    language: int
    mentioned: int  # bits; topics as marked
    about: int  # bits; as lived
    within: np.ndarray | None = None  # member numbers that may see it; None: everyone
    heard_at: float = np.inf
    answers: int = 0
    asks: int = 0
    waves: int = 0  # that went out
    closed: bool = False
    brought: bool = False  # to whoever holds the circle
    alarmed: bool = False  # the coordinator was told
    asked: list[int] = field(default_factory=list)  # member numbers
    answered_by: list[int] = field(default_factory=list)
    fits: list[float] = field(default_factory=list)  # of who listened, as they are

    @property
    def waited(self) -> float:
        """Minutes until the first answer."""
        return self.heard_at - self.at


def tell(people: Community, days: int, chance: np.random.Generator, *, a_day: float) -> list[Share]:
    """All shares of `days` days, the first first; `a_day` in the mean."""
    count = chance.poisson(a_day * days)
    authors = chance.integers(0, len(people), count)
    at = _moments(people.offset[authors], days, TOLD_BY_HOUR, chance)
    audiences = chance.choice(4, count, p=AUDIENCES)
    shares = [_share(people, int(author), int(minute), int(audience), chance) for author, minute, audience in zip(authors, at, audiences, strict=True)]
    shares.sort(key=lambda share: share.at)
    for number, share in enumerate(shares):
        share.number = number
    return shares


def _share(people: Community, author: int, minute: int, audience: int, chance) -> Share:
    """About one or two things they lived through, marked as they would name them."""
    lived = [topic for topic in range(64) if int(people.topics[author]) >> topic & 1]
    about = sum(1 << int(topic) for topic in chance.permutation(lived)[: 1 + (chance.random() < 0.4)])
    named = int(people.named[author])
    marked = about & named or named & -named  # what they do not name they do not mark
    return Share(0, author, minute, audience, int(people.first[author]), marked, about, _within(people, author, audience, chance))


def _within(people: Community, author: int, audience: int, chance) -> np.ndarray | None:
    if audience == EVERYONE:
        return None
    if audience == CIRCLE:
        seats = np.flatnonzero(people.circle == people.circle[author])
        return seats[seats != author]
    if audience == BUDDY:
        alike = np.flatnonzero(people.first == people.first[author])
        return alike[alike != author][chance.integers(0, max(len(alike) - 1, 1), 1)] if len(alike) > 1 else np.empty(0, int)
    return np.empty(0, int)


def looks(people: Community, days: int, chance: np.random.Generator) -> dict[int, list[int]]:
    """By minute: rows of the listeners who look at the list then."""
    counts = chance.poisson(people.visits * days)
    rows = np.repeat(np.arange(len(people.listening)), counts)
    at = _moments(people.offset[people.listening[rows]], days, LOOKED_BY_HOUR, chance)
    found: dict[int, list[int]] = {}
    for row, minute in zip(rows.tolist(), at.tolist(), strict=True):
        found.setdefault(minute, []).append(row)
    return found


def _moments(offset, days: int, by_hour, chance) -> np.ndarray:
    """Minutes since the first day began in UTC, at hours of the local day that are as usual as `by_hour` says."""
    count = len(offset)
    local = 60 * chance.choice(24, count, p=parts(by_hour)) + chance.integers(0, 60, count)
    return DAY * chance.integers(0, days, count) + (local - offset) % DAY
