"""Reading the event log from the hub's threads."""

from contextlib import suppress
from threading import Barrier, BrokenBarrierError

from django.db import close_old_connections, connection

from cairn.base import keyring
from cairn.base.composed import composed
from cairn.live.models import Event, Stream
from cairn.live.streams import Moved, drawn

AT_ONCE = 100


def drawn_between(stream: str, after: int, upto: int | None) -> tuple[list[Moved], int, bool]:
    """What moved on `stream` after the number `after` (and up to `upto`), drawn.

    Gives the drawings, the last number read, and whether there is more. Numbers commit in order,
    so what is read is never followed by something earlier.
    """
    with _fresh():
        events = _between(stream, after, upto)
        moves = [moved for event in events if (moved := drawn(event))]
        if events and events[0].number > after + 1:  # what lay between was forgotten: fetch the whole again
            moves.insert(0, Moved(events[0].number - 1, "again"))
        return moves, events[-1].number if events else (upto or after), len(events) == AT_ONCE


@composed(lambda stream, after, upto: [stream, after, upto])
def _between(stream: str, after: int, upto: int | None):
    events = Event.objects.filter(stream=stream, number__gt=after).order_by("number")
    return (events if upto is None else events.filter(number__lte=upto))[:AT_ONCE]


def counters(names: list[str]) -> dict[str, int]:
    """How far each of these streams has come."""
    with _fresh():
        return dict(Stream.objects.filter(name__in=names).values_list("name", "counter"))


def let_go(together: Barrier) -> None:
    """Close this thread's connection, once all threads have come to do so."""
    with suppress(BrokenBarrierError):
        together.wait(timeout=5)
    connection.close()


class _fresh:
    """A database connection that is alive, and no member's key left in the thread."""

    def __enter__(self):
        close_old_connections()

    def __exit__(self, kind, error, trace):
        keyring.forget()
        if kind is not None:
            connection.close()
