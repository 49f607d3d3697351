"""Collections of a circle: begun by anybody there, and each sees in them what they may see anyway."""

import pytest

from cairn.base.rules import Refused
from cairn.toolkit import verbs
from cairn.toolkit.models import Collected, Collection
from tests.cast import block, circle_of, leave, member, signed_in
from tests.toolkit.people import TITLE, card_by, page

pytestmark = pytest.mark.django_db
NAME = "What got us through exam season"


@pytest.fixture
def people():
    return {name: member(name) for name in ("Marl", "Wren", "Dell", "Ash", "Rook")}


@pytest.fixture
def tuesday(people):
    return circle_of(*(people[name] for name in ("Marl", "Wren", "Dell")))


@pytest.fixture
def gathered(people, tuesday):
    return verbs.gather(tuesday, title=NAME, by=people["Wren"])


def test_it_is_begun_filled_from_the_card_and_shown_on_the_circles_page(people, tuesday):
    browser = signed_in(people["Wren"])
    assert f"/circles/{tuesday.pk}/gather" in page(people["Wren"], f"/circles/{tuesday.pk}")
    browser.post(f"/circles/{tuesday.pk}/gather", {"title": NAME})
    one, card = Collection.system.get(), card_by(people["Ash"])
    assert NAME in page(people["Wren"], f"/toolkit/{card.pk}")
    browser.post(f"/toolkit/{card.pk}/put-in", {"collection": one.pk})
    shown = page(people["Dell"], f"/circles/{tuesday.pk}")
    assert NAME in shown and TITLE in shown
    assert TITLE in page(people["Dell"], f"/collections/{one.pk}") and "Begun by Wren" in page(people["Dell"], f"/collections/{one.pk}")
    assert NAME not in page(people["Wren"], f"/toolkit/{card.pk}"), "it is in there already"


def test_whoever_does_not_sit_there_sees_nothing_of_it(people, tuesday, gathered):
    card = card_by(people["Ash"])
    for name in ("Ash", "Rook"):
        browser = signed_in(people[name])
        assert browser.get(f"/collections/{gathered.pk}").status_code == 404
        assert browser.get(f"/circles/{tuesday.pk}/gather").status_code == 404
        assert browser.post(f"/toolkit/{card.pk}/put-in", {"collection": gathered.pk}).status_code == 404
        assert NAME not in page(people[name], f"/circles/{tuesday.pk}") and NAME not in page(people[name], f"/toolkit/{card.pk}")
    leave(tuesday, people["Dell"])
    assert signed_in(people["Dell"]).get(f"/collections/{gathered.pk}").status_code == 404


def test_each_sees_in_it_what_they_may_see(people, gathered):
    card, other = card_by(people["Ash"]), card_by(people["Dell"], "The second one")
    for one in (card, other):
        verbs.put_in(gathered, one, by=people["Wren"])
    block(people["Marl"], people["Ash"])
    shown = page(people["Marl"], f"/collections/{gathered.pk}")
    assert TITLE not in shown and "The second one" in shown and TITLE in page(people["Dell"], f"/collections/{gathered.pk}")
    verbs.withdraw_strategy(other, by=people["Dell"])
    assert "The second one" not in page(people["Dell"], f"/collections/{gathered.pk}")


def test_a_card_of_another_circle_does_not_go_in(people, gathered):
    other = circle_of(people["Ash"], people["Wren"], name="Night shift")
    card = card_by(people["Wren"], circle=other)
    with pytest.raises(Refused):
        verbs.put_in(gathered, card, by=people["Wren"])


def test_it_is_taken_out_by_whoever_put_it_there_began_it_or_holds_the_circle(people, gathered):
    card = card_by(people["Ash"])
    verbs.put_in(gathered, card, by=people["Wren"])
    assert signed_in(people["Dell"]).post(f"/collections/{gathered.pk}/take-out/{card.pk}").status_code == 403
    signed_in(people["Marl"]).post(f"/collections/{gathered.pk}/take-out/{card.pk}")
    assert not Collected.objects.exists()


def test_it_is_closed_and_for_ten_minutes_opened_again(people, tuesday, gathered, clock):
    assert signed_in(people["Dell"]).post(f"/collections/{gathered.pk}/close").status_code == 403
    browser = signed_in(people["Marl"])
    browser.post(f"/collections/{gathered.pk}/close")
    assert NAME not in page(people["Wren"], f"/circles/{tuesday.pk}") and signed_in(people["Dell"]).get(f"/collections/{gathered.pk}").status_code == 404
    browser.post(f"/collections/{gathered.pk}/open")
    assert NAME in page(people["Dell"], f"/circles/{tuesday.pk}")
    browser.post(f"/collections/{gathered.pk}/close")
    clock.tick(minutes=11)
    assert browser.post(f"/collections/{gathered.pk}/open").status_code == 403


def test_people_blocked_with_each_other_do_not_see_each_others_collections(people, tuesday, gathered):
    block(people["Dell"], people["Wren"])
    assert NAME not in page(people["Dell"], f"/circles/{tuesday.pk}") and signed_in(people["Dell"]).get(f"/collections/{gathered.pk}").status_code == 404


def test_what_a_responder_holds_is_opened_by_nobody_else(people, gathered):
    from cairn.base import clock as now
    from cairn.safety import verbs as safety

    report = safety.report("collection", gathered.pk, reason="unsure", by=people["Dell"])
    safety.decide(report, "hold", rule="unsure", reason="Not so.", by=member("Juno", responder_since=now.now()))
    assert signed_in(people["Wren"]).post(f"/collections/{gathered.pk}/open").status_code == 403
    assert signed_in(people["Dell"]).get(f"/collections/{gathered.pk}").status_code == 404
