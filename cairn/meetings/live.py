"""Who may listen to a meeting's stream, and what moves on it. Nothing here tells who has a page open."""

from django.template.loader import render_to_string

from cairn.base.text import shown
from cairn.live.streams import Moved, only_fetch_again, stream_kind
from cairn.meetings.models import Meeting, Spoken


def connect() -> None:
    """Called by config/wiring/."""
    stream_kind("meeting", may_listen=may_listen, draw=draw)


def may_listen(member, meeting_id: int) -> bool:
    return Meeting.objects.seen_by(member).filter(pk=meeting_id).exists()


def draw(event) -> Moved | None:
    """A paragraph is drawn once for all who are in the room; for the rest each page fetches what it shows,
    because everybody's own part stands in it."""
    if event.kind != "said":
        return only_fetch_again(event)
    spoken = Spoken.system.select_related("meeting").filter(pk=event.data["spoken"]).first()
    if spoken is None or spoken.text is None or spoken.held_at or spoken.meeting.ended_at:  # over: nobody reads it there any more
        return only_fetch_again(event)
    html = render_to_string("meetings/_paragraph.html", {"pk": spoken.pk, "turn": spoken.turn, "words": shown(spoken.text)})
    return Moved(event.number, event.kind, html, by=frozenset({spoken.member_id}))


