"""How often something may be tried: counted by digests that nobody can join to a person once the day is over."""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection

from cairn.base import clock as time
from cairn.base import rates
from cairn.base.models import DayKey, Tally
from cairn.config.keeping.format import LEFT_OUT
from cairn.config.places import UNKNOWN, place_of

THREE = rates.Limit("three", 3, timedelta(minutes=10))
ASKERS = {"older": "203.0.113.77", "newer": "2001:db8:77:1:aaaa:bbbb:cccc:dddd"}


@pytest.fixture(autouse=True)
def no_keys_in_memory():
    rates.forget()
    yield
    rates.forget()


@pytest.fixture
def noon():
    """Far from midnight, when counters begin anew."""
    now = time.now()
    time.move(now.replace(hour=12, minute=0) + timedelta(days=1) - now)


def takes(*who) -> bool:
    try:
        rates.take(THREE, *who)
    except rates.TooMany:
        return False
    return True


@pytest.mark.django_db
def test_so_many_times_then_a_wait_and_then_again(noon, clock):
    assert [takes("here") for _n in range(5)] == [True, True, True, False, False]
    clock.move(minutes=9)
    assert not takes("here")
    clock.move(minutes=2)
    assert takes("here")


@pytest.mark.django_db
def test_each_place_and_each_member_has_a_count_of_their_own(noon):
    for _n in range(3):
        takes("here")
    assert not takes("here") and takes("there") and takes("here", 7)


@pytest.mark.django_db
def test_the_wait_says_until_when(noon, clock):
    began = time.now()
    for _n in range(3):
        takes("here")
    assert timedelta(minutes=9) < rates.waits(THREE, "here") - began <= timedelta(minutes=11)
    rates.forgive(THREE, "here")
    assert rates.waits(THREE, "here") is None


@pytest.mark.django_db
def test_where_places_cannot_be_told_apart_nothing_is_counted_by_them(noon):
    assert all(takes(UNKNOWN) for _n in range(20))
    assert not Tally.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_counted_one_by_one(noon):
    def try_once():
        rates.count(THREE, "here")
        connection.close()

    rates.waits(THREE, "here")
    threads = [threading.Thread(target=try_once) for _n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Tally.objects.get().count == 6 and DayKey.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_another_process_counts_on_with_the_same_key(noon):
    """What one process keeps in memory, another finds in the row."""
    takes("here"), takes("here")
    rates.forget()
    assert takes("here") and not takes("here")


@pytest.mark.django_db
def test_the_key_and_what_was_counted_under_it_go_with_the_day(noon, clock):
    for _n in range(3):
        takes("here")
    yesterday = set(Tally.objects.values_list("digest", flat=True))
    clock.tick(hours=13)
    assert not DayKey.objects.exists() and not Tally.objects.exists()
    assert takes("here")
    assert yesterday.isdisjoint(Tally.objects.values_list("digest", flat=True))


@pytest.mark.django_db
def test_a_row_alone_tells_nothing(noon):
    """Neither the member's id nor the digest of the place is in it; and the key is sealed."""
    takes("a-digest-of-a-place", 123456789)
    row = Tally.objects.get()
    said = f"{row.digest} {row.day} {row.count} {row.until} {bytes(DayKey.objects.get().key)}"
    assert "123456789" not in said and "a-digest" not in said and "three" not in said


def test_neither_is_in_a_backup():
    assert {"DayKey", "Tally"} <= set(LEFT_OUT)


# ---- where somebody asks from


def scope(client="198.51.100.5", forwarded=()):
    return {"client": (client, 4711), "headers": [(b"x-forwarded-for", value.encode()) for value in forwarded]}


@pytest.mark.parametrize("asker", ASKERS.values(), ids=ASKERS)
def test_a_place_is_the_same_each_time_and_holds_no_address(asker):
    here, again, elsewhere = (place_of(scope(client)) for client in (asker, asker, "198.51.100.9"))
    assert here == again != elsewhere and len(here) == 64 and asker not in here


def test_a_household_of_the_newer_kind_is_one_place():
    one, other, next_door = (place_of(scope(f"2001:db8:77:{net}::{end}")) for net, end in ((1, "a"), (1, "b"), (2, "a")))
    assert one == other != next_door


def test_an_older_address_in_the_newer_form_is_the_same_place():
    assert place_of(scope("::ffff:203.0.113.77")) == place_of(scope("203.0.113.77"))


def test_behind_a_proxy_on_this_machine_it_is_what_the_proxy_wrote_last():
    direct = place_of(scope(ASKERS["older"]))
    assert place_of(scope("127.0.0.1", [ASKERS["older"]])) == direct
    assert place_of(scope("127.0.0.1", ["198.51.100.1, made-up", ASKERS["older"]])) == direct
    assert place_of(scope("::1", [f"10.1.1.1, {ASKERS['older']}:4711"])) == direct


def test_nobody_chooses_their_place_by_a_header():
    """Only a proxy is believed; and of what it hands on, only what it wrote itself."""
    claimed = place_of(scope("198.51.100.5", [ASKERS["older"]]))
    assert claimed == place_of(scope("198.51.100.5"))
    behind = place_of(scope("127.0.0.1", [f"{ASKERS['older']}, 198.51.100.5"]))
    assert behind == claimed


def test_a_proxy_elsewhere_is_named_in_the_settings(settings):
    from ipaddress import ip_network

    unnamed = [place_of(scope("10.0.0.5", [asker])) for asker in ASKERS.values()]
    assert unnamed[0] == unnamed[1]  # everybody is one place: the documents say to name it
    settings.PROXIES = [ip_network("10.0.0.0/24")]
    named = [place_of(scope("10.0.0.5", [asker])) for asker in ASKERS.values()]
    assert named[0] != named[1] and named[0] == place_of(scope(ASKERS["older"]))


@pytest.mark.parametrize("lost", [scope("127.0.0.1"), scope("::1"), {"client": None, "headers": []}, scope("127.0.0.1", ["unknown"]), scope("", [])])
def test_what_says_nothing_is_unknown(lost):
    assert place_of(lost) == UNKNOWN


def test_the_door_hands_on_the_digest_alone():
    from cairn.config.bridge import environ_of

    asked = {
        "method": "GET", "path": "/", "query_string": b"", "http_version": "1.1", "server": ("localhost", 80),
        "client": (ASKERS["older"], 4711), "headers": [(b"x-forwarded-for", ASKERS["newer"].encode())],
    }
    environ = environ_of(asked, b"")
    assert rates.place_of(SimpleNamespace(META=environ)) == place_of(asked) != UNKNOWN
    assert not any(asker in str(value) for value in environ.values() for asker in ASKERS.values())
