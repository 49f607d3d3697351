"""A live page misses nothing and repeats nothing."""

import asyncio
import random
import subprocess
import sys
import threading
import time

import pytest
from django.db import connection, transaction

from cairn.live import hub as hub_module
from cairn.live.hub import hub
from cairn.live.models import Event
from cairn.live.queries import last_number
from cairn.live.verbs import hang_up, record
from tests.serving import PATIENCE, ROOT

pytestmark = pytest.mark.django_db(transaction=True)


def move(times=1, kind="moved", **ids):
    for _ in range(times):
        with transaction.atomic():
            record("test:1", kind, **ids)


def test_an_open_page_hears_what_moves(house):
    page = house.open_page()
    move(3)
    page.wait_until_number(3)
    assert page.got[0] == {"kind": "moved", "number": 1, "html": "<p>1</p>"}
    assert page.numbers == [1, 2, 3]


def test_nothing_is_heard_of_an_act_that_failed(house):
    page = house.open_page()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("test:1", "moved")
        1 / 0
    move()
    page.wait_until_number(1)
    assert page.numbers == [1]
    assert Event.objects.count() == 1


def test_what_moved_before_the_page_was_made_is_not_told_again(house):
    move(4)
    page = house.open_page(after=last_number("test:1"))
    move()
    page.wait_until_number(5)
    assert page.numbers == [5]


def test_what_moved_between_the_page_and_its_stream_is_told(house):
    seen = last_number("test:1")
    move(2)
    page = house.open_page(after=seen)
    page.wait_until_number(2)
    assert page.numbers == [1, 2]


def test_who_comes_back_late_gets_all_of_it_even_beyond_the_ring(house):
    page, other = house.open_page(), house.open_page(member=2)
    move(2)
    page.wait_until_number(2)
    page.leave()
    many = hub_module.RING + 30
    move(many)
    other.wait_until_number(many + 2)
    page.open()
    page.wait_until_number(many + 2)
    assert page.numbers == list(range(1, many + 3))


def test_what_nobody_should_see_makes_no_gap(house):
    page = house.open_page()
    move()
    move(3, kind="silent")
    move()
    page.wait_until_number(5)
    assert page.numbers == [1, 5]
    page.come_back()
    move()
    page.wait_until_number(6)
    assert page.numbers == [1, 5, 6]


def test_each_event_is_drawn_once_for_all(house, drawing):
    pages = [house.open_page(member=number) for number in range(20)]
    move(5)
    for page in pages:
        page.wait_until_number(5)
    assert drawing.drawn == [1, 2, 3, 4, 5]


def test_its_own_member_and_whoever_is_hidden_from_them_fetch_their_own(house):
    own, hidden, other = house.open_page(member=7), house.open_page(member=8, hidden={7}), house.open_page(member=9)
    move(by=7)
    for page in (own, hidden, other):
        page.wait_until_number(1)
    assert own.got == hidden.got == [{"kind": "again", "number": 1}]
    assert other.got[0]["html"] == "<p>1</p>"


def test_a_lost_push_is_caught_by_the_beat(house):
    page = house.open_page()
    move()
    page.wait_until_number(1)
    house.do(asyncio.sleep(0))  # what was queued has begun
    page.wait_for(lambda: hub.channels["test:1"].listeners and not hub.channels["test:1"].reading)  # nobody looks any more
    Event.append("test:1", "moved")
    time.sleep(0.2)
    assert page.numbers == [1]
    house.do(hub.look_round())
    page.wait_until_number(2)


def test_hanging_up_ends_the_streams_of_one_member_only(house):
    gone, stays = house.open_page(member=7), house.open_page(member=8)
    hang_up(7)
    gone.ended.result(PATIENCE)
    move()
    stays.wait_until_number(1)
    assert gone.numbers == []


def test_an_old_ticket_does_not_open_after_a_hang_up(house):
    page = house.open_page(member=7)
    hang_up(7)
    page.ended.result(PATIENCE)
    old = page.ticket
    page.open(ticket=old)
    assert page.status == 403
    page.open()
    assert page.status == 200


def test_hanging_up_one_stream_leaves_the_members_others(house):
    one, other = house.open_page("test:1", member=7), house.open_page("test:2", member=7)
    hang_up(7, "test:1")
    one.ended.result(PATIENCE)
    assert not other.ended.done()


def test_a_page_that_reads_nothing_is_dropped_and_holds_nobody_up(house, monkeypatch):
    monkeypatch.setattr(hub_module, "MOST_WAITING", 10)
    stuck, page = house.open_page(member=1, stuck=True), house.open_page(member=2)
    for number in range(1, 31):
        move()
        page.wait_until_number(number)
    stuck.ended.result(PATIENCE)
    assert {listener.member for listener in hub._all()} == {2}


