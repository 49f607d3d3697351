"""Two people walk from the first step to the last in a browser that runs no scripts, on narrow phones."""

import pytest

from tests.browser.people import Person
from tests.browser.test_every_page import fits

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]

FILL = """
from django.conf import settings
from tests import cast

marl, wren, dell, juno = (cast.member(name) for name in ("Marl", "Wren", "Dell", "Juno"))
circle = cast.circle_of(marl, wren, dell, juno)
share = cast.share_by(dell, "Nobody here ever listens, Wren least of all.", circle=circle)
key = lambda who: cast.signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value
answer = {"cookie": settings.SESSION_COOKIE_NAME, "share": share.pk, "circle": circle.pk, "wren": key(wren), "dell": key(dell), "juno": key(juno), "marl": key(marl)}
"""


class Walker(Person):
    """Every page they come to fits their screen and has one heading."""

    def _led_on(self, act) -> None:
        super()._led_on(act)
        self.looks()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_role("textbox", name=label).fill(words)

    def looks(self) -> None:
        assert self.page.locator("h1").count() == 1
        fits(self.page)

    def goes(self, path: str):
        super().goes(path)
        self.looks()
        return self

    def opens_it(self):
        """By the notice, as they would."""
        self.goes("/working-it-out")
        self._led_on(lambda: self.page.locator(".door").last.click())
        return self


@pytest.fixture
def space(start_cairn):
    return start_cairn()


@pytest.fixture
def people(space, new_page):
    found = space.run(FILL)

    def person(name: str, width: int) -> Walker:
        page = new_page(at=space.address, width=width, height=844, scripts=False)
        page.context.add_cookies([{"name": found["cookie"], "value": found[name], "url": space.address}])
        return Walker(name.title(), page)

    return found, person("wren", 320), person("dell", 390), person


def test_from_the_first_step_to_the_last(space, people):
    found, wren, dell, person = people
    wren.goes(f"/shares/{found['share']}")
    wren.page.get_by_text("More", exact=True).last.click()
    wren.follow("Work something out with them")
    wren.sees("Harassment, threats and abuse never go this way.")
    wren.tick("Something hurt me, or was misunderstood")
    wren.press("Ask them")
    wren.sees("Asked once, and kindly.")

    dell.goes("/notices").follow("would like to work something out with you")
    dell.press("Yes, I would")
    dell.sees("a day apart")
    assert dell.page.locator("[aria-current=step] h2").inner_text() == "A breath apart"

    space.tick(days=1, minutes=1)
    for one, happened in ((wren, "I read that I never listen."), (dell, "I was tired, and wrote it.")):
        one.opens_it()
        assert one.page.locator("[aria-current=step] h2").inner_text() == "What happened, for me"
        one.write("What happened?", happened)
        one.write("How were you affected?", "It stayed with me.")
        one.press("may read it, when I may read theirs")
    dell.sees("I read that I never listen.")

    dell.write("One thing I understood", "You do listen, and it hurt to read otherwise.")
    dell.press("Send it")
    wren.opens_it().press("Not quite")
    dell.opens_it()
    dell.sees("That is no failing.")
    dell.write("One thing I understood", "You felt named before everybody.")
    dell.press("Send it")
    wren.opens_it().press("Yes, that is it")
    wren.write("One thing I understood", "You were tired.")
    wren.press("Send it")
    dell.opens_it().press("Yes, that is it")

    dell.write("What would help", "I take the line back.")
    dell.press("Keep it")
    wren.opens_it()
    wren.sees_not("I take the line back.")
    wren.write("What would help", "Tell me first, next time.")
    wren.press("Keep it")
    wren.press("I can go with this")
    dell.opens_it().press("I can go with this")
    dell.sees("Now a week goes by.")

    space.tick(days=9)
    for one in (dell, wren):
        one.opens_it().press("It is mended")
    wren.follow("Write a line")
    wren.write("A line for the circle", "We spoke, and we are well.")
    wren.press("Ask for their yes")
    dell.goes("/working-it-out").page.locator("ul.ways a").first.click()
    dell.press("Yes, these words")
    juno = person("juno", 320).goes(f"/circles/{found['circle']}")
    juno.sees("We spoke, and we are well.")
