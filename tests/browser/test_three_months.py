"""Three months of a member, from the first check-in to the small book, by somebody whose browser runs no scripts."""

import re
import sqlite3
from contextlib import closing
from functools import partial

import pytest
from django.apps import apps
from django.db.models import DateField, DateTimeField

from cairn.base.models import Lease
from cairn.members.models import SignedIn
from tests import sharing
from tests.browser.conftest import fill
from tests.browser.people import Person
from tests.browser.test_every_page import fits

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]

COME_IN = """
from django.conf import settings
from cairn.toolkit import verbs as toolkit
from tests.cast import circle_of, member, signed_in, topic
topic("Grief")
wren, marl, juno = (member(name, quiet_from=0, quiet_to=0) for name in ("Wren", "Marl", "Juno"))
circle_of(marl, wren, juno, name="Tuesday circle")
toolkit.offer_strategy(situation="empty-house", title=title, words="Set a timer. When it rings, go in with your coat still on.", by=juno)
answer = {one.name: signed_in(one).cookies[settings.SESSION_COOKIE_NAME].value for one in (wren, marl, juno)}
"""

CARD = "Ten minutes in the car, on purpose"
DEMO_CARD = "Ring somebody from the corner, not from the hall"
FIRST_TOLD = "I stood at the gate with the key in my hand, and I did not go in."
TOLD_AGAIN = "I stood at the gate and saw that the brick still held the door."
WHAT_HELPED = "I did it on the wall by the bins."
STEP = "Phoned the dentist."
LINE = "I see you, and I’m proud of you."
NOTICED = "You asked how my knee was before you said a word about yourself."


@pytest.fixture
def people(live_cairn, new_page, watch):
    """Wren on a phone; Marl and Juno, who sit with her."""
    keys = live_cairn.run(COME_IN, title=CARD)

    def arrives(name: str, **size) -> Person:
        person = Person(name, new_page(at=live_cairn.address, scripts=False, **size))
        person.page.context.add_cookies([{"name": "cairn", "value": keys[name], "url": live_cairn.address}])
        return person

    return arrives("Wren", width=390, height=844), arrives("Marl"), arrives("Juno")


def test_three_months_become_a_small_book(people, live_cairn):
    wren, marl, juno = people
    checks_in(wren, "Weighed down", "Lonely")
    wren.tells(FIRST_TOLD, to="Tuesday circle")
    tries(wren, CARD)
    days_go_by(live_cairn, 45)

    looks_back(wren, "Weighed down", "Lonely")
    says_how_it_went(wren, CARD, "It helped", WHAT_HELPED)
    lays_a_stone(wren, STEP, told_to="Tuesday circle")
    writes_a_line(marl, STEP, LINE)
    keeps_for_today(wren, LINE)
    days_go_by(live_cairn, 45)

    wren.goes("/")
    assert LINE in wren.page.locator(".dawn blockquote").inner_text(), "Today opens with what was kept"
    keeps_a_first(wren, "You took a seat in a circle.")
    is_noticed(wren, juno, NOTICED)
    tells_again(wren, FIRST_TOLD, TOLD_AGAIN)
    book = makes_the_book(wren, "The year of the gate")
    for words in ("You took a seat in a circle.", STEP, LINE, "Marl", NOTICED, "Juno", FIRST_TOLD, TOLD_AGAIN):
        assert words in book, words


def test_the_same_in_the_demo_space(migrated, start_cairn, new_page):
    """Wren of the demo, who has some of it already: from one more check-in to her printed story."""
    empty, _name = migrated
    filled, found = sharing.once("village", partial(fill, empty))
    space = start_cairn(of=filled)

    def arrives(name: str, **size) -> Person:
        person = Person(name, new_page(at=space.address, scripts=False, **size))
        person.page.context.add_cookies([{"name": found["cookie"], "value": found["sessions"][name.lower()], "url": space.address}])
        return person

    wren, marl, juno = arrives("Wren", width=390, height=844), arrives("Marl"), arrives("Juno")
    checks_in(wren, "Weighed down", "Lonely")
    looks_back(wren, "Weighed down", "Lonely")
    tries(wren, DEMO_CARD)
    says_how_it_went(wren, DEMO_CARD, "It helped", WHAT_HELPED)
    lays_a_stone(wren, STEP, told_to="Empty chairs")
    writes_a_line(marl, STEP, LINE, circle="Empty chairs")
    keeps_for_today(wren, LINE)
    is_noticed(wren, juno, NOTICED)
    tells_again(wren, STEP, TOLD_AGAIN)
    book = makes_the_book(wren, "The year of the gate")
    for words in (STEP, LINE, "Marl", NOTICED, "Juno", TOLD_AGAIN, WHAT_HELPED):
        assert words in book, words
    wren.page.emulate_media(media="print")
    assert wren.page.pdf().startswith(b"%PDF-"), "and it can be printed"


