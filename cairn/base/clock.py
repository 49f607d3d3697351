"""The one source of time, and the clock that finds what is due.

Whatever is due is a row with a due time. A room registers a function that finds its due rows and
calls the room's verb, which is safe to repeat; so a killed process loses nothing.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

log = logging.getLogger("cairn.clock")

_ahead = timedelta()
_due: dict[str, tuple[timedelta, Callable[[], None]]] = {}
_last: dict[str, datetime] = {}


def now() -> datetime:
    """The present, aware, in UTC."""
    return datetime.now(UTC) + _ahead


def move(by: timedelta) -> None:
    """Tests move time; nothing else does."""
    global _ahead
    _ahead += by


def stand_still() -> None:
    """Back to real time."""
    global _ahead
    _ahead = timedelta()


def due(name: str, every: timedelta = timedelta(seconds=5)):
    """Register a function to be called about `every`, by one process at a time."""

    def register(find_and_act: Callable[[], None]):
        _due[name] = (every, find_and_act)
        return find_and_act

    return register


def tick(*, all_now: bool = False, alone: bool = False) -> list[str]:
    """Call what is due, under a lease per name; gives the names that were called. `alone`: nothing else works on this
    database, so none is taken.

    A failing function is logged by name and type, never with words, and tried again next time.
    """
    from cairn.base import keyring
    from cairn.base.models import Lease

    called = []
    for name, (every, find_and_act) in list(_due.items()):  # a room that is imported meanwhile registers its own
        if not all_now and now() - _last.get(name, datetime.min.replace(tzinfo=UTC)) < every:
            continue
        _last[name] = now()
        if not alone and not Lease.take(name, for_=timedelta(minutes=2)):
            continue
        try:
            find_and_act()
            called.append(name)
        except Exception as error:
            log.error("%s failed: %s", name, type(error).__name__)
        finally:
            if not alone:
                Lease.give_back(name)
            keyring.forget()
    return called
