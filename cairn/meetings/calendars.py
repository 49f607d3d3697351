"""Calendar files as RFC 5545 has them: when, how long, and a discreet title; nothing anybody wrote.

Each meeting is an event of its own, never a rule: one that moves, is cancelled or skipped needs no exceptions,
which calendar programs read differently. It stands in its circle's zone with that zone's changes beside it,
so that seven stays seven there also in a program that has other ideas about summer time.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from cairn.base import crypto
from cairn.meetings.when import hour

AROUND = timedelta(days=200)
DAY, QUARTER = timedelta(days=1), timedelta(minutes=15)
OFTEN = timedelta(hours=6)  # how often a program may look again


def written(meetings, member, *, names: bool) -> bytes:
    """A calendar of these meetings for one member."""
    calendar = Calendar()
    calendar.add("prodid", "-//Cairn//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Cairn")
    calendar.add("refresh-interval", OFTEN, parameters={"VALUE": "DURATION"})
    for zone in sorted({meeting.zone for meeting in meetings} - {"UTC"}):  # which needs no explaining
        calendar.add_component(_zone(zone, [meeting for meeting in meetings if meeting.zone == zone]))
    for meeting in meetings:
        calendar.add_component(_event(meeting, member, names=names))
    return calendar.to_ical()


# ---- the zone


def _zone(zone: str, meetings) -> Timezone:
    """A zone with each change of its clocks around these meetings, one by one. Rules for the changes would be
    shorter, but some places decide about each year anew."""
    component, there = Timezone(), ZoneInfo(zone)
    component.add("tzid", zone)
    begin = _at_the_hour(min(meeting.starts_at for meeting in meetings) - AROUND)
    for at in (begin, *_changes(there, begin, max(meeting.ends_at for meeting in meetings) + AROUND)):
        component.add_component(_change(at, there))
    return component


def _at_the_hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)


def _changes(there: ZoneInfo, at: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which the clocks there change: always at a quarter of an hour."""
    while at < end:
        if _offset(at, there) != _offset(at + DAY, there):
            yield next(at + n * QUARTER for n in range(1, 97) if _offset(at + n * QUARTER, there) != _offset(at, there))
        at += DAY


def _offset(at: datetime, there: ZoneInfo) -> timedelta:
    return at.astimezone(there).utcoffset()


def _change(at: datetime, there: ZoneInfo) -> TimezoneStandard | TimezoneDaylight:
    """What the clocks do from this moment on, which is told by the clock as it was before."""
    before, since = _offset(at - QUARTER, there), at.astimezone(there)
    component = TimezoneDaylight() if since.dst() else TimezoneStandard()
    component.add("dtstart", (at + before).replace(tzinfo=None))
    component.add("tzname", since.tzname())
    component.add("tzoffsetfrom", before)
    component.add("tzoffsetto", since.utcoffset())
    return component


def _event(meeting, member, *, names: bool) -> Event:
    event, there = Event(), ZoneInfo(meeting.zone)
    event.add("uid", uid(meeting, member))
    event.add("dtstamp", meeting.changed_at.astimezone(ZoneInfo("UTC")))
    event.add("last-modified", meeting.changed_at.astimezone(ZoneInfo("UTC")))
    event.add("sequence", meeting.changes)
    event.add("dtstart", meeting.starts_at.astimezone(there))
    event.add("dtend", meeting.ends_at.astimezone(there))
    event.add("summary", title(meeting, names=names))
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT" if meeting.is_slow or meeting.cancelled_at else "OPAQUE")
    return event


def uid(meeting, member) -> str:
    """The same for ever, and another for each member: two calendars at one provider do not show by it that
    their people sit in one circle."""
    return str(UUID(crypto.digest("calendar-uid", f"{member.pk}:{meeting.pk}")[:32]))


def title(meeting, *, names: bool) -> str:
    """"Cairn, 7pm" by the reader's clock; calendars are often shared."""
    if names and meeting.circle.name:
        return meeting.circle.name
    return _("Cairn, %(hour)s") % {"hour": hour(meeting.starts_at.astimezone(timezone.get_current_timezone()))}
