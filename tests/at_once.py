"""Two who act at the same moment, on PostgreSQL: the first is held in the middle of it until the second has come as far as it can."""

import threading
import time

from django.db import connection

LONG = 60


def second_meets_first(monkeypatch, where, name: str, first, second) -> list:
    """Runs `first` up to its call of `where.name`, then `second` until it waits for the first or is done; then both to
    their ends. Gives what each of them raised, or None."""
    raised, reached, go_on, real = [None, None], threading.Event(), threading.Event(), getattr(where, name)

    def held(*args, **kwargs):
        if not reached.is_set():
            reached.set()
            assert go_on.wait(LONG)
        return real(*args, **kwargs)

    def run(number: int, verb) -> None:
        try:
            verb()
        except Exception as error:
            raised[number] = error
        finally:
            connection.close()

    monkeypatch.setattr(where, name, held)
    threads = [threading.Thread(target=run, args=pair) for pair in ((0, first), (1, second))]
    try:
        threads[0].start()
        assert reached.wait(LONG), raised
        threads[1].start()
        _until_it_waits(threads[1])
    finally:
        go_on.set()
        for thread in threads:
            if thread.ident:
                thread.join(LONG)
    return raised


def _until_it_waits(thread) -> None:
    began = time.monotonic()
    while thread.is_alive() and not _waits() and time.monotonic() - began < LONG:
        time.sleep(0.02)


def _waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone()[0] > 0
