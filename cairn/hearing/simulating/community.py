"""Who lives there: as they are, which only the simulation knows, and as they say they are."""

from dataclasses import dataclass

import numpy as np

from cairn.hearing.engine.listeners import HOURS, Listeners

ZONES, OF_ZONES = (-8, -6, -5, 0, 1, 2, 5, 8, 10), (12, 12, 21, 12, 16, 5, 9, 8, 5)
LANGUAGES = {"en": 60, "es": 14, "fr": 10, "de": 7, "ar": 5, "cy": 3, "fi": 1}
MINORITY_SPEAKS_FIRST, FIRST_SPEAKS_ANOTHER = 1 / 3, 0.12
TOPICS, ZIPF, MOST_EXPERIENCES = 60, 0.9, 5
EVER_LISTEN, NEWCOMERS = 0.25, 0.25
ERRS, NEWCOMER_ERRS = 0.1, 0.35  # how often an experience is left out or another one named instead
CAPACITY, CAPACITY_SPREAD, CAPACITY_ERROR = 2.0, 0.8, 0.25  # shares a week: median and sigma; error of what is said
RELIABILITY = (1.6, 2.3)  # Beta: median .40, wide
HOUR_ERRS = 0.25  # how often a block of hours is an hour off
STARTS, OF_STARTS = np.arange(7, 22), (1, 2, 3, 3, 2, 2, 2, 2, 2, 2, 4, 6, 8, 7, 4)
BEDTIMES, OF_BEDTIMES = (21, 22, 23, 0, 1), (10, 25, 35, 20, 10)
VISITS, VISITS_SPREAD = 2.0, 1.0  # a day in the mean, lognormal
SEATS = 8


@dataclass(slots=True)
class Community:
    """n members, m of whom ever listen. Rows of listeners follow the order of their member numbers."""

    names: list[str]  # of the languages, the bit of each its place
    first: np.ndarray  # int (n,): first language
    languages: np.ndarray  # uint64 (n,): bits
    offset: np.ndarray  # int (n,): minutes east of UTC
    topics: np.ndarray  # uint64 (n,): bits; what they lived through
    named: np.ndarray  # uint64 (n,): and what of it they named
    main: np.ndarray  # int (n,): what weighs most of it
    newcomer: np.ndarray  # bool (n,)
    circle: np.ndarray  # int (n,)
    listening: np.ndarray  # int (m,): member numbers
    reliability: np.ndarray  # float (m,)
    capacity: np.ndarray  # float (m,): shares a week
    said: np.ndarray  # float (m,): the shares a week they said
    hours: np.ndarray  # uint32 (m,): when they are there
    asleep: np.ndarray  # uint32 (m,)
    said_hours: np.ndarray  # uint32 (m,)
    quiet: np.ndarray  # uint32 (m,): their quiet hours
    visits: np.ndarray  # float (m,): looks at the list a day

    def __len__(self) -> int:
        return len(self.first)

    def as_said(self) -> Listeners:
        """What the product would know of its listeners on the first day."""
        who = Listeners.blank(len(self.listening))
        who.ids[:] = self.listening
        who.languages[:], who.topics[:, 0] = self.languages[self.listening], self.named[self.listening]
        who.offset[:], who.hours[:], who.quiet[:] = self.offset[self.listening], self.said_hours, self.quiet
        who.capacity[:] = self.said
        return who


def settle(members: int, chance: np.random.Generator, *, listeners: int | None = None, languages: dict[str, float] | None = None,
           least: float = 0.0) -> Community:
    """`members` people; `listeners` of them ever listen (a quarter by default), each able to carry `least` shares a week."""
    languages = languages or LANGUAGES
    first = chance.choice(len(languages), members, p=parts(languages.values()))
    topics, main = _lives(members, chance)
    newcomer = chance.random(members) < NEWCOMERS
    count = round(EVER_LISTEN * members) if listeners is None else min(listeners, members)
    listening = np.sort(chance.choice(members, count, replace=False))
    return Community(
        names=list(languages), first=first, languages=_spoken(first, len(languages), chance), topics=topics, main=main,
        offset=60 * chance.choice(ZONES, members, p=parts(OF_ZONES)), named=_named(topics, newcomer, chance), newcomer=newcomer,
        circle=_circles(first, main, chance), listening=listening, **_listeners(count, chance, least),
    )  # fmt: skip


