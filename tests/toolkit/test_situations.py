"""Situations: of every space, and those that one adds and closes."""

import pytest

from cairn.toolkit.models import Situation
from cairn.toolkit.situations import of_file
from tests.cast import member, signed_in
from tests.toolkit.people import TITLE, card_by, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def cole():
    return member("Cole", coordinator=True)


def test_every_space_has_some_and_a_language_without_its_own_has_the_english_ones():
    assert len(of_file("en")) >= 14 and of_file("xx") is of_file("en")
    assert all(one.key and one.name and one.within and len(one.key) <= 32 for one in of_file("en").values())


def test_a_coordinator_adds_one_and_closes_it(cole):
    wren, browser = member("Wren"), signed_in(cole)
    browser.post("/toolkit/situations", {"name": "The walk to school"})
    one = Situation.objects.get()
    assert "The walk to school" in page(wren, "/toolkit") and "/toolkit/situations" in page(cole, "/space")
    card = card_by(wren, situation=f"own-{one.pk}")
    browser.post(f"/toolkit/situations/{one.pk}/close")
    assert "The walk to school" not in page(wren, "/toolkit/offer") and TITLE in page(wren, f"/toolkit/{card.pk}")
    assert TITLE in page(wren, f"/toolkit/for/own-{one.pk}"), "what was offered stays"
    browser.post(f"/toolkit/situations/{one.pk}/open")
    assert "The walk to school" in page(wren, "/toolkit/offer")


def test_nobody_else_does(cole):
    wren = signed_in(member("Wren"))
    assert wren.get("/toolkit/situations").status_code == wren.post("/toolkit/situations", {"name": "x"}).status_code == 404
    assert not Situation.objects.exists()


def test_one_that_is_not_there_is_not_found():
    wren = member("Wren")
    for key in ("nowhere", "own-7", "own-x", "own-99999999999999999999999"):
        assert signed_in(wren).get(f"/toolkit/for/{key}").status_code == 404
    for start in ("-1", "x", "9" * 30, "500"):
        assert signed_in(wren).get(f"/toolkit/for/bad-night?from={start}").status_code == 200
