"""What goes into somebody's calendar. No words of members, and no names unless they want them."""

from datetime import timedelta

from cairn.base import clock, crypto
from cairn.base.pages import found
from cairn.meetings import calendars
from cairn.meetings.models import Coming, Feed, Meeting

BACK = timedelta(days=30)
MOST = 500


def digest_of(token: str) -> str:
    return crypto.digest("calendar-feed", token)


def feed_of(member) -> Feed | None:
    return Feed.objects.filter(member=member).first()


def feed_by_token(token: str) -> Feed:
    """Whose feed this secret address is, or 404. Somebody who left the space has none."""
    feed = found(Feed.objects.select_related("member").filter(digest=digest_of(token)).first())
    return found(feed if feed.member.is_here else None)


def meetings_in_calendar(member) -> list[Meeting]:
    """From a month back on, cancelled ones too, as calendars have to be told; without what they stay away from."""
    away = Coming.objects.filter(member=member, yes=False).values("meeting")
    seen = Meeting.objects.seen_by(member).select_related("circle").filter(circle__closed_at=None, starts_at__gt=clock.now() - BACK)
    return list(seen.exclude(pk__in=away).order_by("starts_at", "pk")[:MOST])


def calendar_file(member) -> bytes:
    """The same as a file of their own, with discreet titles."""
    return calendars.written(meetings_in_calendar(member), member, names=False)
