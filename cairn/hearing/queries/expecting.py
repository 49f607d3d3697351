"""What whoever tells something now can expect; where the promise is at risk, for the coordinator."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import numpy as np

from cairn.base import clock
from cairn.hearing import expecting, resident, words
from cairn.hearing.engine.listeners import ALL_HOURS, HOURS
from cairn.hearing.engine.policy import LISTENERS
from cairn.members.queries import the_space, topics
from cairn.shares.models import CIRCLE, EVERYONE, ME, NOTHING, READERS, Share

LOOKED_BACK = timedelta(days=60)
AT_MOST = 1000
RULE = 5  # listeners = 5 x 2 x shares a day
PARTS = 6  # of a day, four hours each, as members choose their hours
LISTENS_AND_IS_THERE = 0.35  # of somebody who chose no hours and is awake


def what_to_expect(share) -> str:
    """Before a share is told: "Most shares here are answered within the hour; at night it can take until morning." """
    if share.audience == ME or share.need == NOTHING:
        return ""
    if share.audience in (CIRCLE, READERS):
        return words.expect_of_few()
    by_day, by_night = expecting.minutes_waited(_history(share.language), ZoneInfo(the_space().zone))
    within = expecting.mostly_within(by_day + by_night)
    return words.expect_of_everyone(within, expecting.takes_until_morning(by_day, by_night), share.language, _listeners_in(share.language))


def _history(language: str):
    """Shares to everyone in this language whose first day is over: when they were told and heard."""
    told = Share.system.told().filter(audience=EVERYONE, language__startswith=language.split("-")[0]).exclude(need=NOTHING)
    over = told.filter(told_at__gt=clock.now() - LOOKED_BACK, told_at__lt=clock.now() - timedelta(days=1))
    return over.order_by("-told_at").values_list("told_at", "heard_at")[:AT_MOST]


def _listeners_in(language: str) -> int:
    view, _fresh = resident.resident.view()
    return int(view.speaks(resident.language_bit(language)).sum())


# -- for the coordinator


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One language, part of a day or topic in which shares may wait: how many are told a week, how many can hear
    them, and how many listeners are missing by the rule of thumb; none of them exact, all in words."""

    what: str
    told: str
    listeners: str
    missing: int


@dataclass(frozen=True, slots=True)
class Promise:
    """Where this space keeps its promise, and where it is at risk."""

    languages: list[AtRisk]
    hours: list[AtRisk]
    topics: list[AtRisk]
    stretched: str

    @property
    def at_risk(self) -> bool:
        return any(row.missing for row in [*self.languages, *self.hours, *self.topics])


def promise() -> Promise:
    """By the sizing rule, listeners = 5 x 2 x shares a day, from the last sixty days."""
    told = list(
        Share.system.told().filter(audience=EVERYONE, told_at__gt=clock.now() - LOOKED_BACK).exclude(need=NOTHING)
        .values_list("told_at", "language", "note_topics")
    )
    view, _fresh = resident.resident.view()
    days = _days_of(told)
    return Promise(_by_language(told, view, days), _by_hours(told, view, days), _by_topic(told, view, days), words.stretched(view.s))


def _days_of(told) -> float:
    """Over how many days these were told: since the first, a week at least."""
    first = min((at for at, *_more in told), default=clock.now())
    return max((clock.now() - first) / timedelta(days=1), 7.0)


def needed(shares_a_day: float) -> int:
    """The rule of thumb of the simulation: 5 x 2 x shares a day."""
    return int(np.ceil(RULE * LISTENERS * shares_a_day - 1e-9))


def _row(what: str, told: int, days: float, listeners: int) -> AtRisk:
    missing = max(0, needed(told / days) - listeners)
    return AtRisk(what, words.about(told / days * 7), words.about(listeners), words.rounded(missing))


def _by_language(told, view, days) -> list[AtRisk]:
    tags = sorted({language.split("-")[0] for _at, language, _topics in told} | {the_space().language.split("-")[0]})
    return [
        _row(words.language_name(tag), sum(language.split("-")[0] == tag for _at, language, _topics in told), days, int(view.speaks(resident.language_bit(tag)).sum()))
        for tag in tags
    ]


def _by_hours(told, view, days) -> list[AtRisk]:
    """The parts of the space's day: how many of the listeners could be asked in each, on their own clocks."""
    zone, rows = ZoneInfo(the_space().zone), []
    east = int(clock.now().astimezone(zone).utcoffset() / timedelta(minutes=1))
    for part in range(PARTS):
        hours = range(part * HOURS // PARTS, (part + 1) * HOURS // PARTS)
        n = sum(at.astimezone(zone).hour in hours for at, *_more in told)
        rows.append(_row(words.part_of_day(part), n, days, _could_be_asked(view, hours, east)))
    return rows


def _could_be_asked(view, hours, east: int) -> int:
    """Listeners for whom one of these hours, on a clock `east` minutes of UTC, is theirs and not quiet."""
    who = view.listeners
    mine = np.where(who.hours == 0, ALL_HOURS, who.hours) & ~who.quiet
    there = [(hour - (east - who.offset.astype(np.int64)) // 60) % HOURS for hour in hours]
    return int(np.any([(mine >> hour.astype(np.uint32)) & 1 for hour in there], axis=0).sum()) if len(who) else 0


def _by_topic(told, view, days) -> list[AtRisk]:
    rows = []
    for topic in topics():
        bit = resident.topic_bits([topic.pk])
        knowing = int((view.listeners.topics & bit).any(axis=1).sum()) if len(view.listeners) else 0
        n = sum(topic.pk in mentioned for _at, _language, mentioned in told)
        if round(n / days * 7):
            rows.append(_row(topic.name, n, days, knowing))
    return rows
