"""Somebody who reads Arabic: the page runs from right to left, and nothing sticks out."""

import pytest

SETUP = """
from django.conf import settings
from datetime import timedelta
from cairn.base import clock
from cairn.meetings import shapes, verbs as meetings
from tests.cast import circle_of, member, response_by, share_by, signed_in, topic
topic("grief")
noor, dell, juno = member("نور", language="ar", languages=["ar", "en"]), member("Dell"), member("Juno")
tuesday = circle_of(dell, noor, juno, name="Tuesday circle")
share = share_by(noor, "منذ ثلاثة أسابيع لم يسأل أحد.", circle=tuesday)
response_by(dell, share, "It sounds like the asking stopped.")
coming, room = (meetings.plan(tuesday, shapes.shape("three_rounds").prepared(), starts_at=clock.now() + timedelta(hours=hours), zone="Europe/London", by=dell) for hours in (30, 0.1))
for person in (dell, noor, juno):
    meetings.enter(room, by=person)
meetings.take(room, "go_on", by=dell)
meetings.take(room, "accept", by=dell)
meetings.say(room, "One word, and one more.", by=dell)
answer = {"session": signed_in(noor).cookies[settings.SESSION_COOKIE_NAME].value, "share": f"/shares/{share.pk}", "circle": f"/circles/{tuesday.pk}",
    "room": f"/meetings/{room.pk}/room", "meeting": f"/meetings/{coming.pk}", "threshold": f"/meetings/{coming.pk}/room"}
"""
# Elements that begin or end outside the page, other than those hidden from sight on purpose.
STICKING_OUT = """() => [...document.querySelectorAll('body *')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && box.height && !one.closest('.sr, .skip, [aria-hidden=true], svg') && (box.left < -1 || box.right > innerWidth + 1);
}).map(one => one.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def small(shared_cairn):
    return shared_cairn.run(SETUP)


@pytest.fixture
def opened(new_page, shared_cairn, small):
    def open_page(path, **options):
        page = new_page(at=shared_cairn.address, **options)
        page.context.add_cookies([{"name": "cairn", "value": small["session"], "url": shared_cairn.address}])
        assert page.goto(small.get(path, path)).status == 200
        return page

    return open_page


@pytest.mark.parametrize("path", ["/", "/shares", "share", "/shares/tell", "/circles", "circle", "/you", "/notices", "/help-now", "/meetings", "meeting", "threshold", "room", "/calendar"])
def test_right_to_left(opened, axe, path):
    page = opened(path, width=390)
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ar", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(STICKING_OUT) == []
    brand, leave = page.locator(".brand").bounding_box(), page.get_by_role("link", name="Leave").first.bounding_box()
    assert brand["x"] > leave["x"], "the name stands where reading begins"
    axe(page)


def test_the_ring_is_mirrored(opened):
    """Whoever is next sits to the left of whoever began, where reading from right to left leads."""
    page = opened("room", width=390)
    hold, ring = page.locator(".hold").bounding_box(), page.locator(".ringbox").bounding_box()
    assert abs(hold["x"] + hold["width"] / 2 - ring["x"] - ring["width"] / 2) < 2, "what stands in the middle stays there"
    seats = [seat.bounding_box() for seat in page.locator(".seat").all()]
    middles = [seat["x"] + seat["width"] / 2 for seat in seats]
    assert middles[1] < middles[0] < middles[2]
    step_out, head = page.get_by_role("button", name="Step out").bounding_box(), page.locator(".roomhead").bounding_box()
    assert step_out["x"] - head["x"] < 40, "the way out stands where reading ends"


def test_words_run_in_their_own_direction(opened):
    page = opened("share", width=390)
    directions = page.locator(".voice").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert {"rtl", "ltr"} <= set(directions)


def test_what_sticks_out_is_found(opened):
    """The control."""
    page = opened("/", width=390)
    page.evaluate("document.querySelector('h1').style.marginInlineStart = '-60px'")
    assert page.evaluate(STICKING_OUT)
