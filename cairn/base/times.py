"""Times in words, in the reader's own zone."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from cairn.base import clock


def in_words(moment: datetime) -> str:
    """"Just now", "This morning", "Yesterday evening", "Last Tuesday", "12 March"."""
    here, there = timezone.localtime(clock.now()), timezone.localtime(moment)
    minutes = (clock.now() - moment).total_seconds() / 60
    days = (here.date() - there.date()).days
    if 0 <= minutes < 5:
        return _("Just now")
    if 0 <= minutes < 50:
        return _("A little while ago")
    if days == 0:
        return {"morning": _("This morning"), "afternoon": _("This afternoon"), "evening": _("This evening")}.get(
            part_of_day(there), _("Last night") if there.hour < 5 else _("Tonight")
        )
    if days == 1:
        return {"morning": _("Yesterday morning"), "afternoon": _("Yesterday afternoon")}.get(part_of_day(there), _("Yesterday evening"))
    if 1 < days < 7:
        return date_format(there, "l")
    return date_format(there, "j F" if there.year == here.year else "j F Y")


def part_of_day(there: datetime) -> str:
    """morning 5-12, afternoon 12-17, evening 17-22, night."""
    hour = there.hour
    if 5 <= hour < 12:
        return "morning"
    if 12 <= hour < 17:
        return "afternoon"
    return "evening" if 17 <= hour < 22 else "night"


def greeting() -> str:
    return {"morning": _("Good morning"), "afternoon": _("Good afternoon"), "evening": _("Good evening")}.get(
        part_of_day(timezone.localtime(clock.now())), _("Hello")
    )


def when(moment: datetime | None) -> Markup:
    """A <time> element: words to read, the exact moment beneath."""
    if moment is None:
        return Markup("")
    exact = timezone.localtime(moment)
    return Markup(f'<time datetime="{exact.isoformat(timespec="minutes")}">{escape(in_words(moment))}</time>')


def hour_of(moment: datetime) -> str:
    """"10:40am" in English, else as the language writes it."""
    return hour_there(timezone.localtime(moment))


def hour_there(there: datetime) -> str:
    """hour_of() for a moment that is local already."""
    if get_language().startswith("en"):
        return f"{(there.hour - 1) % 12 + 1}:{there:%M}{'am' if there.hour < 12 else 'pm'}"
    return date_format(there, "TIME_FORMAT")


def day(moment) -> str:
    """"22 November 2026", of a moment or a date."""
    return date_format(timezone.localtime(moment) if isinstance(moment, datetime) else moment, "j F Y")
