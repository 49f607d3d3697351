"""The clock finds what is due, one process at a time, and survives what fails."""

from datetime import timedelta

import pytest

from cairn.base import clock
from cairn.base.models import Lease

pytestmark = pytest.mark.django_db


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(clock, "_due", {})
    monkeypatch.setattr(clock, "_last", {})
    return clock


def test_what_is_due_is_called_and_then_rests(registry):
    calls = []
    registry.due("count", every=timedelta(minutes=1))(lambda: calls.append(1))
    registry.tick()
    registry.tick()
    assert len(calls) == 1
    clock.move(timedelta(minutes=2))
    try:
        registry.tick()
    finally:
        clock.stand_still()
    assert len(calls) == 2


def test_a_failing_room_does_not_stop_the_others(registry, caplog):
    calls = []

    def fails():
        raise ValueError("a member's secret words")

    registry.due("fails")(fails)
    registry.due("works")(lambda: calls.append(1))
    assert registry.tick() == ["works"]
    assert calls and "secret" not in caplog.text


def test_a_lease_held_elsewhere_is_respected_until_it_runs_out():
    assert Lease.take("asks", for_=timedelta(minutes=2))
    Lease.objects.filter(name="asks").update(holder="another process")
    assert not Lease.take("asks", for_=timedelta(minutes=2))
    clock.move(timedelta(minutes=3))
    try:
        assert Lease.take("asks", for_=timedelta(minutes=2))
    finally:
        clock.stand_still()
