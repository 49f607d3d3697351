"""Where the promise that nobody goes unheard is kept, and where it is at risk: for the coordinator, never so exact that
a row tells of one person."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from cairn.base import clock
from cairn.hearing import expecting, resident, words
from cairn.hearing.engine.listeners import ALL_HOURS, HOURS
from cairn.hearing.engine.policy import LISTENERS
from cairn.hearing.expecting import MANY_LISTENERS
from cairn.hearing.queries.expecting import LOOKED_BACK
from cairn.members.models import Member
from cairn.members.queries import the_space, topics
from cairn.shares.models import EVERYONE, NOTHING, Share

RULE = 5  # listeners = 5 x 2 x shares a day
PARTS = 6  # of a day, four hours each, as members choose their hours
NAMED = 5  # members whose first language it is: fewer are not named where nobody has told in it


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One language, part of a day or topic in which shares may wait: how many are told a week, how many can hear
    them, how they were heard, and how many listeners are missing; none of them exact, all in words."""

    what: str
    told: str
    listeners: str
    missing: int
    heard: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """Where this space keeps its promise, and where it is at risk."""

    languages: list[AtRisk]
    hours: list[AtRisk]
    topics: list[AtRisk]
    thin: list[str]  # for each language, at which hours few could be asked
    unnamed: bool  # a language too few share is spoken first by somebody
    heard: str
    stretched: str

    @property
    def at_risk(self) -> bool:
        return any(row.missing for row in [*self.languages, *self.hours, *self.topics])


@dataclass(frozen=True, slots=True)
class Told:
    """One share to everyone, as far as this is about."""

    at: datetime
    heard_at: datetime | None
    language: str
    mentions: list[int]


def promise() -> Promise:
    """By the sizing rule, listeners = 5 x 2 x shares a day and forty who share a language, from the last sixty days."""
    told, spoken = _told(), _spoken_first()
    view, _fresh = resident.resident.view()
    days = _days_of(told)
    tags = sorted({share.language for share in told} | {tag for tag, n in spoken.items() if n >= NAMED} | {base_of(the_space().language)})
    return Promise(
        languages=[_of_language(tag, told, view, days, spoken[tag]) for tag in tags],
        hours=_by_hours(told, view, days), topics=_by_topic(told, view, days), thin=[_thin_in(tag, view) for tag in tags],
        unnamed=not set(spoken) <= set(tags), heard=_heard(told), stretched=words.stretched(view.s),
    )


def base_of(tag: str) -> str:
    return tag.lower().split("-")[0]


def _told() -> list[Told]:
    rows = Share.system.told().filter(audience=EVERYONE, told_at__gt=clock.now() - LOOKED_BACK).exclude(need=NOTHING)
    return [Told(at, heard, base_of(language), notes) for at, heard, language, notes in rows.values_list("told_at", "heard_at", "language", "note_topics")]


def _spoken_first() -> Counter[str]:
    """Of how many members each language is the first: what they tell is told in it."""
    members = Member.objects.here().values_list("languages", "language")
    return Counter(base_of((languages or [language])[0]) for languages, language in members)


def _days_of(told: list[Told]) -> float:
    """Over how many days these were told: since the first, a week at least."""
    first = min((share.at for share in told), default=clock.now())
    return max((clock.now() - first) / timedelta(days=1), 7.0)


def needed(shares_a_day: float) -> int:
    """The rule of thumb of the simulation: 5 x 2 x shares a day."""
    return math.ceil(RULE * LISTENERS * shares_a_day - 1e-9)


def _heard(told: list[Told]) -> str:
    """How those went whose first day is over."""
    over = [share for share in told if share.at < clock.now() - timedelta(days=1)]
    by_day, by_night = expecting.minutes_waited([(share.at, share.heard_at) for share in over], ZoneInfo(the_space().zone))
    return words.how_they_were_heard(by_day + by_night)


def _row(what: str, told: int, days: float, listeners: int, *, at_least: int = 0, heard: str = "") -> AtRisk:
    missing = max(0, max(needed(told / days), at_least) - words.as_shown(listeners))
    return AtRisk(what, words.about(told / days * 7), words.about(listeners), words.rounded(missing), heard)


def _of_language(tag: str, told: list[Told], view, days: float, members: int) -> AtRisk:
    """Below forty who share a language no way of asking keeps the promise, however little is told in it."""
    among = [share for share in told if share.language == tag]
    at_least = MANY_LISTENERS if among or members >= NAMED else 0
    return _row(words.language_name(tag), len(among), days, int(_speaking(tag, view).sum()), at_least=at_least, heard=_heard(among))


def _speaking(tag: str, view) -> np.ndarray:
    return view.speaks(resident.language_bit(tag))


# -- by the hour, on the space's own clock


def _by_hours(told: list[Told], view, days: float) -> list[AtRisk]:
    """The parts of the space's day: how many of the listeners could be asked in each, on their own clocks."""
    zone, there = ZoneInfo(the_space().zone), could_be_asked(view)
    hours = Counter(share.at.astimezone(zone).hour * PARTS // HOURS for share in told)
    return [_row(words.part_of_day(part), hours[part], days, there[part]) for part in range(PARTS)]


def _thin_in(tag: str, view) -> str:
    speaking = _speaking(tag, view)
    return words.thin_hours(words.language_name(tag), int(speaking.sum()), could_be_asked(view, speaking))


def could_be_asked(view, among=True) -> list[int]:
    """For each part of the day how many listeners `among` these have an hour in it that is theirs and not quiet."""
    who = view.listeners
    if not len(who):
        return [0] * PARTS
    east = int(clock.now().astimezone(ZoneInfo(the_space().zone)).utcoffset() / timedelta(minutes=1))
    mine = np.where(who.hours == 0, ALL_HOURS, who.hours) & ~who.quiet
    theirs = [(hour - (east - who.offset.astype(np.int64)) // 60) % HOURS for hour in range(HOURS)]
    there = np.array([(mine >> hour.astype(np.uint32)) & 1 for hour in theirs], dtype=bool) & among
    return [int(hours.any(axis=0).sum()) for hours in there.reshape(PARTS, HOURS // PARTS, -1)]


def _by_topic(told: list[Told], view, days: float) -> list[AtRisk]:
    rows = []
    for topic in topics():
        bit = resident.topic_bits([topic.pk])
        knowing = int((view.listeners.topics & bit).any(axis=1).sum()) if len(view.listeners) else 0
        n = sum(topic.pk in share.mentions for share in told)
        if round(n / days * 7):
            rows.append(_row(topic.name, n, days, knowing))
    return rows
