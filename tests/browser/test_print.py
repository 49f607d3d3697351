"""What is printed stands dark on white, whichever theme somebody reads in: browsers print colours, and mostly no grounds."""

import pytest

from tests.base.test_contrast import contrast
from tests.browser.test_every_page import path_of

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]

PRINTED = {"my_toolkit": "wren", "book_read": "wren", "closing": "pip", "codes": "arriving"}
ENOUGH = 4.5
# Colours of all that has words of its own and is printed, as #rrggbb, with the words.
INKED = """() => {
  const hex = colour => '#' + colour.match(/\\d+/g).slice(0, 3).map(n => (+n).toString(16).padStart(2, '0')).join('')
  return [...document.querySelectorAll('body *')]
    .filter(one => one.checkVisibility() && [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .map(one => [hex(getComputedStyle(one).color), one.textContent.trim().slice(0, 40)])
}"""
GROUNDS = """() => [...document.querySelectorAll('html, body, body *')].filter(one => one.checkVisibility())
  .map(one => getComputedStyle(one).backgroundColor).filter(colour => !['rgba(0, 0, 0, 0)', 'rgb(255, 255, 255)'].includes(colour))"""


def printed(new_page, village, name: str, theme: str):
    page = new_page(at=village.address, dark=theme == "by the system")
    role = PRINTED[name]
    page.context.add_cookies([{"name": village.cookie, "value": village.sessions[role], "url": village.address}])
    page.goto(path_of(name, village))
    if theme == "chosen":
        page.evaluate("document.documentElement.dataset.theme = 'dark'")
    page.emulate_media(media="print", color_scheme="dark" if theme == "by the system" else "light")
    return page


def faint(page) -> list:
    return [(words, colour) for colour, words in page.evaluate(INKED) if contrast(colour, "#ffffff") < ENOUGH]


@pytest.mark.parametrize("theme", ["by the system", "chosen"])
@pytest.mark.parametrize("name", PRINTED)
def test_in_the_dark_it_is_printed_dark_on_white(new_page, village, name, theme):
    page = printed(new_page, village, name, theme)
    assert page.evaluate(INKED), "something is printed"
    assert faint(page) == [] and page.evaluate(GROUNDS) == []


@pytest.mark.parametrize("of", ["page", "file"])
def test_no_day_stands_alone_at_the_foot_of_a_printed_page(new_page, village, of):
    page = printed(new_page, village, "book_read", "chosen")
    if of == "file":
        file = page.request.get(f"{page.url}/html").text()
        page.goto("about:blank")  # as it is opened from one's own disk
        page.set_content(file)
    heads = page.evaluate("""() => [...document.querySelectorAll('.book-entry > :is(h3, p):not(:last-child)')].map(one => getComputedStyle(one).breakAfter)""")
    assert heads and set(heads) == {"avoid"}


def test_a_colour_of_the_dark_on_paper_is_caught(new_page, village):
    page = printed(new_page, village, "my_toolkit", "chosen")
    page.evaluate("document.documentElement.style.setProperty('--ink-2', '#B0BEBC')")
    assert faint(page)
