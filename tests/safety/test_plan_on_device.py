"""A plan kept on its member's own device, in real Chromium: only where they chose it, and gone when they go."""

import re

import pytest

from tests.browser.people import Person
from tests.browsing import until

SETUP = """
from tests.cast import circle_of, meeting_of, member, signed_in
from django.conf import settings
from cairn.safety.verbs import write_plan
dell = member("Dell")
write_plan(by=dell, signs="Mornings before five.", alone="Zqradioqz in another language.")
meeting = meeting_of(circle_of(dell), dell)
answer = {"key": signed_in(dell).cookies[settings.SESSION_COOKIE_NAME].value, "meeting": meeting.pk}
"""
LEADS_TO = re.compile(r"https://www\.bbc\.co\.uk/")
KEPT = "caches.has('cairn-plan')"


@pytest.fixture
def dell(start_cairn, new_page) -> Person:
    space = start_cairn()
    person = Person("Dell", new_page(at=space.address, width=390))
    person.space, found = space, space.run(SETUP)
    person.room = f"/meetings/{found['meeting']}/room"
    person.page.context.add_cookies([{"name": "cairn", "value": found["key"], "url": space.address}])
    return person


def test_kept_by_choice_read_without_a_connection_and_gone_after_signing_out(dell):
    dell.goes("/plan").sees("Zqradioqz")
    assert not dell.page.evaluate(KEPT), "nothing is kept unasked"
    dell.page.get_by_role("button", name="Keep it on this device").click()
    dell.sees("It is kept on this device")
    until(dell.page, "navigator.serviceWorker.getRegistration('/help-now').then(found => found?.active?.state === 'activated')")
    dell.goes("/help-now")
    until(dell.page, "navigator.serviceWorker.controller !== null")  # only then does Chromium ask it for sure
    dell.goes("/you")

    dell.page.context.set_offline(True)
    dell.space.kill()
    dell.page.goto("/help-now/plan")
    dell.sees("Zqradioqz")
    dell.space.start()
    dell.page.context.set_offline(False)

    dell.goes("/").press("Sign out")
    until(dell.page, "caches.has('cairn-plan').then(kept => !kept)")


def keeps_it(dell) -> None:
    dell.goes("/plan")
    dell.page.get_by_role("button", name="Keep it on this device").click()
    dell.sees("It is kept on this device")
    assert dell.page.evaluate(KEPT)


def test_it_stays_through_a_meeting(dell):
    """Its room has no foot, and so no button to sign out."""
    keeps_it(dell)
    dell.goes(dell.room).press("Come in")
    dell.page.wait_for_load_state("networkidle")
    assert dell.page.evaluate(KEPT)


def test_what_was_on_its_way_is_kept_no_more_after_leaving(dell, watch):
    keeps_it(dell)
    plans, outside = [], []
    dell.page.context.route("**/help-now/plan", lambda route: plans.append(route))
    dell.page.context.route(LEADS_TO, lambda route: outside.append(route))
    dell.goes("/plan")
    until(dell.page, lambda: plans)
    dell.page.get_by_role("link", name="Leave").first.click(no_wait_after=True)
    until(dell.page, lambda: outside)
    plans[0].fulfill(content_type="text/html", body="Zqradioqz")
    dell.page.wait_for_timeout(300)  # the page that was left still has its scripts
    outside[0].fulfill(content_type="text/html", body="The weather.")
    dell.page.wait_for_url(LEADS_TO)
    dell.page.goto(f"{dell.space.address}/help-now")
    assert not dell.page.evaluate(KEPT)
    watch.outside.clear()


def test_leaving_quickly_takes_it_along(dell, watch):
    dell.page.context.route(LEADS_TO, lambda route: route.fulfill(content_type="text/html", body="The weather."))
    keeps_it(dell)
    dell.page.get_by_role("link", name="Leave").first.click()
    dell.page.wait_for_url(LEADS_TO)
    dell.page.goto(f"{dell.space.address}/help-now")  # Help now alone is still shown, and takes nothing away itself
    assert not dell.page.evaluate(KEPT)
    watch.outside.clear()
