"""Who may do what with a meeting. What fits the room as it is, piece/ decides."""

from datetime import timedelta

from django.db.models import Q

from cairn.base import clock
from cairn.circles import rules as circles
from cairn.meetings.models import Meeting, StandIn

OPENS_BEFORE = timedelta(minutes=15)
GONE_AFTER = timedelta(minutes=10)
SECOND_HAS = timedelta(minutes=5)
SIGNALS_GATHER = timedelta(seconds=5)
ROOM_DAYS = 7


def may_plan(member, circle) -> bool:
    """Whoever holds the circle."""
    return circle.closed_at is None and circles.holds(member, circle)


def may_hold(member, meeting) -> bool:
    """The circle's facilitator and co-facilitator, and whoever stands in."""
    return circles.holds(member, meeting.circle) or stands_in(member, meeting)


def stands_in(member, meeting) -> bool:
    return StandIn.objects.filter(meeting=meeting, member=member, accepted_at__isnull=False).exists()


def may_change(member, meeting) -> bool:
    return meeting.ended_at is None and meeting.cancelled_at is None and may_hold(member, meeting)


def is_time(meeting: Meeting) -> bool:
    """The room is open from a quarter of an hour before."""
    return meeting.cancelled_at is None and clock.now() >= meeting.starts_at - OPENS_BEFORE


def is_quick_to_come(meeting: Meeting) -> bool:
    return meeting.ended_at is None and meeting.cancelled_at is None


# ---- care for those who hold circles


def may_care(member) -> bool:
    """Whoever holds a circle, or stands in somewhere."""
    return circles.holds_any(member) or StandIn.objects.filter(member=member, accepted_at__isnull=False).exists()


def held_it(member, meeting) -> bool:
    """They had the holding of this meeting, for all of it or a while."""
    room = meeting.room
    return room is not None and (room.holder == member.pk or meeting.log.filter(held_by(member)).exists())


def held_by(member) -> Q:
    """Lines of a log that say that they held it: only whoever holds it begins the opening."""
    return Q(kind="held by", about=member.pk) | Q(kind="began opening", by=member.pk)


def may_debrief(member, meeting) -> bool:
    """Look back at having held it, once it is over."""
    return meeting.room is not None and meeting.room.is_over and held_it(member, meeting)
