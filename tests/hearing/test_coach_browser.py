"""The coach in a real browser: it waits, asks, is kept or followed, and the answer goes out."""

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


def test_it_asks_after_a_pause_and_is_kept_or_followed(live_cairn, new_page, axe):
    found = live_cairn.run(SHARE)
    page = new_page(at=live_cairn.address, width=390, height=844)
    page.context.add_cookies([{"name": found["cookie"], "value": found["key"], "url": live_cairn.address}])
    page.goto(f"/shares/{found['share']}")
    box, note = page.get_by_label("Your answer to Dell"), page.locator("[data-coach]")
    keep, first = page.get_by_role("button", name="Keep mine"), page.get_by_role("button", name="Ask first")

    box.fill(IDEA)
    page.wait_for_timeout(700)
    assert note.inner_text() == "", "It waits until the hands are still."
    note.get_by_text("Is there an idea in this?").wait_for()
    assert "Ideas were not asked for here." in note.inner_text()
    axe(page)

    first.click()
    assert box.input_value() == f"Would you like an idea, or would you rather be listened to?\n\n{IDEA}"
    assert note.inner_text() == "" and not keep.is_visible()

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