def parts(weights) -> np.ndarray:
    weights = np.array(list(weights), dtype=float)
    return weights / weights.sum()


def _lives(members: int, chance):
    """One to five of the topics, the common ones commonly; the first drawn weighs most."""
    odds = parts(np.arange(1, TOPICS + 1) ** -ZIPF)
    drawn = chance.choice(TOPICS, (members, MOST_EXPERIENCES), p=odds).astype(np.uint64)
    kept = np.arange(MOST_EXPERIENCES) < chance.integers(1, MOST_EXPERIENCES + 1, members)[:, None]
    return np.bitwise_or.reduce(np.where(kept, np.uint64(1) << drawn, np.uint64(0)), axis=1), drawn[:, 0].astype(int)


def _named(topics, newcomer, chance) -> np.ndarray:
    """Each experience may be left out, or another one be named in its place."""
    errs = np.where(newcomer, NEWCOMER_ERRS, ERRS)
    named = topics.copy()
    for topic in range(TOPICS):
        bit = np.uint64(1 << topic)
        wrong = ((topics & bit) != 0) & (chance.random(len(topics)) < errs)
        named[wrong] &= ~bit
        instead = wrong & (chance.random(len(topics)) < 0.5)
        named[instead] |= np.uint64(1) << chance.integers(0, TOPICS, instead.sum()).astype(np.uint64)
    return named


def _spoken(first, count: int, chance) -> np.ndarray:
    another = chance.integers(1, max(count, 2), len(first)) if count > 1 else np.zeros(len(first), int)
    also = np.where(first == 0, another, 0)
    speaks = chance.random(len(first)) < np.where(first == 0, FIRST_SPEAKS_ANOTHER, MINORITY_SPEAKS_FIRST)
    bits = np.uint64(1) << first.astype(np.uint64)
    return np.where(speaks, bits | np.uint64(1) << also.astype(np.uint64), bits)


def _circles(first, main, chance) -> np.ndarray:
    """Eight who share a language and, where that works out, what weighs most."""
    in_order = np.lexsort((chance.random(len(first)), main, first))
    circle = np.empty(len(first), int)
    circle[in_order] = np.arange(len(first)) // SEATS
    return circle


def _listeners(count: int, chance, least: float) -> dict:
    capacity = np.maximum(CAPACITY * np.exp(CAPACITY_SPREAD * chance.standard_normal(count)), least)
    said = np.maximum(capacity * np.exp(CAPACITY_ERROR * chance.standard_normal(count)), least)
    asleep, quiet = _nights(count, chance)
    hours, said_hours = _blocks(count, chance)
    visits = np.exp(VISITS_SPREAD * chance.standard_normal(count) - VISITS_SPREAD**2 / 2) * VISITS
    return {
        "reliability": chance.beta(*RELIABILITY, count), "capacity": capacity, "said": said, "visits": visits, "asleep": asleep,
        "quiet": quiet, "hours": hours & ~asleep, "said_hours": said_hours & ~quiet,
    }  # fmt: skip


def _nights(count: int, chance):
    """Seven to nine hours of sleep; the quiet hours they set may begin an hour off."""
    bed, length = chance.choice(BEDTIMES, count, p=parts(OF_BEDTIMES)), chance.integers(7, 10, count)
    return _span(bed, length), _span(bed + _an_hour_off(count, chance), length)


def _blocks(count: int, chance):
    """One to three blocks of two to four hours, and what is said of them."""
    hours, said = np.zeros(count, np.uint32), np.zeros(count, np.uint32)
    blocks = chance.integers(1, 4, count)
    for block in range(3):
        start, length = chance.choice(STARTS, count, p=parts(OF_STARTS)), chance.integers(2, 5, count)
        off, has = _an_hour_off(count, chance), block < blocks
        hours |= np.where(has, _span(start, length), 0).astype(np.uint32)
        said |= np.where(has, _span(start + off, length), 0).astype(np.uint32)
    return hours, said


def _an_hour_off(count: int, chance) -> np.ndarray:
    return np.where(chance.random(count) < HOUR_ERRS, chance.choice((-1, 1), count), 0)


def _span(start, length) -> np.ndarray:
    """The hours from `start` on, around midnight. uint32 (n,): bits."""
    hour = np.arange(HOURS)
    within = (hour - np.asarray(start)[:, None]) % HOURS < np.asarray(length)[:, None]
    return (within * (1 << hour)).sum(axis=1).astype(np.uint32)
