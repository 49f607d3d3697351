"""What somebody typed stands on the page that could not take it, escaped, and nothing of it is kept."""

import pytest
from django.test import Client

from cairn.base.typed import looks_typed
from cairn.shares.models import Draft, Share
from tests import cast
from tests.forms import forms_of

pytestmark = pytest.mark.django_db

SAID = {"text": "I could not sleep & rose <b>early</b>.", "note_words": "It mentions loss", "need": "listening", "audience": "everyone", "shown_as": "stone"}


def form_of(answer):
    """The one in the page itself."""
    return next(form for form in forms_of(answer, "/") if "text" in form.names)


@pytest.fixture
def expired():
    """A form whose token is of another day."""
    browser = cast.signed_in(cast.member("Wren"))
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    return strict.post("/shares/tell", SAID | {"once": "a-key", "csrfmiddlewaretoken": "x" * 64})


def test_an_expired_form_shows_the_words_and_sends_all_of_it_again(expired):
    page, form = expired.content.decode(), form_of(expired)
    assert expired.status_code == 403 and "<b>early" not in page
    assert {name: kind for name, kind, *_ in form.fields if name in SAID} == {
        "text": "text", "note_words": "text", "need": "hidden", "audience": "hidden", "shown_as": "hidden"}
    assert {name: form.data()[name] for name in SAID} == {name: [value] for name, value in SAID.items()}
    assert not Draft.system.exists() and not Share.system.exists()


def test_no_password_stands_on_it():
    strict = Client(enforce_csrf_checks=True)
    cast.space()
    page = strict.post("/sign-in", {"sign_in_name": "wren-private", "password": "four quiet words here"}).content.decode()
    assert "wren-private" in page and "four quiet words" not in page


@pytest.mark.parametrize("name, value, typed", [
    ("text", "tired", True), ("choose-0-word", "tired", True), ("understood", "You were afraid", True), ("understood", "Afraid", True),
    ("need", "listening", False), ("audience", "circle:7", False), ("stone", "5-0-83", False), ("on", "2026-11-27", False), ("at", "19:30", False),
    ("seen", "f3a9c0d1e2b34455aa", False), ("key", "Zk3vQ0-aLm_90xYtr2", False), ("text", "  ", False), ("where", "Über", True),
])
def test_what_looks_typed(name, value, typed):
    assert looks_typed(name, value) == typed


def test_an_address_that_only_takes_a_form_says_so_kindly():
    for browser in (cast.stranger(), cast.signed_in(cast.member("Wren"))):
        answer = browser.get("/sign-out")
        assert answer.status_code == 405 and "POST" in answer["Allow"]
        assert "Nothing was done" in answer.content.decode() and 'href="/"' in answer.content.decode()
