"""Situations: of every space, and those that one adds and closes."""

import re

import pytest

from cairn.toolkit import verbs
from cairn.toolkit.models import Situation
from cairn.toolkit.simulating.ways import ALL_WAYS
from cairn.toolkit.situations import of_file
from tests.cast import member, signed_in
from tests.toolkit.people import TITLE, card_by, fresh, page

pytestmark = pytest.mark.django_db


def test_a_card_in_the_list_has_a_line_from_somebody_and_can_be_tried_from_there():
    from tests.cast import block

    dell, wren, ash = member("Dell"), member("Wren"), member("Ash")
    card = card_by(dell)
    verbs.say_how_it_went(card, outcome="harder", by=ash)
    verbs.tell_line(card, words="It was too cold in the car.", shown_as="stone", by=ash)
    shown = page(wren, "/toolkit/for/empty-house")
    assert "It was too cold in the car." in shown and "Ash, for whom it made it harder" in shown
    assert f'action="/toolkit/{card.pk}/try"' in shown and f'href="/toolkit/{card.pk}/how-it-went"' in shown
    assert f'action="/toolkit/{card.pk}/try"' not in page(dell, "/toolkit/for/empty-house"), "not one's own"
    signed_in(wren).post(f"/toolkit/{card.pk}/try")
    assert f'action="/toolkit/{card.pk}/try"' not in page(wren, "/toolkit/for/empty-house")
    block(wren, ash)
    assert "too cold" not in page(wren, "/toolkit/for/empty-house")


@pytest.fixture
def known(clock):
    """Of one situation: a card that nobody tried, the oldest; four that helped five people, one of them each; and the
    newest, that made it harder for all of them. A day later, so that it counts in the order."""
    juno, people, told = member("Juno"), [member(f"P{n}") for n in range(5)], {"untried": card_by(member("Ash"), "Untried")}
    for title in ("First", "Second", "Third", "Fourth", "Harmful"):
        clock.tick(days=1)
        told[title] = card_by(juno, title)
        for one in people:
            verbs.say_how_it_went(fresh(told[title]), outcome="harder" if title == "Harmful" else "helped", by=one)
    clock.tick(days=1)
    return told


def in_order(viewer, told) -> list[str]:
    names = {str(card.pk): name for name, card in told.items()}
    found = re.findall(r'<a href="/toolkit/(\d+)">', page(viewer, "/toolkit/for/empty-house"))
    return [names[pk] for pk in found if pk in names]


def stands_as_it_should(order) -> bool:
    """What few have tried has its place near the top, what made it harder stands last, what helped comes first."""
    return order.index("untried") in (1, 2) and order[-1] == "Harmful" and order[0] in ("First", "Second", "Third", "Fourth")


def test_the_page_of_a_situation_has_the_order_that_was_simulated(known):
    assert all(stands_as_it_should(in_order(member(name), known)) for name in ("Wren", "Marl", "Pip"))


@pytest.mark.parametrize("way", ["wilson", "newest", "unexplored"])
def test_control_another_order_in_its_place_is_caught(known, way, monkeypatch):
    theirs = ALL_WAYS[way].order
    monkeypatch.setattr("cairn.toolkit.queries.cards.order", lambda cards, *, topics, seed: theirs(cards, topics, seed))
    assert not all(stands_as_it_should(in_order(member(name), known)) for name in ("Wren", "Marl", "Pip"))


def test_search_and_ones_own_stand_before_the_situations():
    shown = page(member("Wren"), "/toolkit")
    assert shown.index('href="/toolkit/yours"') < shown.index('id="for"') and shown.index('name="q"') < shown.index('id="for"')
    assert "choose Print in your browser" in page(member("Ash"), "/toolkit/yours")


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