def days_go_by(space, days: int) -> None:
    """The served process keeps its own time: so whatever has happened moves back by so many days."""
    moved = {DateTimeField: "strftime('%Y-%m-%d %H:%M:%f', {0}, '-{1} days')", DateField: "date({0}, '-{1} days')"}
    with closing(sqlite3.connect(space.data / "cairn.sqlite3", timeout=20)) as database:
        for table in (model._meta for model in apps.get_models() if model not in (Lease, SignedIn)):
            times = [(field.column, moved[type(field)]) for field in table.local_concrete_fields if type(field) in moved]
            if times:
                database.execute(f"UPDATE {table.db_table} SET " + ", ".join(f'"{name}" = ' + how.format(f'"{name}"', days) for name, how in times))
        database.commit()


# ---- what she does


def checks_in(wren, area: str, word: str) -> None:
    wren.goes("/")
    for tile, words in ((".mood label", area), (".chip", word)):  # what is ticked beneath a label is not seen
        wren.page.locator(f"{tile}:visible", has_text=words).click()
    wren.press("Keep this")
    assert wren.heading() == "Kept"
    wren.follow("Nothing, thanks")


def looks_back(wren, area: str, word: str) -> None:
    wren.goes("/").follow("A look back")
    if not wren.page.locator(".moments").count():
        wren.page.get_by_role("navigation", name="Months").get_by_role("link").first.click()
    wren.page.locator(".moments li", has_text=area).get_by_text(re.compile(word)).first.wait_for()
    fits(wren.page)


def tries(wren, card: str) -> None:
    wren.goes("/").follow("Toolkit")
    wren.follow("Coming home to an empty house")
    wren.follow(card)
    wren.press("I’ll try this")


def says_how_it_went(wren, card: str, outcome: str, line: str) -> None:
    wren.goes("/toolkit").follow("Your own toolkit")
    wren.follow(card)
    wren.follow("Say how it went")
    wren.tick(outcome)
    wren.write("In a line", line)
    wren.press("Keep it")
    wren.goes("/toolkit").follow("Your own toolkit")
    wren.sees(card)
    wren.sees(line)


def lays_a_stone(wren, words: str, *, told_to: str) -> None:
    wren.goes("/you").follow("Look (Your cairn)")
    wren.follow("Lay a stone")
    wren.page.locator("textarea").fill(words)
    wren.tick(told_to)
    wren.press("Lay it on my cairn")
    wren.sees(words)


def keeps_for_today(wren, line: str) -> None:
    wren.goes("/cairn").follow("Lines from others")
    wren.sees(line)
    wren.press("Keep it for Today")
    wren.goes("/").sees(line)


def keeps_a_first(wren, first: str) -> None:
    wren.goes("/").follow("How far you have come")
    wren.press(f"Keep it {first}")
    wren.page.locator("ol.path").get_by_text(first).wait_for()


def tells_again(wren, first: str, words: str) -> None:
    wren.goes("/growth").follow("Write it again")
    wren.tick(first)
    wren.press("Begin")
    wren.write("What happened", words)
    wren.press("Keep it beside the first")
    for told, heading in ((first, "How you told it first"), (words, "How you tell it now")):
        wren.page.locator(".two-tellings > *", has=wren.page.get_by_role("heading", name=heading)).get_by_text(told).wait_for()
    fits(wren.page)


def makes_the_book(wren, title: str) -> str:
    """What is read in it."""
    wren.goes("/growth").follow("Your story as a small book")
    wren.write("Its title", title)
    wren.press("Make the book")
    assert wren.heading() == title
    fits(wren.page)
    return wren.page.locator("article.book").inner_text()


# ---- what others do


def writes_a_line(marl, about: str, line: str, *, circle: str = "Tuesday circle") -> None:
    marl.goes("/circles").follow(circle)
    marl.sees(about)
    marl.follow("Write one line")
    marl.page.locator("textarea").fill(line)
    marl.press("Send it")
    marl.sees("It is with them, for them alone.")


def is_noticed(wren, juno, words: str) -> None:
    """Asked, written, read, and wanted."""
    wren.goes("/growth").follow("Ask somebody")
    wren.page.get_by_label("Who", exact=True).select_option(label="Juno")
    wren.press("Ask them")
    juno.goes("/growth/witness").follow("Wren")
    juno.page.locator("textarea").fill(words)
    juno.press("Send it")
    wren.goes("/growth").follow("Read it")
    wren.sees(words)
    wren.press("Put it on my path")
    wren.page.locator("ol.path").get_by_text(words).wait_for()
