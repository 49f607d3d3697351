"""No request whatsoever ends in a fault of ours: a fuzzer asks every address, as everybody, in every way.

    python3 run.py test tests/promises/test_fuzz.py --fuzz 600        asks for ten minutes a database instead
"""

from functools import wraps

import pytest
from django.urls import get_resolver

from cairn.shares.pages import answering
from tests.promises.fuzzing import Fuzzer
from tests.promises.world import World, addresses, put_back

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), put_back():
        yield World()


def test_no_request_breaks_a_page(one_world, request):
    fuzzer = Fuzzer(one_world)
    fuzzer.run(request.config.getoption("--fuzz"))
    names, answers = {name for name, *_ in fuzzer.met}, {status for *_, status in fuzzer.met}
    assert fuzzer.asked >= 300 and names == set(addresses())
    assert answers >= {200, 302, 403, 404, 405}, "a control: it came in at doors, and was let in"
    assert fuzzer.broken == [], "\n".join(fuzzer.broken)


def test_it_acts_and_does_not_only_knock(one_world):
    """A control: what it sends is right often enough for acts to be done, else it would find nothing behind them."""
    fuzzer = Fuzzer(one_world, ("respond", "signal", "you_name", "you_boundaries"), each=60)
    acted = {("respond", "POST", 302), ("you_boundaries", "POST", 302)}
    fuzzer.run(found=lambda: acted <= fuzzer.met)
    assert acted <= fuzzer.met


def unguarded_number(request):
    return int(request.GET.get("before") or 0)


def test_a_number_that_is_read_without_care_is_found(one_world, monkeypatch):
    """The control: a page that reads what stands after the question mark."""
    pattern = next(pattern for pattern in get_resolver().url_patterns if pattern.name == "notices")
    view = pattern.callback
    monkeypatch.setattr(pattern, "callback", wraps(view)(lambda request: (unguarded_number(request), view(request))[1]))
    fuzzer = Fuzzer(one_world, ("notices", "you", "shares"), each=60)
    fuzzer.words["notices"] = ("before",)
    fuzzer.run(found=lambda: fuzzer.broken)
    assert any("ValueError" in line and "unguarded_number" in line for line in fuzzer.broken)


def fragile(form):
    if not form.data.get("text", "").isascii():
        raise KeyError("a fault of ours")


def test_a_fault_behind_a_form_is_found(one_world, monkeypatch):
    """The control: a form that stumbles over some words."""
    monkeypatch.setattr(answering.ResponseForm, "clean", fragile)
    fuzzer = Fuzzer(one_world, ("respond",), each=200)
    fuzzer.run(found=lambda: fuzzer.broken)
    assert any("KeyError" in line for line in fuzzer.broken)
