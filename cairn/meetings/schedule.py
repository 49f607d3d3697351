"""When the meetings of a series are: days by a rule, and moments by the clock of a zone. Pure.

A series has `often`, `rule`, `first_on`, `until`, `except_on`, `at` and `zone`. Its days are counted where
the circle is, and only then become moments; so seven in the evening stays seven through summer and winter.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

WEEKLY, FORTNIGHTLY, MONTHLY, RULE = "weekly", "fortnightly", "monthly", "rule"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FAR = timedelta(days=6 * 366)  # nobody looks further ahead
MOST_TIMES = 5000

_DAY, _DAYS = "(?:MO|TU|WE|TH|FR|SA|SU)", "(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*"
_NUMBERED = f"-?[1-4]{_DAY}(?:,-?[1-4]{_DAY})*"
_MONTH_DAY = "-?(?:[1-9]|1[0-9]|2[0-8])"
# The rules of RFC 5545 by which a circle may meet: each of them gives a day again and again, so nobody waits
# for one that never comes (dateutil finds none for weekdays with and without a number beside each other).
# Hours have a field of their own, and so has the last day.
_RULE = re.compile(
    f"FREQ=(?:WEEKLY(?:;BYDAY={_DAYS})?|MONTHLY(?:;BYDAY={_DAYS}(?:;BYSETPOS=-?[1-4])?|;BYDAY={_NUMBERED}|;BYMONTHDAY={_MONTH_DAY}(?:,{_MONTH_DAY})*)?)"
    f"(?:;INTERVAL=(?:[1-9]|1[0-2]))?(?:;COUNT=[1-9][0-9]{{0,2}})?(?:;WKST={_DAY})?"
)
_ORDER = ("FREQ", "BYDAY", "BYSETPOS", "BYMONTHDAY", "INTERVAL", "COUNT", "WKST")


class NotARule(ValueError):
    """This is not a rule by which meetings can come again."""


def next_days(series, after: date, count: int) -> list[date]:
    """The first `count` days on which it takes place, from `after` on (that day included)."""
    return list(islice((day for day in days(series, after) if day.isoformat() not in series.except_on), count))


def takes_place(series, on: date) -> bool:
    return next_days(series, on, 1) == [on]


def days(series, after: date) -> Iterator[date]:
    """Its days by rule from `after` on, exceptions among them."""
    rule, count = _without_end(rule_of(series))
    last = max(after, series.first_on) + FAR
    last = min(last, series.until) if series.until else last
    for moment in islice(rrulestr(f"{rule};UNTIL={last:%Y%m%d}T000000", dtstart=datetime.combine(series.first_on, time())), count):
        if moment.date() >= after:
            yield moment.date()


def rule_of(series) -> str:
    """Its RRULE as RFC 5545 writes it, without its end."""
    if series.often == RULE:
        return series.rule
    if series.often == MONTHLY:
        return f"FREQ=MONTHLY;BYDAY={_place_in_month(series.first_on)}{DAYS[series.first_on.weekday()]}"
    return f"FREQ=WEEKLY;INTERVAL={2 if series.often == FORTNIGHTLY else 1}"


def _place_in_month(day: date) -> int:
    """Which of its weekday in the month. Not every month has a fifth, but each has a last."""
    place = (day.day - 1) // 7 + 1
    return -1 if place == 5 else place


def checked_rule(text: str) -> str:
    """`text` as a rule with its parts in order, or NotARule."""
    pairs = [part.partition("=") for part in "".join(text.upper().split()).removeprefix("RRULE:").split(";") if part]
    if any(name not in _ORDER for name, *_rest in pairs):
        raise NotARule
    rule = ";".join("".join(pair) for pair in sorted(pairs, key=lambda pair: _ORDER.index(pair[0])))
    if not _RULE.fullmatch(rule):
        raise NotARule
    return rule


def _without_end(rule: str) -> tuple[str, int]:
    """The rule, and how often it happens at most."""
    kept, _count, often = rule.partition(";COUNT=")
    number, _more, rest = often.partition(";")
    return f"{kept};{rest}".rstrip(";"), int(number or MOST_TIMES)


# ---- from a day and an hour there to a moment


def moment(on: date, at: time, zone: str) -> datetime:
    """The moment, in UTC, at which the clocks of `zone` say `at` on that day. An hour that is left out in
    spring moves on to the next that there is; one that comes twice in autumn is its first."""
    there, local = ZoneInfo(zone), datetime.combine(on, at.replace(tzinfo=None, fold=0))
    while (found := local.replace(tzinfo=there).astimezone(UTC)).astimezone(there).replace(tzinfo=None) != local:
        local += timedelta(minutes=1)
    return found


def moment_of(series, on: date) -> datetime:
    return moment(on, series.at, series.zone)
