"""Today as people meet it: moving by itself, with the keyboard, on a phone, in the dark, without scripts."""

import pytest

SETUP = """
from django.conf import settings
from tests.cast import circle_of, member, response_by, share_by, signed_in, topic
from tests.hearing.people import know, listener
awake = {"quiet_from": 0, "quiet_to": 0}
marl, dell = member("Marl", coordinator=True, **awake), member("Dell", **awake)
ash = listener("Ash", weekly_limit=7, **awake)
grief = topic("grief")
know(ash, grief); know(dell, grief)
tuesday = circle_of(marl, dell, ash, name="Tuesday circle")
response_by(marl, share_by(ash, "I phoned the dentist."), "I see you, and I am proud of you.")
share_by(dell, "Forty-one days.", circle=tuesday, note_topics=[grief.pk])
share_by(ash, "The kitchen light has been off for a week.")
share_by(marl, "Unnamed, to everyone.", shown_as="someone")
from cairn.hearing.verbs import ask_for_all_due
ask_for_all_due()
answer = {who.name: signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value for who in (marl, dell, ash)}
"""
PAGES = [("/", None), ("/", "Ash"), ("/", "Marl"), ("/notices", "Marl"), ("/desk", "Marl"), ("/you/listening", "Ash")]


@pytest.fixture(scope="module")
def keys(shared_cairn):
    return shared_cairn.run(SETUP)


@pytest.fixture
def opened(new_page, shared_cairn, keys):
    """A page in the browser of somebody: opened("/", "Ash")."""

    def open_page(path, name=None, **options):
        page = new_page(at=shared_cairn.address, **options)
        if name:
            page.context.add_cookies([{"name": "cairn", "value": keys[name], "url": shared_cairn.address}])
        assert page.goto(path).status == 200
        return page

    return open_page


@pytest.mark.parametrize("width, dark", [(320, False), (390, True), (1280, False)])
@pytest.mark.parametrize("path, name", PAGES)
def test_nothing_stands_in_anybodys_way(opened, axe, path, name, width, dark):
    page = opened(path, name, width=width, dark=dark)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", ["/", "/you", "/circles", "circle"])
def test_with_letters_twice_as_large_nothing_stands_outside_and_lines_stay_lines(opened, path):
    """As a phone does it that is set to large text: what is measured in letters grows, the screen does not."""
    page = opened("/circles" if path == "circle" else path, "Ash", width=390)
    if path == "circle":
        page.get_by_role("link", name="Tuesday circle").first.click()
        page.get_by_role("heading", name="Who sits here").wait_for()
    page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    narrow = "[...document.querySelectorAll('main p, main h1, main h2')].filter(one => one.textContent.trim().length > 12 && !one.closest('.sr') && one.offsetWidth && one.offsetWidth < 120).length"
    assert page.evaluate(narrow) == 0
    labels = "[...document.querySelectorAll('.nav a')].map(one => { const range = document.createRange(); range.selectNodeContents(one); const box = range.getBoundingClientRect(); return [box.left, box.right] })"
    boxes = page.evaluate(labels)
    assert all(one[1] <= other[0] for one, other in zip(boxes, boxes[1:], strict=False)), "the five ways stand apart"


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_drawing_stands_on_a_way_in(opened, width):
    page = opened("/", width=width)
    corners = """one => { const box = one.getBoundingClientRect();
      return [[.05, .5], [.95, .5], [.5, .1], [.5, .9], [.9, .85]].every(([x, y]) => { const there = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height); return one.contains(there) }) }"""
    for name in ("Come in", "Sign in"):
        link = page.get_by_role("main").get_by_role("link", name=name)
        link.scroll_into_view_if_needed()
        assert link.evaluate(corners), name


def test_a_link_that_stands_alone_is_as_large_as_a_thumb(opened):
    page = opened("/", "Ash", width=390)
    alone = "[...document.querySelectorAll('main p > a')].filter(one => one.offsetWidth && one.parentElement.textContent.trim() === one.textContent.trim() && !one.matches('.voice'))"
    assert page.evaluate(f"{alone}.length") > 2
    assert page.evaluate(f"{alone}.filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)") == []


def tell(opened, words):
    """Dell tells everyone, as people do."""
    page = opened("/shares/tell", "Dell")
    page.get_by_label("Your words", exact=True).fill(words)
    page.get_by_label("Everyone here").check()
    page.get_by_role("button", name="Look it over").click()
    page.get_by_role("button", name="Share it").click()
    page.wait_for_url(lambda address: "look-over" not in address and "tell" not in address)


def test_an_ask_arrives_on_an_open_today_by_itself(opened):
    page = opened("/", "Ash")
    page.wait_for_load_state("networkidle")
    tell(opened, "Is anybody up?")
    page.get_by_text("Two more people could use a listener").click()  # one stands in full, the others in its fold
    page.get_by_text("Is anybody up?").wait_for()
    page.get_by_role("heading", name="Somebody could use a listener").wait_for()


CLEARED = """
from cairn.base import clock
from cairn.hearing.models import Ask
Ask.system.open().update(closed_at=clock.now())
"""


def test_without_scripts_not_this_time_is_one_press(opened, shared_cairn):
    shared_cairn.run(CLEARED)  # Today shows no more asks at once than there is room for
    tell(opened, "Told once more.")
    page = opened("/", "Ash", scripts=False)
    card = page.locator(".asked-of > li", has_text="Told once more.")
    card.get_by_role("button", name="Not this time").click()
    page.get_by_text("That is fine. It is not asked of you any more.").wait_for()  # nobody else is there
    assert card.count() == 0
