"""How often something was tried, from one place or by one member, without any address being kept.

Where somebody asks from comes here as a digest (config/places.py): it is made of their address under the space's key
and is never written down. What is written down is a digest of that digest under the key of the day (DayKey), and the
key is deleted with the day: what was counted can then be joined to nobody, not even by whoever holds everything else.
Counters are rows, so they are the same in all processes.

    rates.take(rates.SHARES, by.pk)               raises TooMany above the limit, else counts
    if until := rates.waits(rates.WRONG, place)   when it is allowed again
"""

import base64
import hashlib
import hmac
import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from cairn.base import clock, crypto

HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Limit:
    """`times` within `within` of the first; then none until that time is over."""

    name: str
    times: int
    within: timedelta


# From one place. Schools, wards and whole towns can share one address, so these are not tight.
WRONG_FROM_PLACE = Limit("wrong", 60, QUARTER)  # passwords, whoever's
CODES = Limit("codes", 20, QUARTER)  # recovery codes that open nothing
SIGN_UPS = Limit("sign-ups", 20, HOUR)
MAILS_FROM_PLACE = Limit("mails from place", 20, HOUR)  # links to come back by
# For one name, at one place.
WRONG = Limit("wrong for name", 10, QUARTER)
# To one address, whoever asks for it.
MAILS_TO = Limit("mails to", 3, HOUR)
# Of one member: above what anybody writes, below what a script does.
SHARES = Limit("shares", 30, HOUR)
RESPONSES = Limit("responses", 90, HOUR)
VICTORIES = Limit("victories", 30, HOUR)
LINES = Limit("lines", 30, HOUR)  # that recognise somebody
LINES_TO_ONE = Limit("lines to one", 5, timedelta(days=1))
LETTERS = Limit("letters", 60, HOUR)
REPORTS = Limit("reports", 30, HOUR)
MAILS = Limit("mails", 5, HOUR)


class TooMany(Exception):
    """Too often; `until` is when it is allowed again. Says nothing about who or what."""

    def __init__(self, until: datetime):
        self.until = until
        super().__init__("too many")


def place_of(request) -> str:
    """A digest of where this request comes from; "" where places cannot be told apart, and then nothing is counted
    by place: one flood would keep everybody out."""
    return request.META.get("cairn.place", "")


def take(limit: Limit, *who) -> None:
    """One more time. Raises TooMany where that is too often."""
    until = waits(limit, *who)
    if until:
        raise TooMany(until)
    count(limit, *who)


def waits(limit: Limit, *who) -> datetime | None:
    """When it is allowed again, or None: it is allowed now."""
    if not who[-1]:
        return None
    from cairn.base.models import Tally

    row = Tally.objects.filter(digest=_digest(limit, who), count__gte=limit.times, until__gt=clock.now()).first()
    return row.until if row else None


def count(limit: Limit, *who) -> None:
    """One statement, so that two at once are two."""
    if not who[-1]:
        return
    now = clock.now()
    at, until = (connection.ops.adapt_datetimefield_value(moment) for moment in (now, now + limit.within))
    today = connection.ops.adapt_datefield_value(now.date())
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_digest(limit, who), today, until, at, at])


_COUNT = """
    INSERT INTO cairn_tally (digest, day, count, until) VALUES (%s, %s, 1, %s)
    ON CONFLICT (digest) DO UPDATE SET
        count = CASE WHEN cairn_tally.until > %s THEN cairn_tally.count + 1 ELSE 1 END,
        until = CASE WHEN cairn_tally.until > %s THEN cairn_tally.until ELSE excluded.until END
"""


def forgive(limit: Limit, *who) -> None:
    """Begin anew."""
    from cairn.base.models import Tally

    Tally.objects.filter(digest=_digest(limit, who)).delete()


def _digest(limit: Limit, who: tuple) -> str:
    said = "\n".join([limit.name, *map(str, who)])
    return hmac.new(_key_of(clock.now().date()), said.encode(), hashlib.sha256).hexdigest()


# ---- the key of the day


_kept: dict[date, bytes] = {}


def _key_of(day: date) -> bytes:
    """Made by whichever process asks first. Kept in memory once it is committed, and only for its day."""
    if day not in _kept:
        key = _read_or_make(day)
        if connection.in_atomic_block:
            return key
        _kept.clear()
        _kept[day] = key
    return _kept[day]


def _read_or_make(day: date) -> bytes:
    from cairn.base.models import DayKey

    row = DayKey.objects.filter(day=day).first()
    if row is None:
        DayKey.objects.bulk_create([DayKey(day=day, key=_sealed(os.urandom(32), day))], ignore_conflicts=True)
        row = DayKey.objects.get(day=day)
    return crypto.unseal(crypto.key_for("day-key"), base64.b64decode(bytes(row.key)), day.isoformat().encode())


def _sealed(key: bytes, day: date) -> bytes:
    """The table alone opens nothing, on its day either."""
    return base64.b64encode(crypto.seal(crypto.key_for("day-key"), key, day.isoformat().encode()))


@clock.due("yesterday's counters", every=timedelta(minutes=5))
def forget_yesterday() -> None:
    """What was counted before today, and first the key under which it was."""
    from cairn.base.models import DayKey, Tally

    today = clock.now().date()
    DayKey.objects.filter(day__lt=today).delete()
    Tally.objects.filter(day__lt=today).delete()


def forget() -> None:
    """Keys in memory: a test begins, or the space has another key."""
    _kept.clear()