def test_a_page_that_reads_slowly_gets_all_of_it_and_holds_nobody_up(house):
    slow, quick = house.open_page(stuck=True), house.open_page()
    move(8)
    quick.wait_until_number(8)
    assert slow.numbers == []
    slow.read_on()
    slow.wait_until_number(8)
    assert slow.numbers == quick.numbers == list(range(1, 9))


def test_writing_begins_at_once_goes_on_when_it_may_and_can_be_called_off(house):
    """On any Python: what must not wait is done when `_start` comes back, and no task is left of it."""
    told, gate = [], asyncio.Event()

    async def write(name):
        told.append(f"{name} began")
        try:
            await gate.wait()
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            told.append(f"{name} called off")
            raise
        told.append(f"{name} done")

    async def story():
        waiting, called_off = hub_module._start(write("one")), hub_module._start(write("two"))
        assert told == ["one began", "two began"]
        called_off.cancel()
        await asyncio.sleep(0)
        assert called_off.cancelled() and told[2:] == ["two called off"]
        gate.set()
        hub_module._start(write("three"))
        await waiting
        assert told[3:4] == ["three began"] and "one done" in told

    house.do(story())


def test_a_page_stuck_for_long_is_dropped_by_the_beat(house, monkeypatch):
    stuck = house.open_page(stuck=True)
    move()
    stuck.wait_for(lambda: any(listener.busy for listener in hub._all()))
    house.do(hub.look_round())
    assert len(hub._all()) == 1, "not before its time"
    monkeypatch.setattr(hub_module, "STUCK_SECONDS", 0)
    house.do(hub.look_round())
    stuck.ended.result(PATIENCE)
    assert hub._all() == []


def test_events_are_forgotten_after_two_weeks_and_an_older_page_fetches_all(house, clock):
    move(3)
    clock.tick(days=15)
    assert Event.objects.count() == 0
    move()
    page = house.open_page(after=1)
    page.wait_until_number(4)
    assert [(data["kind"], data["number"]) for data in page.got] == [("again", 3), ("moved", 4)]


def test_pages_that_leave_leave_nothing_behind(house):
    pages = [house.open_page(f"test:{number}") for number in range(5)]
    for page in pages:
        page.leave()
    assert hub.channels == {}


def test_eight_writers_and_pages_that_keep_coming_back(house):
    """Promise 4: 0 missed, 0 repeated."""
    writers, each = 8, 25
    total = writers * each
    pages = [house.open_page(member=number) for number in range(6)]

    def write():
        for _ in range(each):
            move()
            time.sleep(random.random() * 0.004)
        connection.close()

    def wander(page):
        while not page.got or page.got[-1]["number"] < total:
            time.sleep(random.random() * 0.05)
            page.come_back()

    threads = [threading.Thread(target=write) for _ in range(writers)]
    threads += [threading.Thread(target=wander, args=(page,)) for page in pages[:4]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for page in pages:
        page.wait_until_number(total)
        assert page.numbers == list(range(1, total + 1))


ELSEWHERE = """
import django; django.setup()
from django.db import transaction
from cairn.live.verbs import record, hang_up
for _ in range(%d):
    with transaction.atomic():
        record("test:1", "moved")
%s
"""


def elsewhere(times, more=""):
    """The same from another process, on the same database."""
    import os

    from tests import postgres

    env = {**os.environ, "DATABASE_URL": postgres.url(connection.settings_dict["NAME"]), "DJANGO_SETTINGS_MODULE": "cairn.config.settings"}
    return subprocess.Popen([sys.executable, "-c", ELSEWHERE % (times, more)], env=env, cwd=ROOT)


@pytest.mark.on("postgres")
def test_two_processes_on_one_database_miss_and_repeat_nothing(house):
    page, wanderer = house.open_page(), house.open_page(member=2)
    others = [elsewhere(40), elsewhere(40)]
    move(40)
    while any(other.poll() is None for other in others):
        wanderer.come_back()
        time.sleep(0.01)
    for one in (page, wanderer):
        one.wait_until_number(120)
        assert one.numbers == list(range(1, 121))


@pytest.mark.on("postgres")
def test_a_hang_up_reaches_other_processes(house):
    page = house.open_page(member=7)
    assert elsewhere(0, "hang_up(7)").wait(PATIENCE) == 0
    page.ended.result(PATIENCE)


def break_the_listening_connection() -> bool:
    with connection.cursor() as cursor:
        # Other databases of this server have tests of their own.
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN cairn_live' AND datname = current_database()")
        return cursor.fetchall() == [(True,)]


@pytest.mark.on("postgres")
def test_the_listening_connection_comes_back(house):
    page = house.open_page()
    page.wait_for(break_the_listening_connection)
    page.ended.result(PATIENCE)  # somebody may have been hung up meanwhile: every page comes back by itself
    page.open()
    assert elsewhere(3).wait(PATIENCE) == 0
    page.wait_until_number(3)
    assert page.numbers == [1, 2, 3]
