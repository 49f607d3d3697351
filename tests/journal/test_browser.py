"""The journal in a real browser: a story on a phone, a passkey that opens it, and no script at all."""

import re

import pytest

from tests.browser.people import PASSWORD, Person

SPACE = "from tests import cast; cast.space()"


@pytest.fixture
def phone(shared_cairn, new_page):
    """Somebody who came in by name and password, on a phone."""

    def come_in(name: str, **options) -> Person:
        shared_cairn.run(SPACE)
        person = Person(name, new_page(at=shared_cairn.address, width=390, **options))
        person.comes_in()
        return person

    return come_in


def test_an_evening_with_a_journal(phone, shared_cairn, axe):
    """Begun, written, found again, locked, met locked while writing, opened by a code, and left at once."""
    tarn = phone("Tarn")
    tarn.goes("/you").follow("Open (Journal)")
    assert tarn.heading() == "A journal of your own"
    tarn.sees("If every secret that opens it is lost, so is everything in it.")
    axe(tarn.page)
    tarn.write("Your password", PASSWORD)
    tarn.press("I understand; begin my journal")
    codes = tarn.page.locator("#codes li").all_inner_texts()
    assert len(codes) == 10
    tarn.press("I have kept them")

    tarn.follow("Write")
    tarn.write("Your words", "The gulls were back, and I laughed")
    tarn.sees("Draft kept")
    tarn.goes("/journal")
    tarn.sees("begun")
    tarn.follow("The gulls were back")
    tarn.write("Your words", "The gulls were back, and I laughed out loud.")
    tarn.press("Keep")
    tarn.sees("It is kept. Nobody but you can read it.")
    tarn.page.locator(".voice", has_text="out loud").wait_for()

    tarn.goes("/journal/search").write("Words", "LAUGHED gulls")
    tarn.press("Search", within=tarn.page.locator("main"))
    tarn.sees("out loud")
    assert "gulls" not in tarn.page.url and "LAUGHED" not in tarn.page.url

    tarn.goes("/journal/write").write("Your words", "Half a thought that met a locked door")
    other = tarn.page.context.new_page()
    other.goto("/journal")
    with other.expect_navigation():
        other.get_by_role("button", name="Lock it now").click()
    tarn.press("Keep")
    assert tarn.heading() == "Your words are in this page"
    axe(tarn.page)
    tarn.page.get_by_label("Your password").fill(codes[2])
    tarn.press("Open it, and go on")
    assert tarn.page.get_by_label("Your words").input_value() == "Half a thought that met a locked door"
    tarn.press("Keep")

    left = tarn.page.url
    tarn.goes("/you/leaving")
    tarn.page.get_by_label("Sign me out as well").uncheck()
    tarn.press("Keep")
    tarn.page.request.get("/leave", max_redirects=0)
    tarn.page.goto(left)
    assert "Half a thought" not in tarn.page.content()
    tarn.press("Come back")
    tarn.goes("/journal")
    assert tarn.heading() == "Your journal is locked"


def with_prf(page) -> None:
    """A device that makes passkeys which answer (WebAuthn's prf), with a finger that always fits."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True, "hasPrf": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def comes_in_by_passkey(person: Person) -> None:
    person.goes("/sign-up").answers_four_questions()
    person.page.get_by_role("button", name="Come back by passkey").click()
    person.page.wait_for_url("**/you/codes")
    person.keeps_codes()
    person.says_languages()


def begins_by_passkey(name: str, page, axe) -> Person:
    person = Person(name, page)
    with_prf(page)
    comes_in_by_passkey(person)
    person.goes("/journal")
    axe(page)
    page.get_by_role("button", name="Begin with my passkey").click()
    page.wait_for_url("**/journal/codes")
    person.press("I have kept them")
    return person


def test_a_passkey_that_can_answer_opens_a_journal_by_itself(shared_cairn, new_page, axe):
    shared_cairn.run(SPACE)
    rook = begins_by_passkey("Rook", new_page(at=shared_cairn.address, width=390), axe)
    rook.goes("/journal/write").write("Your words", "Only a finger opens this.")
    rook.press("Keep")
    rook.press("Lock it now")
    rook.goes("/journal")
    axe(rook.page)
    rook.page.get_by_role("button", name="Open it with my passkey").click()
    rook.page.wait_for_url(re.compile(r"/journal$"))
    rook.sees("Only a finger opens this.")
    rook.goes("/you/ways-in")
    rook.page.get_by_text("Your last way in").wait_for()
    rook.goes("/journal/keys")
    rook.sees("Passkey, opens it")


def test_words_gone_on_with_in_the_page_that_keeps_them_go_through_the_passkey_too(shared_cairn, new_page, axe):
    shared_cairn.run(SPACE)
    lark = begins_by_passkey("Lark", new_page(at=shared_cairn.address, width=390), axe)
    lark.goes("/journal/write").write("Your words", "Before it locked")
    lark.page.context.clear_cookies(name=re.compile("vault"))
    lark.press("Keep")
    assert lark.heading() == "Your words are in this page"
    axe(lark.page)
    lark.write("Your words", "Before it locked, and after")
    lark.page.get_by_role("button", name="Open it with my passkey, and go on").click()
    lark.page.wait_for_url("**/edit")
    assert lark.page.get_by_label("Your words").input_value() == "Before it locked, and after"


def test_a_passkey_without_that_leaves_the_passphrase_and_says_so(shared_cairn, new_page):
    """Chosen at the beginning, by whoever has a passkey alone."""
    from tests.browser.people import add_virtual_passkeys

    shared_cairn.run(SPACE)
    juno = Person("Juno", new_page(at=shared_cairn.address, width=390))
    add_virtual_passkeys(juno.page)
    comes_in_by_passkey(juno)
    juno.goes("/journal")
    juno.page.get_by_role("button", name="Begin with my passkey").click()
    juno.sees("Not every device and browser can do this")
    juno.write("A passphrase for your journal", "moss on the north wall")
    juno.press("I understand; begin my journal")
    juno.press("I have kept them")
    assert juno.heading() == "Your journal"


def test_without_scripts(phone):
    ash = phone("Ash", scripts=False)
    ash.goes("/journal/begin").write("Your password", PASSWORD)
    ash.page.get_by_label("Make ten new recovery codes").uncheck()
    ash.press("I understand; begin my journal")
    ash.follow("Write")
    ash.write("Your words", "No script was needed.")
    ash.press("Keep")
    ash.press("Let it go")
    ash.sees("It is gone. For ten minutes you can bring it back.")
    ash.press("Bring it back")
    ash.sees("No script was needed.")
    ash.press("Lock it now")
    ash.goes("/journal")
    assert ash.heading() == "Your journal is locked"
