"""One activity as a calendar file (RFC 5545), discreet as all of the house's: calendars are often shared."""

from datetime import UTC
from uuid import UUID

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from cairn.base import crypto
from cairn.base.times import hour_of


def written(activity, member) -> bytes:
    """When and how long, and nothing anybody wrote. Another uid for each member, so that two calendars at one provider
    do not show by it that their people go to the same thing."""
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//Cairn//Activities//EN")
    calendar.add("version", "2.0")
    event.add("uid", str(UUID(crypto.digest("calendar-uid", f"{member.pk}:activity:{activity.pk}")[:32])))
    event.add("dtstamp", (activity.edited_at or activity.made_at).astimezone(UTC))
    event.add("dtstart", activity.starts_at.astimezone(UTC))
    event.add("dtend", activity.ends_at.astimezone(UTC))
    event.add("summary", _("Cairn, %(hour)s") % {"hour": hour_of(activity.starts_at)})
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if activity.cancelled_at else "CONFIRMED")
    calendar.add_component(event)
    return calendar.to_ical()
