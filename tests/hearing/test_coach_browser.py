"""The coach in a real browser: it waits, asks, is kept or followed, and the answer goes out."""

from datetime import UTC, datetime, timedelta

import pytest

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]

SHARE = """
from django.conf import settings
from cairn.members.sessions import SessionStore
from tests import cast

dell, juno = cast.member("Dell"), cast.member("Juno")
share = cast.share_by(dell, "The house is so quiet since the children left.")
session = SessionStore()
session["member"] = juno.pk
session.create()
answer = {"share": share.pk, "cookie": settings.SESSION_COOKIE_NAME, "key": session.session_key}
"""
IDEA = "You should really get a dog."
ASKED = "Would you like an idea, or would you rather be listened to?"


@pytest.fixture
def answering(live_cairn, new_page):
    """The page of a share, as somebody who may answer it."""
    found = live_cairn.run(SHARE)
    page = new_page(at=live_cairn.address, width=390, height=844)
    page.context.add_cookies([{"name": found["cookie"], "value": found["key"], "url": live_cairn.address}])
    page.goto(f"/shares/{found['share']}")
    return page


def send(page):
    with page.expect_navigation():
        page.get_by_role("button", name="Send your answer").click()


def test_what_it_had_no_time_to_look_at_is_asked_once_on_the_way(answering):
    answering.route("**/coach", lambda route: None)  # asked, and not answered yet
    answering.get_by_label("Your answer to Dell").fill(IDEA)
    send(answering)
    assert answering.get_by_role("heading", name="Is there an idea in this?").is_visible()
    with answering.expect_navigation():
        answering.get_by_role("button", name="Send as it is").click()
    answering.locator("[data-said]").get_by_text("Your answer is there.").wait_for()


def test_words_it_has_asked_about_or_found_nothing_in_go_at_once(answering):
    box, note = answering.get_by_label("Your answer to Dell"), answering.locator("[data-coach]")
    box.fill(IDEA)
    note.get_by_text("Is there an idea in this?").wait_for()
    box.press_sequentially(" A small one.")
    send(answering)
    answering.locator("[data-said]").get_by_text("Your answer is there.").wait_for()
    with answering.expect_response("**/coach"):
        box.fill("It sounds very quiet.")
    answering.wait_for_timeout(1000)  # the page has read that nothing was found; it shows nothing of it
    send(answering)
    answering.locator("[data-said]").get_by_text("Your answer is there.").wait_for()


def test_where_it_could_not_be_asked_and_where_a_draft_came_back_the_page_in_between_asks(answering):
    box = answering.get_by_label("Your answer to Dell")
    with answering.expect_response("**/respond/keep"):
        box.fill(IDEA)
    answering.reload()
    assert box.input_value() == IDEA
    send(answering)
    assert answering.get_by_role("heading", name="Is there an idea in this?").is_visible()
    answering.go_back()
    answering.route("**/coach", lambda route: route.abort())
    with answering.expect_event("requestfailed"):
        box.fill(IDEA + " Truly.")
    send(answering)
    assert answering.get_by_role("heading", name="Is there an idea in this?").is_visible()


def test_words_set_aside_are_not_sent_and_not_lost(answering):
    box, first = answering.get_by_label("Your answer to Dell"), answering.get_by_role("button", name="Ask first")
    back = answering.get_by_role("button", name="Put my words back")
    box.fill(f"That sounds lonely. {IDEA}")
    first.click()
    box.press_sequentially(" Or neither?")
    back.click()
    assert box.input_value() == f"That sounds lonely.\n\n{ASKED} Or neither?\n\n{IDEA}", "what was typed since stays"

    answering.reload()
    with answering.expect_response("**/respond/keep", timeout=15000):
        box.fill(IDEA)
        first.click()
    answering.wait_for_timeout(300)
    answering.reload()
    assert box.input_value() == f"{ASKED}\n\n{IDEA}", "the draft keeps both"

    box.fill(IDEA)
    first.click()
    send(answering)
    answering.locator("[data-said]").get_by_text("Your answer is there.").wait_for()
    assert answering.locator(".replies").get_by_text(ASKED).count() == 1 and answering.locator(".replies").get_by_text("get a dog").count() == 0


def test_it_asks_after_a_pause_and_is_kept_or_followed(live_cairn, new_page, axe):
    found = live_cairn.run(SHARE)
    page = new_page(at=live_cairn.address, width=390, height=844)
    page.context.add_cookies([{"name": found["cookie"], "value": found["key"], "url": live_cairn.address}])
    now = datetime.now(UTC)
    page.clock.install(time=now)
    page.clock.pause_at(now + timedelta(minutes=1))  # it stands still, but for what is run below
    page.goto(f"/shares/{found['share']}")
    box, note = page.get_by_label("Your answer to Dell"), page.locator("[data-coach]")
    keep, first = page.get_by_role("button", name="Keep mine"), page.get_by_role("button", name="Ask first")

    box.fill(IDEA)
    page.clock.run_for(700)
    assert note.inner_text() == "", "It waits until the hands are still."
    assert note.bounding_box()["height"] == 0 and note.evaluate("one => getComputedStyle(one).backgroundColor") == "rgba(0, 0, 0, 0)", "Nothing stands there while it is silent."
    page.clock.run_for(900)
    note.get_by_text("Is there an idea in this?").wait_for()
    page.clock.resume()
    assert "Ideas were not asked for here." in note.inner_text()
    axe(page)

    first.click()
    assert box.input_value() == ASKED, "the advice waits for their answer"
    assert "is set aside and is not sent" in note.inner_text() and not keep.is_visible()
    axe(page)
    page.get_by_role("button", name="Put my words back").click()
    assert box.input_value() == IDEA and note.inner_text() == "" and not first.is_visible()

    page.reload()
    box.fill(f"That sounds lonely. {IDEA}")
    first.click()
    assert box.input_value() == f"That sounds lonely.\n\n{ASKED}"

    page.reload()
    box.fill(IDEA)
    keep.click()
    assert box.input_value() == IDEA and note.inner_text() == "" and page.evaluate("document.activeElement.name") == "text"
    box.type(" At least it would be company.")
    page.wait_for_timeout(2200)
    assert note.inner_text() == "" and not keep.is_visible(), "Once kept, it is quiet about this answer."

    with page.expect_navigation():
        page.get_by_role("button", name="Send your answer").click()
    page.locator("[data-said]").get_by_text("Your answer is there.").wait_for()
    assert page.locator(".replies").get_by_text("You should really get a dog. At least it would be company.").count() == 1
