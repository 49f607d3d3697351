"""What a page keeps by itself while somebody writes: the newest words, and nothing of what was sent."""

import pytest

from tests.browser.people import Person
from tests.browsing import until

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]

SETUP = """
from tests.cast import member, share_by, signed_in
from django.conf import settings
dell, juno = member("Dell"), member("Juno")
answer = {"share": share_by(dell, "The house is so quiet.").pk, "key": signed_in(juno).cookies[settings.SESSION_COOKIE_NAME].value}
"""
DRAFTS = "from cairn.shares.models import Draft; answer = [draft.typed['text'] for draft in Draft.system.all()]"


@pytest.fixture
def juno(live_cairn, new_page) -> Person:
    """At a share, where she may answer. `handed_in` is what her page sends."""
    found = live_cairn.run(SETUP)
    person = Person("Juno", new_page(at=live_cairn.address, width=390))
    person.page.context.add_cookies([{"name": "cairn", "value": found["key"], "url": live_cairn.address}])
    person.handed_in = []
    person.page.on("request", lambda request: person.handed_in.append(request.url.rsplit("/", 1)[1]) if request.method == "POST" else None)
    person.page.route("**/coach", lambda route: route.abort())
    person.there = f"/shares/{found['share']}"
    return person.goes(person.there)


def test_words_typed_while_a_draft_is_on_its_way_are_kept_as_one_goes(juno):
    held = []
    juno.page.route("**/respond/keep", lambda route: route.continue_() if held else held.append(route))
    box = juno.page.get_by_label("Your answer to Dell")
    box.fill("It sounds")
    until(juno.page, lambda: held)
    box.press_sequentially(" very still")
    juno.goes("/circles")
    juno.goes(juno.there)
    until(juno.page, lambda: juno.goes(juno.there).page.get_by_label("Your answer to Dell").input_value() == "It sounds very still")


def test_a_draft_that_met_trouble_is_kept_once_more(juno):
    statuses = [502]
    juno.page.route("**/respond/keep", lambda route: route.fulfill(status=statuses.pop()) if statuses else route.continue_())
    juno.write("Your answer to Dell", "It sounds very still")
    juno.page.locator("[data-draft-said]").get_by_text("Draft kept").wait_for()
    assert juno.handed_in.count("keep") == 2


def test_what_was_sent_comes_back_as_no_draft_however_long_the_answer_takes(juno, live_cairn):
    held = []
    juno.page.route("**/respond", lambda route: held.append(route))
    juno.write("Your answer to Dell", "It sounds very still")
    juno.page.get_by_role("button", name="Send your answer").click(no_wait_after=True)
    until(juno.page, lambda: held)
    juno.page.wait_for_timeout(9_000)  # after eight seconds the form may be sent again
    with juno.page.expect_navigation():
        held[0].continue_()
    assert "keep" not in juno.handed_in
    assert live_cairn.run(DRAFTS) == []
