"""Walking through the five pages of coming in, as a browser without scripts does."""

import re

from cairn.members import verbs
from tests import cast
from tests.forms import forms_of

PASSWORD = "four quiet words here"


def hand_in(browser, path: str, **typed):
    """Open `path`, fill its form in, send it."""
    page = browser.get(path)
    assert page.status_code == 200, (path, page.get("Location"))
    form = next(form for form in forms_of(page, path) if set(typed) <= {name for name, *_ in form.fields} | {name for name, _ in form.buttons})
    return browser.post(form.action, form.data(**typed))


def come_in(browser, name="Tarn", sign_in_name="tarn-private-77", password=PASSWORD):
    """All five questions. Gives the answer to the last."""
    hand_in(browser, "/sign-up")
    hand_in(browser, "/sign-up/name", name=name)
    browser.get("/sign-up/stone")
    hand_in(browser, "/sign-up/stone")
    hand_in(browser, "/sign-up/agreement")
    return hand_in(browser, "/sign-up/way-back", sign_in_name=sign_in_name, password=password)


def sign_in(browser, sign_in_name="tarn-private-77", password=PASSWORD):
    return hand_in(browser, "/sign-in", sign_in_name=sign_in_name, password=password)


def newcomer(name="Tarn", sign_in_name="tarn-private-77", **more):
    """Somebody who came in by name and password."""
    cast.space()
    return verbs.come_in(name=name, stone="5-0-83", languages=["en"], zone="UTC", sign_in_name=sign_in_name, password=PASSWORD, **more)


def codes_on(page) -> list[str]:
    return re.findall(r"\b(?:[A-Z2-7]{5}-){3}[A-Z2-7]{5}\b", page.content.decode())


def words_of(page) -> str:
    return page.content.decode()
