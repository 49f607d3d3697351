"""Whatever is typed into any field of any form runs nowhere: neither on the page that gives it back, nor on those that
keep it. A real Chromium shows those pages, with no policy to help it. tests/promises/test_stored_text.py looks at
rarer pages, filled beneath the forms."""

import itertools
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.utils.html import escape

from cairn.members import throttle
from tests.browsing import until
from tests.promises import payloads
from tests.promises.world import World, put_back

pytestmark = [pytest.mark.django_db, pytest.mark.on("sqlite"), pytest.mark.browser]

HOME = "http://localhost:9"
AT_ONCE = (2000, 280)  # characters: what larger boxes take, and smaller ones
READERS = ("author", "facilitator", "coordinator")
MARK = "window.ran"


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), put_back():
        yield World()


class Screen:
    """Chromium, shown pages of ours as they are, without their policy. `rang` is what ran, opened or was asked for."""

    def __init__(self, page):
        self.page, self.rang, self.shown, self.now = page, [], set(), ""
        page.on("dialog", lambda dialog: (self.rang.append(f"dialog at {self.now}"), dialog.dismiss()))
        page.route("**/*", self._answer)

    def _answer(self, route):
        if route.request.url == f"{HOME}/shown":
            return route.fulfill(body=self.body, content_type="text/html; charset=utf-8")
        if urlsplit(route.request.url).hostname != "localhost":
            self.rang.append(f"asked for {route.request.url} at {self.now}")
        return route.abort()

    def show(self, answer, where: str) -> None:
        """Once for each page that holds something that could run."""
        if MARK not in answer.text or answer.text in self.shown:
            return
        self.shown.add(answer.text)
        self.body, self.now = answer.text, where
        self.page.goto(f"{HOME}/shown", wait_until="load")  # when every picture has failed
        self.page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        if self.page.evaluate("() => window.ran"):
            self.rang.append(f"ran at {where}")


@pytest.fixture
def screen(new_page, watch):
    yield Screen(new_page(bypass_csp=True))
    watch.outside.clear()  # what was asked for is in `rang`, and was not answered
    watch.faults.clear()


def gathered(number: int, most: int) -> tuple[str, str]:
    """For a box, and for a line: in some twenty forms every payload has its turn."""
    turned = payloads.ALL[number * 7 % len(payloads.ALL) :] + payloads.ALL
    long = list(itertools.takewhile(lambda so_far: len(so_far) <= most, itertools.accumulate(turned, lambda one, other: f"{one} {other}")))
    return long[-1], next(payload for payload in turned if len(payload) <= 40)


def filled(form, number: int, most: int) -> dict:
    box, line = gathered(number, most)
    kinds = {name: kind for name, kind, *_ in form.fields}
    return {name: box if kinds[name] == "textarea" else line for name in form.typed}


def hand_in(world, met, number: int, most: int):
    """The form as it was met, with payloads in every field that takes words."""
    throttle.forget()
    more = {"confirmed": "on"} if "confirmed" in met.form.names else {}
    return world.client(met.role).post(met.form.action, met.form.data(**filled(met.form, number, most), **more))


def pages_after(world, met, answer):
    """The answer itself; else where it led, and the page of the form, as others see them too."""
    if answer.status_code == 200:
        yield answer, f"{met}, given back"
        return
    there = answer.get("Location", "").split("#")[0]
    for role in {met.role, *READERS}:
        for path in (there, met.page):
            if path.startswith("/"):
                yield world.client(role).get(path), f"{met}, then {path} as {role}"


def test_nothing_typed_into_any_form_runs(one_world, screen):
    assert len(payloads.ALL) >= 100
    forms, kept = [met for met in one_world.typed_forms() if met.form.typed], 0
    for number, (met, most) in enumerate(itertools.product(forms, AT_ONCE)):
        with put_back():
            answer = hand_in(one_world, met, number, most)
            kept += answer.status_code == 302
            for page, where in pages_after(one_world, met, answer):
                if page.get("Content-Type", "").startswith("text/html"):
                    screen.show(page, where)
    assert kept > 15 and len(screen.shown) > 40, "a control: words were kept, and pages that hold them were shown"
    assert screen.rang == []


def test_every_payload_has_its_turn():
    """Those that no box of ours would take whole are in no list."""
    forms = range(60)
    seen = " ".join(gathered(number, AT_ONCE[0])[0] for number in forms)
    assert [payload for payload in payloads.ALL if payload not in seen] == []


def test_a_page_that_would_not_escape_rings(one_world, screen):
    """The control: a page that gives words back unescaped rings; the same page escaped does not."""
    for payload in (payloads.SCRIPTS[0], payloads.BY_THEMSELVES[0], payloads.IN_ATTRIBUTES[2], payloads.ADDRESSES[14]):
        text = f"{payload} {MARK}"
        screen.show(SimpleNamespace(text=f'<!doctype html><p title="{escape(text)}">{escape(text)}</p>'), "escaped")
        assert screen.rang == []
        screen.show(SimpleNamespace(text=f'<!doctype html><p title="{text}">{text}</p>'), "planted")
        until(screen.page, lambda: screen.rang or screen.page.evaluate("() => window.ran"))
        screen.rang.clear()
