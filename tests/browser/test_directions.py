"""Somebody who reads Arabic: the page runs from right to left, and nothing sticks out."""

import pytest

SETUP = """
from django.conf import settings
from tests.cast import circle_of, member, response_by, share_by, signed_in, topic
topic("grief")
noor, dell = member("نور", language="ar", languages=["ar", "en"]), member("Dell")
tuesday = circle_of(dell, noor, name="Tuesday circle")
share = share_by(noor, "منذ ثلاثة أسابيع لم يسأل أحد.", circle=tuesday)
response_by(dell, share, "It sounds like the asking stopped.")
answer = {"session": signed_in(noor).cookies[settings.SESSION_COOKIE_NAME].value, "share": f"/shares/{share.pk}", "circle": f"/circles/{tuesday.pk}"}
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


@pytest.mark.parametrize("path", ["/", "/shares", "share", "/shares/tell", "/circles", "circle", "/you", "/notices", "/help-now"])
def test_right_to_left(opened, axe, path):
    page = opened(path, width=390)
    html = page.locator("html")
    assert (html.get_attribute("lang"), html.get_attribute("dir")) == ("ar", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(STICKING_OUT) == []
    brand, leave = page.locator(".brand").bounding_box(), page.get_by_role("link", name="Leave").first.bounding_box()
    assert brand["x"] > leave["x"], "the name stands where reading begins"
    axe(page)


def test_words_run_in_their_own_direction(opened):
    page = opened("share", width=390)
    directions = page.locator(".voice").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert {"rtl", "ltr"} <= set(directions)


def test_what_sticks_out_is_found(opened):
    """The control."""
    page = opened("/", width=390)
    page.evaluate("document.querySelector('h1').style.marginInlineStart = '-60px'")
    assert page.evaluate(STICKING_OUT)
