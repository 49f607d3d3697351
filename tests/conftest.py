"""What every test may ask for. The cast of people is in tests/cast.py."""

import gc
from datetime import timedelta

import pytest

from tests import databases, sharing


def pytest_addoption(parser):
    parser.addoption("--fuzz", type=float, default=20, metavar="SECONDS", help="how long tests/promises/test_fuzz.py asks on each database")


def pytest_configure(config):
    """Questions are composed anew and must come out as they were kept: the first eight askings of each in every test,
    then each fourth. A third of the time of all pages went into trying the rest. What is not alike differs by who
    looks, and a test that looks as several people does so within its first askings; one that walks through
    hundreds of pages meets the same question on many of them."""
    from cairn.base import composed

    composed.ALWAYS_TRY = True
    if hasattr(config, "workerinput"):
        databases.give_way(config.workerinput["workercount"])
    else:
        sharing.begin()


def pytest_unconfigure():
    sharing.end()


pytest_plugins = ["tests.serving", "tests.browsing", "tests.deriving"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        if {"page", "new_page"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")


def pytest_collection_finish():
    """What a run has read by now stays to its end: looking through it for rubbish, over and over, took a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_generate_tests(metafunc):
    if databases.touches_database(metafunc):
        chosen = databases.of_test(metafunc)
        metafunc.fixturenames.append("database")
        metafunc.parametrize("database", chosen, ids=[f"on-{name}" for name in chosen], indirect=True)


def pytest_xdist_make_scheduler(config, log):
    return databases.ByDatabase(config, log)


@pytest.fixture
def database(request) -> str:
    """"sqlite" or "postgres"."""
    return request.param


@pytest.fixture(autouse=True)
def nothing_left_over():
    """Keys of members, moved time and form keys belong to one test."""
    yield
    from cairn.base import acts, clock, keyring
    from cairn.hearing.resident import resident
    from cairn.members import queries

    resident.forget()
    keyring.forget_all()
    queries.forget_space()
    clock.stand_still()
    acts.under_key("", "")


@pytest.fixture
def other_rules():
    """A test plants a fault into a rule that questions are composed by: none that were composed before are kept."""
    from cairn.base import composed

    composed.forget_all()
    yield
    composed.forget_all()


class Time:
    """Moves the one source of time."""

    def move(self, **by) -> None:
        from cairn.base import clock

        clock.move(timedelta(**by))

    def now(self):
        from cairn.base import clock

        return clock.now()

    def tick(self, **by) -> list[str]:
        """Move, then do what is due."""
        from cairn.base import clock

        self.move(**by)
        return clock.tick(all_now=True)


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def afternoon():
    """Far from midnight, when counters of tries begin anew."""
    from cairn.base import clock as time
    from cairn.base import rates

    rates.forget()
    now = time.now()
    time.move(now.replace(hour=15, minute=0) + timedelta(days=1) - now)
    yield
    rates.forget()
