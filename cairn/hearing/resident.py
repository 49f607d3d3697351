"""The listeners of this space as the engine knows them, kept in memory and refreshed apart.

One query fills the arrays. In a small space that takes a few milliseconds, so they are read anew for every
pass; in a large one they are up to a minute old, and whoever is chosen is looked at again in the transaction
that asks them (verbs/asking.py).
"""

import json
import time
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from django.db import connection

from cairn.base import clock
from cairn.hearing.engine.listeners import PARTS, TYPES, Listeners, bits, hours_mask
from cairn.hearing.engine.view import View
from cairn.hearing.engine.waves import WEEK
from cairn.members.models import Topic
from cairn.members.queries import INTERESTS

QUICK = 0.02  # seconds a wave: what loads faster is never kept
KEPT = 60.0  # seconds
QUARTER = 900  # seconds: an hour begins every quarter of an hour somewhere
DAY = timedelta(days=1)

_LISTENERS = """
    SELECT l.member_id, m.languages, m.language, m.zone, l.hours, m.hours, m.quiet_from, m.quiet_to, l.resting_until,
        l.weekly_limit, l.capacity, l.accepted, l.expected, l.there, knows.them, shuns.them, likes.them, heard.n, asked.n
    FROM cairn_listener l JOIN cairn_member m ON m.id = l.member_id
    LEFT JOIN (SELECT member_id, {joined_topics} AS them FROM cairn_experience {among} GROUP BY member_id) knows ON knows.member_id = l.member_id
    LEFT JOIN (SELECT member_id, {joined_topics} AS them FROM cairn_rathernot {among} GROUP BY member_id) shuns ON shuns.member_id = l.member_id
    LEFT JOIN (SELECT member_id, {joined_kinds} AS them FROM cairn_interest {among} GROUP BY member_id) likes ON likes.member_id = l.member_id
    LEFT JOIN (SELECT member_id, COUNT(DISTINCT share_id) AS n FROM cairn_response WHERE at > %s AND withdrawn_at IS NULL GROUP BY member_id) heard
        ON heard.member_id = l.member_id
    LEFT JOIN (SELECT listener_id, COUNT(*) AS n FROM cairn_ask WHERE at > %s GROUP BY listener_id) asked ON asked.listener_id = l.member_id
    WHERE m.welcomed_at IS NOT NULL AND m.left_at IS NULL AND (m.paused_until IS NULL OR m.paused_until <= %s) {only}
    ORDER BY l.member_id
"""


class Resident:
    """The view of this process."""

    def __init__(self):
        self._view: View | None = None
        self._loaded, self._took = 0.0, 0.0

    def view(self, waves: int = 1) -> tuple[View, bool]:
        """Who may be asked now, for so many waves at once, and whether it was read this moment."""
        now = time.monotonic()
        kept = self._view is not None and self._took > QUICK * waves and now - self._loaded < max(KEPT, 20 * self._took)
        if kept and self._view.now // QUARTER == clock.now().timestamp() // QUARTER:
            return self._view, False
        self._view, self._loaded = look(), now
        self._took = time.monotonic() - now
        return self._view, True

    def forget(self) -> None:
        self._view = None
        _languages.clear()
        _topics.clear()


resident = Resident()


def look() -> View:
    """All listeners as they may be asked now, from one query and that of the topics."""
    number_topics()
    return View(load(), clock.now().timestamp())


def load(only: list[int] | None = None) -> Listeners:
    """All listeners, or those named, with bits as the last look() numbered them."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_sql(only), [now - WEEK, now - DAY, now])
        rows = cursor.fetchall()
    return _as_columns(rows, now)


def _sql(only: list[int] | None) -> str:
    text = connection.vendor == "postgresql"
    return _LISTENERS.format(
        joined_topics="STRING_AGG(topic_id::text, ',')" if text else "GROUP_CONCAT(topic_id)",
        joined_kinds="STRING_AGG(kind, ',')" if text else "GROUP_CONCAT(kind)",
        among="WHERE member_id IN (SELECT member_id FROM cairn_listener)",
        only="" if only is None else f"AND l.member_id IN ({','.join(str(int(pk)) for pk in only) or 'NULL'})",
    )


def _as_columns(rows, now: datetime) -> Listeners:
    who = Listeners.blank(len(rows), words=topic_words())
    offset, quiet = cache(lambda zone: offset_of(zone, now)), cache(hours_mask)
    knows, likes, speaks = cache(lambda joined: topic_bits(_numbers(joined))), cache(lambda joined: interest_bits((joined or "").split(","))), cache(_spoken)
    for n, (pk, languages, language, zone, hours, here, quiet_from, quiet_to, resting, limit, capacity, accepted, expected, there, known, shunned, liked, heard, asked) in enumerate(rows):
        who.ids[n], who.languages[n], who.offset[n] = pk, speaks(languages, language), offset(zone)
        who.hours[n], who.here[n], who.quiet[n] = hours, here, quiet(quiet_from, quiet_to)
        who.resting_until[n] = _moment(resting)
        who.capacity[n] = min(capacity or limit, limit)
        who.load[n], who.asked_today[n] = heard or 0, min(asked or 0, 1000)
        who.accepted[n], who.expected[n] = accepted, expected
        if known or shunned:
            who.topics[n], who.rather_not[n] = knows(known), knows(shunned)
        if liked:
            who.interests[n] = likes(liked)
        if there not in ("[]", []):
            who.there[n] = np.array(json.loads(there) if isinstance(there, str) else there, dtype=TYPES["there"]).reshape(PARTS, 2)
    return who


def _numbers(joined: str | None) -> list[int]:
    return [int(number) for number in joined.split(",")] if joined else []


def _spoken(languages, language: str) -> int:
    spoken = json.loads(languages) if isinstance(languages, str) else languages
    return sum({1 << language_bit(tag) for tag in spoken or [language]})


def _moment(stored) -> float:
    """Raw rows hold moments as text on SQLite."""
    if stored is None:
        return 0.0
    if isinstance(stored, str):
        stored = datetime.fromisoformat(f"{stored}+00:00")
    return stored.timestamp()


def offset_of(zone: str, now: datetime) -> int:
    """Minutes east of UTC; an unknown zone is UTC."""
    try:
        return int(now.astimezone(ZoneInfo(zone)).utcoffset() / timedelta(minutes=1))
    except (ZoneInfoNotFoundError, ValueError):
        return 0


# -- what bits stand for, in this process


_languages: dict[str, int] = {}
_topics: dict[int, int] = {}


def language_bit(tag: str) -> int:
    """"en-GB" and "en" are one language to listen in. Beyond 63 languages the last bit is shared, and whom that
    would confuse is found when they are looked at again."""
    return _languages.setdefault(tag.lower().split("-")[0], min(len(_languages), 63))


def number_topics() -> None:
    """Each topic of this space has a bit. Done with a whole view, so that all its arrays are equally wide."""
    for pk in Topic.objects.order_by("pk").values_list("pk", flat=True):
        _topics.setdefault(pk, len(_topics))


def topic_words() -> int:
    """How many 64-bit words the topics of this space need."""
    return max(1, -(-len(_topics) // 64))


def topic_bits(ids) -> np.ndarray:
    return bits((_topics[pk] for pk in ids if pk in _topics), topic_words())


def interest_bits(kinds) -> np.uint64:
    order = {kind: place for place, kind in enumerate(INTERESTS)}
    return bits(order[kind] for kind in kinds if kind in order)[0]
