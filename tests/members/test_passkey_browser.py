"""A passkey in a real browser, with an authenticator of its own (WebAuthn over the DevTools protocol)."""

import re

import pytest

SPACE = """
from tests import cast
cast.space()
"""


@pytest.fixture
def authenticator():
    def give(page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
            "isUserVerified": True, "automaticPresenceSimulation": True,
        }
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    return give


def presses(page, name):
    """A button that leads to a page, which is there then."""
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def up_to_the_last_question(page, name):
    assert page.goto("/sign-up").ok
    presses(page, "Go on")
    page.get_by_label("Chosen name").fill(name)
    presses(page, "Go on")
    page.get_by_role("radio").nth(4).check(force=True)
    presses(page, "Go on")
    presses(page, "I agree")


def comes_in_by_passkey(page, name) -> list[str]:
    """The recovery codes, put away."""
    up_to_the_last_question(page, name)
    page.get_by_role("button", name="Come back by passkey").click()
    page.wait_for_url("**/you/codes")
    codes = page.locator("#codes li").all_text_contents()
    presses(page, "I have kept them")
    return codes


def test_somebody_comes_in_and_back_by_passkey_alone(shared_cairn, new_page, authenticator):
    shared_cairn.run(SPACE)
    page = new_page(at=shared_cairn.address)
    authenticator(page)
    codes = comes_in_by_passkey(page, "Tarn")
    assert len(codes) == 10
    page.goto("/you/ways-in")
    assert page.get_by_text("Your last way in").is_visible() and page.get_by_text("Chrome on Linux").is_visible()

    page.context.clear_cookies()
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in by passkey").click()
    page.wait_for_url(re.compile(r"/$"))
    page.goto("/you")
    page.get_by_role("heading", name="Tarn").wait_for()

    # a lost device: a code leads to another passkey, and the first still counts as one of two
    page.context.clear_cookies()
    page.goto("/recover")
    page.get_by_label("Recovery code").fill(codes[2])
    presses(page, "Use this code")
    other = new_page(at=shared_cairn.address)
    other.context.add_cookies(page.context.cookies())
    authenticator(other)
    other.goto("/recover/new")
    other.get_by_role("button", name="Make a passkey").click()
    other.locator("[data-said]").get_by_text("9 recovery codes are left").wait_for()
    other.goto("/you/ways-in")
    assert other.get_by_role("button", name="Remove").count() == 2


def test_a_passkey_that_is_put_off_changes_nothing_and_the_page_says_so(shared_cairn, new_page):
    shared_cairn.run(SPACE)
    page = new_page(at=shared_cairn.address)
    page.add_init_script("navigator.credentials.create = () => Promise.reject(new DOMException('', 'NotAllowedError'))")
    up_to_the_last_question(page, "Juno")
    page.get_by_role("button", name="Come back by passkey").click()
    page.get_by_text("That did not work, or was put off.").wait_for()
    page.get_by_label("Password", exact=True).fill("four quiet words here")
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/you/codes")


def test_coming_in_without_scripts(shared_cairn, new_page):
    shared_cairn.run(SPACE)
    page = new_page(at=shared_cairn.address, scripts=False, width=320)
    up_to_the_last_question(page, "Ash")
    assert not page.get_by_role("button", name="Come back by passkey").is_visible()
    page.get_by_label("Password", exact=True).fill("four quiet words here")
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/you/codes")
    presses(page, "I have kept them")
    page.goto("/arriving/languages")
    presses(page, "Go on")
    page.get_by_role("link", name="Just look round").click()
    page.wait_for_url(re.compile(r"/$"))


@pytest.mark.parametrize("width, dark", [(320, True), (1280, False)])
def test_the_pages_have_no_fault_axe_can_find(shared_cairn, new_page, axe, width, dark):
    shared_cairn.run(SPACE)
    page = new_page(at=shared_cairn.address, width=width, dark=dark)
    for path in ("/sign-up", "/sign-in", "/recover", "/agreement", "/reading", "/sign-up/ask"):
        assert page.goto(path).ok, path
        axe(page)
    page.goto("/sign-up")
    presses(page, "Go on")
    page.get_by_label("Chosen name").fill("wren@example.org")
    presses(page, "Go on")
    axe(page)
    up_to_the_last_question(page, f"Dell {width} {dark}")
    axe(page)
    page.get_by_label("Password", exact=True).fill("four quiet words here")
    page.get_by_role("button", name="Come in").click()
    page.wait_for_url("**/you/codes")
    axe(page)
    for path in ("/arriving/languages", "/arriving/first-step", "/you", "/you/name", "/you/stone", "/you/experiences", "/you/interests",
                 "/you/hours", "/you/quiet", "/you/leaving", "/reading", "/you/blocked", "/you/ways-in", "/you/password", "/you/places"):
        assert page.goto(path).ok, path
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_whoever_has_only_a_passkey_is_erased_by_it_and_not_when_it_is_put_off(shared_cairn, new_page, authenticator):
    shared_cairn.run(SPACE)
    page = new_page(at=shared_cairn.address)
    authenticator(page)
    comes_in_by_passkey(page, "Elm")
    page.goto("/going/now")
    page.evaluate("() => { window.shown = navigator.credentials.get.bind(navigator.credentials); navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')); }")
    page.get_by_label("I know that nobody can bring anything back").first.check()
    page.get_by_role("button", name="Erase me now, by passkey").click()
    page.get_by_text("That did not work, or was put off.").wait_for()
    page.evaluate("() => { navigator.credentials.get = window.shown; }")
    page.get_by_role("button", name="Erase me now, by passkey").click()
    page.wait_for_url("**/gone/now")
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in by passkey").click()
    page.get_by_text("That passkey could not be read.").wait_for()


LONG_AGO = """
from cairn.members.models import SignedIn
from cairn.members.sessions import SessionStore

for row in SignedIn.objects.all():
    row.session_data = SessionStore().encode({**SessionStore().decode(row.session_data), "shown_at": 0})
    row.save(update_fields=["session_data"])
"""


def test_new_codes_at_a_session_left_open_take_the_passkey_again(shared_cairn, new_page, authenticator, axe):
    shared_cairn.run(SPACE)
    page = new_page(at=shared_cairn.address)
    authenticator(page)
    comes_in_by_passkey(page, "Alder")
    shared_cairn.run(LONG_AGO)
    page.goto("/you/codes")
    assert page.get_by_role("heading", name="Is it you?").is_visible() and page.get_by_role("button", name="Make ten new codes").count() == 0
    axe(page)
    page.get_by_role("button", name="It is me, by passkey").click()
    page.get_by_role("button", name="Make ten new codes").click()
    page.locator("#codes li").nth(9).wait_for()
