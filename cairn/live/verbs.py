"""Recording that something moved, hanging up, and forgetting what no open page can still need."""

from datetime import timedelta

from django.db import transaction

from cairn.base import clock
from cairn.live.bus import bus
from cairn.live.models import Event

AT_ONCE = 150  # streams in one statement, and in one push


def record(stream: str, kind: str, **ids: int) -> Event:
    """Add an event to `stream` in the caller's transaction; open pages move once it is committed."""
    event = Event.append(stream, kind, **ids)
    transaction.on_commit(lambda: bus.publish(stream))
    return event


def record_each(streams: list[str], kind: str) -> None:
    """The same on many streams at once."""
    for first in range(0, len(streams), AT_ONCE):
        some = streams[first : first + AT_ONCE]
        Event.append_each(some, kind)
        transaction.on_commit(lambda some=some: bus.publish(*some))


def hang_up(member_id: int, stream: str | None = None) -> None:
    """End the open streams of a member (or one of them) once this transaction is committed."""
    transaction.on_commit(lambda: bus.hang_up(member_id, stream))


@clock.due("live.forget", every=timedelta(hours=1))
def forget_old_events() -> None:
    """Events hold ids only, but they tell who did something when: two weeks are enough for any page."""
    Event.objects.filter(at__lt=clock.now() - timedelta(days=14)).delete()
