"""Ten wrong tries in fifteen minutes, then a wait. By a digest of the sign-in name alone, so that no
address is needed, and kept in memory: a restart forgives."""

import threading
from collections import OrderedDict
from datetime import timedelta

from cairn.base import clock

TRIES, WITHIN = 10, timedelta(minutes=15)
MOST = 10_000  # names remembered; the oldest are forgotten first

_wrong: OrderedDict[str, list] = OrderedDict()
_lock = threading.Lock()


def is_waiting(digest: str) -> bool:
    with _lock:
        return len(_recent(digest)) >= TRIES


def wrong(digest: str) -> None:
    with _lock:
        _wrong[digest] = [*_recent(digest), clock.now()][-TRIES:]
        _wrong.move_to_end(digest)
        while len(_wrong) > MOST:
            _wrong.popitem(last=False)


def right(digest: str) -> None:
    with _lock:
        _wrong.pop(digest, None)


def forget() -> None:
    with _lock:
        _wrong.clear()


def _recent(digest: str) -> list:
    return [at for at in _wrong.get(digest, ()) if clock.now() - at < WITHIN]
