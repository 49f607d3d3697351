"""Whom to ask, in which order, and when: the whole routing policy, as pure functions.

Nothing here reads the database or the clock. reach.py brings the facts, verbs.py acts on them; a
better policy replaces this module and reach.py and nothing else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MINUTES = (0, 25, 75, 180)  # after the telling: three more listeners each time
AT_ONCE = 3
TO_THE_DESK = timedelta(minutes=240)  # who holds the circle sees it first
AGAIN = timedelta(hours=12)  # ever after: never forgotten
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A listener whom the share's audience includes, as far as routing needs to know them."""

    member_id: int
    languages: tuple[str, ...]
    zone: str
    quiet_from: int
    quiet_to: int
    weekly_limit: int
    asks_this_week: int
    resting_until: datetime | None = None
    hours: int = 0  # bit h: usually here in local hour h; 0: any time
    shared_topics: tuple[int, ...] = ()  # experiences they know too


def who_to_ask(candidates: Iterable[Candidate], language: str, now: datetime, *, lot: int) -> list[Candidate]:
    """The next to be asked, three or as many as there are."""
    eligible = (one for one in candidates if may_be_asked(one, language, now))
    return sorted(eligible, key=lambda one: in_order(one, now, lot=lot))[:AT_ONCE]


def may_be_asked(one: Candidate, language: str, now: datetime) -> bool:
    return not is_quiet(one, now) and _but_for_quiet_hours(one, language, now)


def in_order(one: Candidate, now: datetime, *, lot: int) -> tuple:
    """Who knows it first, then who was asked least this week, then who is usually here at this hour.

    `lot` differs from share to share, so that equals are not always asked in the same order.
    """
    return (-len(one.shared_topics), one.asks_this_week, not _usually_here(one, now), one.member_id ^ lot)


def somebody_wakes(candidates: Iterable[Candidate], language: str, now: datetime) -> datetime | None:
    """When the first of those ends their quiet hours who could be asked but for these."""
    asleep = (one for one in candidates if is_quiet(one, now) and _but_for_quiet_hours(one, language, now))
    return min((quiet_ends(one, now) for one in asleep), default=None)


def next_due(began: datetime, now: datetime) -> datetime:
    """The next time to act, always later than `now`: there is always one.

    It follows from the time alone. After an outage the missed waves do not fall on people all at once.
    """
    return next((moment for moment in _planned(began) if moment > now), now + AGAIN)


def is_due_on_desk(began: datetime, now: datetime) -> bool:
    return now >= began + TO_THE_DESK


def is_quiet(one: Candidate, now: datetime) -> bool:
    """Inside their quiet hours, by the clock where they live; equal hours are no quiet hours."""
    hour = now.astimezone(zone_of(one.zone)).hour
    if one.quiet_from <= one.quiet_to:
        return one.quiet_from <= hour < one.quiet_to
    return hour >= one.quiet_from or hour < one.quiet_to


def quiet_ends(one: Candidate, now: datetime) -> datetime:
    """The next time their clock shows the hour their quiet ends."""
    there = now.astimezone(zone_of(one.zone))
    end = there.replace(hour=one.quiet_to % 24, minute=0, second=0, microsecond=0)
    if end <= there:
        end = (end + timedelta(days=1)).replace(hour=one.quiet_to % 24)
    # A skipped or doubled hour in spring or autumn may put `end` a little before: never in the past.
    return max(end, there + timedelta(minutes=1)).astimezone(now.tzinfo)


def speaks(languages: Iterable[str], language: str) -> bool:
    """"en-GB" and "en" are one language to listen in."""
    return _base(language) in {_base(spoken) for spoken in languages}


def zone_of(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _but_for_quiet_hours(one: Candidate, language: str, now: datetime) -> bool:
    rested = one.resting_until is None or one.resting_until <= now
    return rested and one.asks_this_week < one.weekly_limit and speaks(one.languages, language)


def _usually_here(one: Candidate, now: datetime) -> bool:
    return not one.hours or bool(one.hours >> now.astimezone(zone_of(one.zone)).hour & 1)


def _planned(began: datetime) -> Iterator[datetime]:
    for minutes in MINUTES:
        yield began + timedelta(minutes=minutes)
    yield began + TO_THE_DESK


def _base(language: str) -> str:
    return language.lower().split("-")[0]
