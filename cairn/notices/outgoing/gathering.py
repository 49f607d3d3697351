"""The gathering by mail: once a day or a week, at their hour, when there is something, and without its words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.notices.models import Notice, Outgoing, Rhythm
from cairn.notices.outside import GATHERING, Reach, place, reaches_out
from cairn.notices.quiet import gathering_after, moment, quiet_until
from cairn.notices.words import put_into_words

AT_A_TICK = 500
PERIODS = {"daily": timedelta(hours=25), "weekly": timedelta(days=7, hours=1)}  # a day can have 25 hours


def connect() -> None:
    reaches_out("gathering", Reach(GATHERING, still=_is_something, letter=_letter))


@clock.due("notices.gather", every=timedelta(seconds=30))
def gather() -> None:
    due = Rhythm.objects.filter(gathering_due_at__lte=clock.now(), member__left_at=None).select_related("member").order_by("gathering_due_at")
    for rhythm in list(due[:AT_A_TICK]):
        _gather(rhythm)


@transaction.atomic
def _gather(rhythm: Rhythm) -> None:
    """One letter, and the time of the next, once however many processes look."""
    now, member, due = clock.now(), rhythm.member, rhythm.gathering_due_at
    following = gathering_after(member, rhythm.gathering, rhythm.gathering_hour, now) if rhythm.gathering else None
    mine = Rhythm.objects.filter(pk=rhythm.pk, gathering_due_at=due).update(gathering_due_at=following)
    if mine and following and _is_their_hour(rhythm, due):
        day = due.astimezone(ZoneInfo(member.zone)).toordinal()
        row = Outgoing(member=member, by=Outgoing.MAIL, kind="gathering", about=day, due_at=quiet_until(member, now) or now)
        Outgoing.objects.bulk_create([row], ignore_conflicts=True)


def _is_their_hour(rhythm: Rhythm, due: datetime) -> bool:
    """Not where they moved to another zone meanwhile: then it comes at their new hour."""
    there = ZoneInfo(rhythm.member.zone)
    return due == moment(due.astimezone(there).date(), rhythm.gathering_hour, there)


def _news(member) -> int:
    """How many lines are new since the last gathering, of those that have words for them."""
    rhythm = Rhythm.objects.filter(member=member).first()
    since = clock.now() - PERIODS.get(rhythm.gathering if rhythm else "", timedelta())
    return len(put_into_words(list(Notice.objects.seen_by(member).fresh().filter(at__gt=since)), member))


def _is_something(member, _day: int) -> bool:
    return _news(member) > 0


def _letter(member, _day: int) -> tuple[str, str]:
    weekly = Rhythm.objects.filter(member=member, gathering="weekly").exists()
    where = place()
    if where:
        subject = (_("Your week at %(space)s") if weekly else _("Your day at %(space)s")) % {"space": where}
    else:
        subject = _("Your week") if weekly else _("Your day")
    calm = _("None of it needs you to hurry.")
    return subject, f"{_how_many(_news(member))} {calm}\n\n{settings.ADDRESS}{reverse('notices')}"


def _how_many(news: int) -> str:
    said = [
        _("One thing is new for you."), _("Two things are new for you."), _("Three things are new for you."),
        _("Four things are new for you."), _("Five things are new for you."), _("Six things are new for you."),
    ]
    return said[max(news, 1) - 1] if news <= len(said) else _("Several things are new for you.")
