"""Two who act at the same moment, on PostgreSQL: one is held at a place in the middle, the other comes by.

Nothing here waits for a time: the second has come as far as it can once it is done, or waits in the database for the first.
"""

import threading
import time
from collections.abc import Callable

from django.db import connection

PATIENCE = 120  # seconds, for a busy machine; no test needs them


class Doing:
    """One of the two, in a thread and so on a connection of their own."""

    def __init__(self, work: Callable):
        self.error, self.gave, self._work = None, None, work
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.gave = self._work()
        except Exception as error:
            self.error = error
        finally:
            connection.close()

    def is_done(self) -> bool:
        return not self.thread.is_alive()

    def ends(self):
        """What it gave, or raises what went wrong."""
        self.thread.join(PATIENCE)
        assert self.is_done(), "it waits for ever"
        if self.error:
            raise self.error
        return self.gave


class Stop:
    """A place in the code at which the first to come is held until go()."""

    def __init__(self, monkeypatch, where, name: str):
        self._goes_on, self._here, self._first = threading.Event(), threading.Event(), threading.Lock()
        real = getattr(where, name)

        def held(*args, **more):
            if self._first.acquire(blocking=False):
                self._here.set()
                assert self._goes_on.wait(PATIENCE), "nobody let it go on"
            return real(*args, **more)

        monkeypatch.setattr(where, name, held)

    def reached(self) -> None:
        assert self._here.wait(PATIENCE), "nobody came by here"

    def go(self) -> None:
        self._goes_on.set()


def comes_between(stop: Stop, first: Callable, second: Callable) -> tuple[Doing, Doing, bool]:
    """`first` is held at its stop, `second` comes as far as it can, `first` goes on; both have ended. The last says
    whether the second had to wait for the first."""
    one = Doing(first)
    stop.reached()
    other = Doing(second)
    waited = goes_as_far_as_it_can(other)
    stop.go()
    for doing in (one, other):
        doing.thread.join(PATIENCE)
        assert doing.is_done(), "it waits for ever"
    return one, other, waited


def both_end(stop: Stop, first: Callable, second: Callable) -> None:
    """The same where neither may fail."""
    one, other, _waited = comes_between(stop, first, second)
    one.ends(), other.ends()


def goes_as_far_as_it_can(doing: Doing) -> bool:
    """Whether it waits for somebody now; else it is done."""
    until = time.monotonic() + PATIENCE
    while not doing.is_done():
        if _somebody_waits():
            return True
        assert time.monotonic() < until, "it neither ends nor waits"
        time.sleep(0.02)
    return False


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone()[0] > 0


def second_meets_first(monkeypatch, where, name: str, first: Callable, second: Callable) -> list:
    """The same, held at `where.name`: what each of them raised, or None."""
    one, other, _waited = comes_between(Stop(monkeypatch, where, name), first, second)
    return [one.error, other.error]
