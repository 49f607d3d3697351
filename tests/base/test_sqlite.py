"""One writer at a time, within one process."""

import threading
import time

import pytest
from django.db import OperationalError, connection, transaction

from cairn.base import clock
from cairn.base.models import Lease
from cairn.base.sqlite.base import write_lock

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on("sqlite")]


def lock():
    return write_lock(connection.settings_dict["NAME"])


def write(name):
    Lease.objects.create(name=name, until=clock.now())


def test_a_transaction_holds_the_lock_until_it_ends():
    with transaction.atomic():
        assert lock().locked()
        with transaction.atomic():
            write("inner")
        assert lock().locked()
    assert not lock().locked()


def test_a_failed_transaction_gives_the_lock_back():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        1 / 0
    assert not lock().locked()


def test_a_closed_connection_gives_the_lock_back():
    with transaction.atomic():
        connection.close()
    assert not lock().locked()


def test_reading_takes_no_lock():
    Lease.objects.count()
    assert not lock().locked()


def test_a_writer_that_waits_too_long_is_told_so():
    connection.settings_dict["OPTIONS"]["timeout"], before = 0.1, connection.settings_dict["OPTIONS"]["timeout"]
    try:
        with lock(), pytest.raises(OperationalError, match="no turn to write"):
            write("late")
    finally:
        connection.settings_dict["OPTIONS"]["timeout"] = before
    write("now")


def test_many_writers_lose_nothing_and_wait_little():
    waits = []

    def work(number):
        for turn in range(20):
            started = time.monotonic()
            with transaction.atomic():
                Lease.objects.count()
                write(f"{number}-{turn}")
            Lease.objects.filter(name=f"{number}-{turn}").update(holder="x")
            waits.append(time.monotonic() - started)
        connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Lease.objects.filter(holder="x").count() == 160
    assert max(waits) < 20
