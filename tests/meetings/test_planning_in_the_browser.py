"""Planning as people meet it: on a phone, in the dark, and with a form and no script."""

import pytest

SETUP = """
from datetime import time, timedelta
from django.conf import settings
from cairn.base import clock
from cairn.meetings import shapes, verbs
from tests.cast import circle_of, member, signed_in
awake = {"quiet_from": 0, "quiet_to": 0}
marl, dell, ash, juno = (member(name, zone="Europe/Berlin" if name == "Dell" else "Europe/London", **awake) for name in ("Marl", "Dell", "Ash", "Juno"))
tuesday = circle_of(marl, dell, ash, name="Tuesday circle", zone="Europe/London")
prepared = shapes.shape("hard_week").prepared()
evening = verbs.plan(tuesday, prepared, starts_at=clock.now() + timedelta(days=2), zone="Europe/London", by=marl)
slow = verbs.plan(tuesday, prepared, starts_at=clock.now() + timedelta(days=5), zone="Europe/London", kind="slow", minutes=4320, by=marl)
series = verbs.plan_series(tuesday, prepared, often="weekly", first_on=clock.now().date() + timedelta(days=3), at=time(19), zone="Europe/London", by=marl)
verbs.come(evening, yes=True, by=ash)
asked = verbs.ask_stand_in(evening, ash, by=marl)
verbs.cancel(slow, by=marl)
circle_of(juno, name="Night shift")
answer = {who.name: signed_in(who).cookies[settings.SESSION_COOKIE_NAME].value for who in (marl, dell, ash)}
answer |= {"circle": tuesday.pk, "meeting": evening.pk, "series": series.pk, "asked": asked.pk, "slow": slow.pk}
"""
PAGES = [
    ("/meetings", "Dell"), ("/meetings/{meeting}", "Marl"), ("/meetings/{slow}", "Dell"), ("/circles/{circle}", "Dell"), ("/", "Dell"),
    ("/circles/{circle}/plan", "Marl"), ("/meetings/{meeting}/change", "Marl"), ("/meetings/{meeting}/cancel", "Marl"), ("/series/{series}", "Marl"),
    ("/meetings/{meeting}/stand-in", "Marl"), ("/stand-ins/{asked}", "Ash"), ("/calendar", "Ash"),
]


@pytest.fixture(scope="module")
def kept(shared_cairn):
    return shared_cairn.run(SETUP)


@pytest.fixture
def opened(new_page, shared_cairn, kept):
    def open_page(path, name, **options):
        page = new_page(at=shared_cairn.address, **options)
        page.context.add_cookies([{"name": "cairn", "value": kept[name], "url": shared_cairn.address}])
        assert page.goto(path.format(**kept)).status == 200
        return page

    return open_page


@pytest.mark.parametrize("width, dark", [(320, False), (1280, True)])
@pytest.mark.parametrize("path, name", PAGES)
def test_nothing_stands_in_anybodys_way(opened, axe, path, name, width, dark):
    page = opened(path, name, width=width, dark=dark)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_an_answer_is_one_press(opened):
    page = opened("/meetings", "Dell", scripts=False, width=360)
    article = page.locator("article.meeting").first
    article.get_by_role("button", name="I’ll be there").click()
    page.get_by_text("You can change it until it begins.").wait_for()
    assert article.get_by_role("button", name="I’ll be there").get_attribute("aria-pressed") == "true"
    article.get_by_text("Your time, Berlin.").wait_for()


def test_a_private_address_is_made_and_ended(opened):
    page = opened("/calendar", "Ash")
    page.get_by_role("button", name="Make an address").click()
    assert "/calendar/" in page.locator("code").inner_text()
    page.get_by_role("button", name="End the address").click()
    page.get_by_text("That address opens nothing any more.").first.wait_for()
