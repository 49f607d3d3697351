"""When a meeting is, in words: by the reader's clock, and by the circle's where the two differ."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.base.times import Here, city, day_words, written
from cairn.meetings.schedule import FORTNIGHTLY, MONTHLY, RULE


@dataclass(frozen=True, slots=True)
class Times:
    """"Tomorrow, Wednesday 25 November", "7pm to 8pm", and by whose clock where that could surprise."""

    day: str
    hours: str
    yours: str = ""
    theirs: str = ""
    iso: str = ""


def times_of(meeting) -> Times:
    """As the reader's clock says it: the zone of the page."""
    here, there = timezone.get_current_timezone(), ZoneInfo(meeting.zone)
    starts = meeting.starts_at.astimezone(here)
    said = dict(day=day_words(starts), hours=_hours(meeting, here), iso=starts.isoformat(timespec="minutes"))
    if starts.utcoffset() == meeting.starts_at.astimezone(there).utcoffset():
        return Times(**said)
    return Times(**said, yours=_("Your time, %(place)s") % {"place": city(str(here))}, theirs=_theirs(meeting, starts, there))


def _hours(meeting, zone) -> str:
    starts, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    if meeting.is_slow:
        return _("from %(from)s until %(day)s") % {"from": hour(starts), "day": written(ends.date(), "l j F")}
    return _("%(from)s to %(to)s") % {"from": hour(starts), "to": hour(ends)}


def _theirs(meeting, starts, there) -> str:
    """The same by the circle's clock, with its day where that is another."""
    their_day = meeting.starts_at.astimezone(there)
    said = _("%(hours)s in %(place)s") % {"hours": _hours(meeting, there), "place": city(meeting.zone)}
    return said if their_day.date() == starts.date() else f"{written(their_day.date(), 'l')}, {said}"


def hour(local: datetime) -> str:
    """"7pm", "7:30pm"; else as the language writes it."""
    return Here().hour(local)


def week_words(monday, today) -> str:
    this_week = today - timedelta(days=today.weekday())
    if monday <= this_week:
        return _("This week")
    if monday == this_week + timedelta(weeks=1):
        return _("Next week")
    return _("The week of %(day)s") % {"day": written(monday, "j F" if monday.year == today.year else "j F Y")}


def series_words(series) -> str:
    """"Every Tuesday at 7pm, London time"."""
    weekday, at = written(series.first_on, "l"), hour(datetime.combine(series.first_on, series.at))
    often = {
        FORTNIGHTLY: _("Every other %(weekday)s at %(hour)s, %(place)s time"),
        MONTHLY: _("Every month on the same %(weekday)s of the month at %(hour)s, %(place)s time"),
        RULE: _("By a rule of its own, at %(hour)s, %(place)s time"),
    }.get(series.often, _("Every %(weekday)s at %(hour)s, %(place)s time"))
    return often % {"weekday": weekday, "hour": at, "place": city(series.zone)}
