"""Meetings for somebody whose browser runs no scripts, on a narrow screen: every page is whole, every form leads on."""

import pytest

from tests.browser.test_every_page import STATES, fits, path_of

pytestmark = [pytest.mark.on("sqlite"), pytest.mark.browser]


@pytest.fixture
def without_scripts(new_page, village):
    def opened(role: str, path: str):
        page = new_page(at=village.address, width=320, scripts=False)
        page.context.add_cookies([{"name": village.cookie, "value": village.sessions[role], "url": village.address}])
        assert page.goto(path).status == 200
        return page

    return opened


@pytest.mark.parametrize("name", ["room, speaking", "room, holding", "room, at its threshold", "room, quiet", "room, slow", "meeting, over"])
def test_a_page_is_whole(without_scripts, village, name):
    page = without_scripts(STATES[name][0], path_of(name, village))
    assert page.locator("h1").count() == 1
    assert page.locator("[hidden] form, [hidden] h1").count() == 0, "nothing that is needed waits for a script"
    fits(page)


def test_a_nod_is_given_and_taken_back(without_scripts, village):
    page = without_scripts("wren", path_of("room", village))
    nod = page.get_by_role("button", name="Nod")
    for pressed in ("true", "false"):
        with page.expect_navigation():
            nod.first.click()
        assert nod.first.get_attribute("aria-pressed") == pressed
    assert page.url == village.address + path_of("room", village)


def test_somebody_says_whether_they_come(without_scripts, village):
    page = without_scripts("wren", path_of("meeting", village))
    for answer in ("Not this time", "I’ll be there"):
        with page.expect_navigation():
            page.get_by_role("button", name=answer).first.click()
        assert page.get_by_role("button", name=answer).first.get_attribute("aria-pressed") == "true"


def test_a_room_can_be_looked_at_again_by_itself(without_scripts, village):
    page = without_scripts("wren", path_of("room", village))
    with page.expect_navigation():
        page.get_by_role("link", name="Refresh every 15 seconds").click()
    assert page.locator("meta[http-equiv=refresh]").get_attribute("content") == "15"
