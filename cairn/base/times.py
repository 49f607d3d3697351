"""Times in words, in the reader's own zone."""

from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup, escape

from cairn.base import clock


_IN_WORDS = {
    "now": gettext_lazy("Just now"), "a while": gettext_lazy("A little while ago"),
    "morning": gettext_lazy("This morning"), "afternoon": gettext_lazy("This afternoon"), "evening": gettext_lazy("This evening"),
    "last night": gettext_lazy("Last night"), "night": gettext_lazy("Tonight"), "yesterday morning": gettext_lazy("Yesterday morning"),
    "yesterday afternoon": gettext_lazy("Yesterday afternoon"), "yesterday": gettext_lazy("Yesterday evening"),
}


@lru_cache(maxsize=1000)
def _said(which: str, language: str) -> str:
    """Looked up once a language: a page says some forty of them."""
    return str(_IN_WORDS[which])


class Here:
    """Now, where the reader is. A page with many times on it makes this once."""

    def __init__(self):
        self.zone, self.now = timezone.get_current_timezone(), clock.now()
        self.there = self.now.astimezone(self.zone)
        self.today = self.there.date()
        self.language = get_language() or "en"
        self.english = self.language.startswith("en")

    def in_words(self, moment: datetime) -> str:
        """"Just now", "This morning", "Yesterday evening", "Last Tuesday", "12 March"."""
        there = moment.astimezone(self.zone)
        minutes = (self.now - moment).total_seconds() / 60
        days = (self.today - there.date()).days
        if 0 <= minutes < 50:
            return _said("now" if minutes < 5 else "a while", self.language)
        if days == 0:
            part = part_of_day(there)
            return _said("last night" if part == "night" and there.hour < 5 else part, self.language)
        if days == 1:
            part = part_of_day(there)
            return _said(f"yesterday {part}" if part in ("morning", "afternoon") else "yesterday", self.language)
        if 1 < days < 7:
            return _written(there.date(), "l", self.language)
        return _written(there.date(), "j F" if there.year == self.there.year else "j F Y", self.language)

    def moment(self, at: datetime) -> str:
        """A <time> element: today the hour, earlier in words."""
        there = at.astimezone(self.zone)
        shown = self.hour(there) if there.date() == self.today else self.in_words(at)
        return f'<time datetime="{there.isoformat(timespec="minutes")}">{escape(shown)}</time>'

    def hour(self, there: datetime | time) -> str:
        """"7pm", "10:40am" in English, else as the language writes it, for a moment that is local already."""
        if self.english:
            minutes = f":{there:%M}" if there.minute else ""
            return f"{(there.hour - 1) % 12 + 1}{minutes}{'am' if there.hour < 12 else 'pm'}"
        return date_format(there, "TIME_FORMAT")


def written(day: date, form: str) -> str:
    """A day in one of Django's date formats, in the reader's language."""
    return _written(day, form, get_language())


@lru_cache(maxsize=4096)
def _written(day: date, form: str, language: str) -> str:
    return date_format(day, form)


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


def when(moment: datetime | None, here: Here | None = None) -> Markup:
    """A <time> element: words to read, the exact moment beneath."""
    if moment is None:
        return Markup("")
    here = here or Here()
    exact = moment.astimezone(here.zone).isoformat(timespec="minutes")
    return Markup(f'<time datetime="{exact}">{escape(here.in_words(moment))}</time>')


def hour_of(moment: datetime) -> str:
    """"10:40am", "7pm"."""
    return Here().hour(timezone.localtime(moment))


def oclock(hour: int, minute: int = 0) -> str:
    """An hour of the clock on no day: "9pm", "8:30am"; both its ends are "midnight"."""
    there = time(hour % 24, minute)
    return Here().hour(there) if there != time(0) else _("midnight")


def from_to(start: int, end: int) -> str:
    """"9pm to 8am", of two hours of the clock."""
    return _("%(start)s to %(end)s") % {"start": oclock(start), "end": oclock(end)}


def day(moment) -> str:
    """"22 November 2026", of a moment or a date."""
    return written(timezone.localtime(moment).date() if isinstance(moment, datetime) else moment, "j F Y")


# ---- what is still to come: with its day and its hour, by the reader's clock

_DAY = "l j F"


def day_words(local: datetime) -> str:
    """"Tomorrow, Wednesday 25 November", of a moment that is local already."""
    away = (local.date() - clock.now().astimezone(local.tzinfo).date()).days
    said = _day_of(local)
    ahead = {0: _("Today"), 1: _("Tomorrow")}.get(away)
    return f"{ahead}, {said}" if ahead else said


def _day_of(local: datetime) -> str:
    """"Wednesday 25 November"; further away with its year."""
    away = (local.date() - clock.now().astimezone(local.tzinfo).date()).days
    return written(local.date(), _DAY if abs(away) < 200 else f"{_DAY} Y")


def begins(moment: datetime) -> Markup:
    """A <time> element: "Tomorrow, Wednesday 25 November, at 7pm"."""
    there = timezone.localtime(moment)
    said = _("%(day)s, at %(hour)s") % {"day": day_words(there), "hour": Here().hour(there)}
    return Markup(f'<time datetime="{there.isoformat(timespec="minutes")}">{escape(said)}</time>')


def day_and_hour(moment: datetime) -> str:
    """"Wednesday 25 November at 7pm", as part of a sentence that may be read on another day."""
    there = timezone.localtime(moment)
    return _("%(day)s at %(hour)s") % {"day": _day_of(there), "hour": Here().hour(there)}


def elsewhere(moment: datetime, zone: str) -> str:
    """By the clock of another zone, with its weekday where that is another: "8pm in Warsaw"; "" where the clocks agree."""
    here, there = timezone.localtime(moment), moment.astimezone(ZoneInfo(zone))
    if here.utcoffset() == there.utcoffset():
        return ""
    said = _("%(hours)s in %(place)s") % {"hours": Here().hour(there), "place": city(zone)}
    return said if there.date() == here.date() else f"{written(there.date(), 'l')}, {said}"


def city(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")
