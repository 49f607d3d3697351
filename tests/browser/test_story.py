"""A member shares, and is heard: the whole of it, as people do it."""

import re

import pytest

from tests.browser.people import Person, add_virtual_passkeys, setup_link

CIRCLE = "Tuesday circle"
SHARE = "Three weeks since the funeral, and people have stopped asking."
ANSWER = "like the asking stopped before you did."


@pytest.fixture
def rowan(live_cairn, new_page):
    """The coordinator of a space that was set up a moment ago, through its pages."""

    def sets_up(**options):
        rowan = Person("Rowan", new_page(at=live_cairn.address, **options))
        rowan.sets_up(setup_link(live_cairn))
        return rowan

    return sets_up


def test_heard(live_cairn, new_page, rowan):
    """One on a phone with a passkey, one at a desk with a password."""
    rowan = rowan()
    rowan.opens_circle(CIRCLE)
    invitation = rowan.invites()

    wren = Person("Wren", new_page(at=live_cairn.address, width=390, height=844))
    kept = add_virtual_passkeys(wren.page)
    wren.goes("/").follow("Come in")
    wren.answers_four_questions()
    wren.press("Come back by passkey")
    wren.sees("Keep these ten codes")
    assert len(kept()) == 1
    wren.keeps_codes()
    wren.says_languages()

    wren.asks_for_seat(CIRCLE)
    rowan.welcomes("Wren", CIRCLE)
    wren.takes_seat(CIRCLE)

    dell = Person("Dell", new_page(at=live_cairn.address, width=1280))
    dell.comes_in(invitation)
    dell.follow("Go to the circle you were invited to")
    dell.press("I agree, and take my seat")
    dell.sees("You have a seat in")

    is_told_and_heard(live_cairn, wren, dell, moves=True)

    wren.signs_out()
    wren.goes("/sign-in")
    wren.press("Sign in by passkey")
    assert re.match(r"(Good \w+|Hello), Wren", wren.heading())


def test_heard_without_scripts(live_cairn, new_page, rowan):
    rowan = rowan(scripts=False)
    rowan.opens_circle(CIRCLE)
    invitation = rowan.invites()

    wren = Person("Wren", new_page(at=live_cairn.address, width=390, height=844, scripts=False))
    wren.comes_in()
    wren.asks_for_seat(CIRCLE)
    rowan.welcomes("Wren", CIRCLE)
    wren.takes_seat(CIRCLE)

    dell = Person("Dell", new_page(at=live_cairn.address, width=1280, scripts=False))
    dell.comes_in(invitation)
    dell.follow("Go to the circle you were invited to")
    dell.press("I agree, and take my seat")

    is_told_and_heard(live_cairn, wren, dell, moves=False)

    wren.signs_out()
    wren.signs_in()
    assert re.match(r"(Good \w+|Hello), Wren", wren.heading())


def is_told_and_heard(space, wren, dell, *, moves: bool) -> None:
    """`moves`: open pages are waited for; without scripts somebody loads them again."""

    def now_sees(person, words: str) -> None:
        if not moves:
            person.page.reload()
        person.sees(words)

    for person in (wren, dell):
        person.knows("Grief")
    dell.has_no_quiet_hours()
    dell.offers_to_listen()
    dell.goes("/")

    wren.tells(SHARE, to=CIRCLE, note="Grief")
    told_at = wren.page.url
    stays_open(wren, moves)
    space.tick()
    now_sees(wren, "One person has been asked")

    now_sees(dell, "Somebody could use a listener")
    dell.sees("Wren")
    dell.follow("Read and listen to Wren", within=dell.page.locator("#today-asked"))
    dell.sees(SHARE)
    dell.sees("Wren asked for listening.")
    begins_with_a_starter(dell, moves)
    stays_open(dell, moves)

    now_sees(wren, ANSWER)
    wren.press("I felt heard")
    wren.page.get_by_text("You felt heard", exact=True).first.wait_for()  # "They will know that you felt heard" may have gone by then
    now_sees(dell, "Wren felt heard")

    nods(dell, moves)
    now_sees(wren, "Dell nodded")
    assert still_open(dell, moves)

    dell.press("Take back your answer")
    dell.sees("You took your answer back.")
    now_sees_not(wren, ANSWER, moves)
    dell.press("Bring it back")
    dell.sees("Your answer is back.")
    now_sees(wren, ANSWER)

    wren.goes(told_at).follow("Take it back")
    wren.press("Take it back")
    wren.sees("You took it back.")
    now_sees_not(dell, SHARE, moves)  # an open page goes by itself: a visit meanwhile would cross it
    assert dell.page.goto(told_at).status == 404
    wren.press("Bring it back")
    wren.sees("It is back, with its answers.")
    dell.goes(told_at).sees(SHARE)
    wren.sees(ANSWER)


def begins_with_a_starter(dell, moves: bool) -> None:
    if not moves:
        return dell.answers(f"It sounds {ANSWER}")
    dell.page.get_by_role("button", name="It sounds like…").click()
    assert dell.page.evaluate("document.activeElement.tagName") == "TEXTAREA"
    dell.page.keyboard.type(ANSWER.removeprefix("like "))
    dell.press("Send your answer")
    dell.sees("Your answer is there.")


def nods(dell, moves: bool) -> None:
    nod = dell.page.get_by_role("button", name="Nod", exact=True)
    if moves:
        nod.click()
    else:
        dell.press("Nod")
    dell.page.locator("button.react[aria-pressed=true]", has_text="Nod").wait_for()
    dell.sees("You nodded")


def stays_open(person, moves: bool) -> None:
    """Mark the open page, so that loading it again would show."""
    if moves:
        person.page.wait_for_load_state("networkidle")
        person.page.evaluate("window.sameAsBefore = true")


def still_open(person, moves: bool) -> bool:
    return not moves or person.page.evaluate("window.sameAsBefore === true")


def now_sees_not(person, words: str, moves: bool) -> None:
    if not moves:
        person.page.reload()
    person.page.get_by_text(words).first.wait_for(state="hidden")


def test_a_way_back_by_code(live_cairn, new_page):
    live_cairn.run("from tests import cast; cast.space(door='open'); answer = None")
    wren = Person("Wren", new_page(at=live_cairn.address, width=390))
    codes = wren.comes_in()
    elsewhere = Person("Wren", new_page(at=live_cairn.address, width=390))

    elsewhere.goes("/sign-in").follow("I have lost my way in")
    elsewhere.write("Recovery code", "AAAA-AAAA-AAAA-AAAA")
    elsewhere.press("Use this code")
    assert elsewhere.page.title().startswith("Error:")
    elsewhere.write("Recovery code", codes[3].lower())
    elsewhere.press("Use this code")
    elsewhere.sees("Make a new way in")
    elsewhere.write("Password", "another quiet stone by the river")
    elsewhere.press("Come back in")
    elsewhere.goes("/you").sees("Wren")

    wren.page.goto("/you")
    assert "/sign-in" in wren.page.url, "Whoever is signed in elsewhere is not any more"
    again = Person("Wren", new_page(at=live_cairn.address))
    again.goes("/recover").write("Recovery code", codes[3])
    again.press("Use this code")
    assert again.page.title().startswith("Error:"), "A code works once"
