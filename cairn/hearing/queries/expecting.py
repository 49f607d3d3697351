"""What whoever tells something now can expect."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from cairn.base import clock
from cairn.hearing import expecting, resident, words
from cairn.members.queries import the_space
from cairn.shares.models import CIRCLE, EVERYONE, ME, NOTHING, READERS, Share

LOOKED_BACK = timedelta(days=60)
AT_MOST = 1000


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
