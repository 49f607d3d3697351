"""Who sees which circle, and what of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.base.rules import Refused
from cairn.circles import queries, verbs
from cairn.circles.models import Circle, Seat
from tests.cast import block, circle_of, member, share_by, signed_in, stranger

pytestmark = pytest.mark.django_db


def queries_of(browser, address: str) -> int:
    browser.get(address)  # what one process keeps for a moment is there
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200
    return len(asked)


def test_a_hidden_circle_looks_like_a_missing_one_to_strangers():
    marl, wren = member("Marl"), member("Wren")
    secret = circle_of(marl, name="Behind the harbour", hidden=True)
    browser = signed_in(wren)
    for path in ("", "/ask", "/consent", "/facilitators", "/change", "/close", "/agreement"):
        assert browser.get(f"/circles/{secret.pk}{path}").status_code == 404, path
    assert browser.post(f"/circles/{secret.pk}/invite").status_code == 404
    assert "Behind the harbour" not in browser.get("/circles").content.decode()
    assert "Behind the harbour" in signed_in(marl).get("/circles").content.decode()


def test_a_stranger_sees_who_holds_it_and_how_many_seats_are_free_not_who_sits_there():
    marl, ash, dell = member("Marl"), member("Ash"), member("Dell")
    tuesday = circle_of(marl, dell, cofacilitator=ash, seats_offered=6)
    share_by(dell, "Something for the circle alone.", circle=tuesday)
    inside = signed_in(marl).get(f"/circles/{tuesday.pk}").content.decode()
    assert "Dell" in inside and "Something for the circle alone." in inside
    outside = signed_in(member("Wren")).get(f"/circles/{tuesday.pk}").content.decode()
    assert "Marl" in outside and "Ash" in outside and "Three seats are free." in outside and "We take turns." in outside
    assert "Dell" not in outside and "Something for the circle alone." not in outside


def test_the_coordinator_sees_people_and_not_shares():
    marl, dell, ines = member("Marl"), member("Dell"), member("Ines", coordinator=True)
    tuesday = circle_of(marl, dell, hidden=True)
    share_by(dell, "Something for the circle alone.", circle=tuesday)
    page = signed_in(ines).get(f"/circles/{tuesday.pk}").content.decode()
    assert "Dell" in page and "Something for the circle alone." not in page


def test_nobody_signed_in_is_led_to_sign_in():
    tuesday = circle_of(member("Marl"))
    for address in ("/circles", f"/circles/{tuesday.pk}", f"/circles/{tuesday.pk}/ask"):
        assert stranger().get(address)["Location"] == "/sign-in"


def test_only_the_coordinator_opens_changes_and_closes():
    marl, ines = member("Marl"), member("Ines", coordinator=True)
    tuesday = circle_of(marl)
    facts = dict(name="x", purpose="x", topic=None, language="en", hidden=False, seats_offered=6)
    for other in (marl, member("Stranger")):
        for act in (
            lambda: verbs.open_circle(**facts, agreement_text="x", facilitator=other, by=other),
            lambda: verbs.change_circle(tuesday, **facts, by=other),
            lambda: verbs.change_circle_agreement(tuesday, "x", by=other),
            lambda: verbs.close_circle(tuesday, by=other),
        ):
            with pytest.raises(Refused):
                act()
        for path in ("/circles/open", f"/circles/{tuesday.pk}/change", f"/circles/{tuesday.pk}/close"):
            assert signed_in(other).get(path).status_code == 404
    assert signed_in(ines).get("/circles/open").status_code == 200


def test_the_coordinator_opens_a_circle_and_its_facilitator_sits_in_it():
    ines, marl = member("Ines", coordinator=True), member("Marl")
    answer = signed_in(ines).post("/circles/open", {
        "name": "Exam season", "purpose": "For people with exams.", "topic": "", "language": "en", "seats": "6",
        "facilitator": marl.pk, "agreement_text": "We do not compare marks.", "once": "a",
    })
    opened = Circle.system.get()
    assert answer["Location"] == f"/circles/{opened.pk}"
    assert [(seat.role, seat.member) for seat in Seat.system.filter(circle=opened)] == [("facilitator", marl)]
    assert "asked to hold Exam season" in signed_in(marl).get("/notices").content.decode()
    assert "needs your yes" in signed_in(marl).get(f"/circles/{opened.pk}").content.decode()


def test_a_closed_circle_takes_nobody_and_stays_readable_to_its_people():
    marl, ines, wren = member("Marl"), member("Ines", coordinator=True), member("Wren")
    tuesday = circle_of(marl)
    signed_in(ines).post(f"/circles/{tuesday.pk}/close", {"once": "a"})
    with pytest.raises(Refused):
        verbs.ask_for_seat(tuesday, by=wren)
    assert "Tuesday circle" not in signed_in(wren).get("/circles").content.decode()
    assert "This circle is closed." in signed_in(marl).get(f"/circles/{tuesday.pk}").content.decode()


def test_the_list_asks_the_database_the_same_for_one_circle_and_three():
    marl, ash = member("Marl"), member("Ash")
    circle_of(marl, ash)
    browser = signed_in(marl)
    one = queries_of(browser, "/circles")
    for name in ("Second", "Third"):
        verbs.ask_for_seat(circle_of(marl, ash, member(f"Dell {name}"), name=name), by=member(f"Pip {name}"))
    assert queries_of(browser, "/circles") == one <= 8


@pytest.mark.parametrize("who", ["facilitator", "seat-holder", "stranger", "coordinator"])
def test_the_page_asks_the_database_the_same_however_many_sit_there(who):
    marl, dell = member("Marl"), member("Dell")
    small, large = circle_of(marl, dell), circle_of(marl, dell, name="Large", seats_offered=12)
    for n in range(6):
        verbs.answer_seat(verbs.ask_for_seat(large, by=member(f"Guest {n}")), welcome=n % 2 == 0, by=marl)
    for n in range(3):
        verbs.ask_for_seat(large, by=member(f"Waiting {n}"))
    verbs.ask_for_seat(small, by=member("Waiting"))
    for circle in (small, large):
        share_by(dell, "One.", circle=circle)
    for n in range(4):
        share_by(dell, f"More {n}.", circle=large)
    looking = {"facilitator": marl, "seat-holder": dell, "stranger": member("Wren"), "coordinator": member("Ines", coordinator=True)}[who]
    browser = signed_in(looking)
    assert queries_of(browser, f"/circles/{small.pk}") == queries_of(browser, f"/circles/{large.pk}") <= 8


def test_the_list_puts_mine_first_and_hides_people_blocked():
    marl, ash, wren = member("Marl"), member("Ash"), member("Wren")
    circle_of(ash, name="A circle")
    circle_of(marl, wren, name="Z circle")
    cards = queries.circles_for(wren)
    assert [(card.circle.name, card.mine) for card in cards] == [("Z circle", True), ("A circle", False)]
    block(wren, ash)
    assert "Ash" not in queries.circles_for(wren)[1].line


def test_the_coordinator_says_how_long_words_of_its_meetings_are_kept():
    ines, marl = member("Ines", coordinator=True), member("Marl")
    tuesday = circle_of(marl)
    browser = signed_in(ines)
    assert "How long words of a meeting are kept" in browser.get(f"/circles/{tuesday.pk}/change").text
    facts = {"name": "Tuesday circle", "purpose": "For us.", "language": "en", "seats": "8"}
    browser.post(f"/circles/{tuesday.pk}/change", facts | {"room_days": "30"})
    tuesday.refresh_from_db()
    assert tuesday.room_days == 30
    browser.post(f"/circles/{tuesday.pk}/change", facts | {"room_days": "400"})
    tuesday.refresh_from_db()
    assert tuesday.room_days == 30


# ---- what comes first


def test_people_come_first_then_what_is_told_then_the_rest():
    """On a phone it is read from above: whose circle it is, its shares, and only then the quiet ways."""
    marl, dell = member("Marl"), member("Dell")
    tuesday = circle_of(marl, dell)
    share_by(dell, "Something for the circle alone.", circle=tuesday)
    page = signed_in(dell).get(f"/circles/{tuesday.pk}").content.decode()
    order = ["Who sits here", "Something for the circle alone.", "Small victories", "With each other", "Your seat", "Something is wrong here"]
    assert [page.index(words) for words in order] == sorted(page.index(words) for words in order)


def test_whoever_sits_there_opens_the_agreement_when_they_like_and_others_read_it_at_once():
    marl, dell = member("Marl"), member("Dell")
    tuesday = circle_of(marl, dell)
    inside, outside = (signed_in(who).get(f"/circles/{tuesday.pk}").content.decode() for who in (dell, member("Wren")))
    assert "What we agree to</summary>" in inside and "We take turns." in inside
    assert "What we agree to</h2>" in outside and "We take turns." in outside


def test_a_share_in_its_circle_does_not_say_to_which_circle():
    marl, dell = member("Marl"), member("Dell")
    share_by(dell, "Something.", circle=circle_of(marl, dell, name="Tuesday circle"))
    browser, tuesday = signed_in(marl), Circle.system.get()
    assert "to Tuesday circle" not in browser.get(f"/circles/{tuesday.pk}").content.decode()
    assert "to Tuesday circle</span>" in browser.get("/shares").content.decode(), "and elsewhere it does"


def test_whoever_holds_it_is_told_at_the_top_that_somebody_would_like_a_seat():
    marl, dell, wren = member("Marl"), member("Dell"), member("Wren")
    tuesday = circle_of(marl, dell)
    assert "#askings" not in signed_in(marl).get(f"/circles/{tuesday.pk}").content.decode()
    verbs.ask_for_seat(tuesday, by=wren)
    page = signed_in(marl).get(f"/circles/{tuesday.pk}").content.decode()
    assert page.index('href="#askings"') < page.index("Who sits here") < page.index('id="askings"')
    assert "#askings" not in signed_in(dell).get(f"/circles/{tuesday.pk}").content.decode()


def test_whoever_asks_for_a_seat_is_told_under_which_name():
    wren, tuesday = member("Wren"), circle_of(member("Marl"))
    page = signed_in(wren).get(f"/circles/{tuesday.pk}/ask").content.decode()
    assert "They see that Wren asks." in page and "another name and stone for this circle" in page
    assert page.count("read it") == 1, "and once who reads the note"


def test_a_closed_circle_waits_in_a_fold_behind_those_that_go_on():
    marl, ines = member("Marl"), member("Ines", coordinator=True)
    tuesday, _friday = circle_of(marl, name="Tuesday circle"), circle_of(marl, name="Friday circle")
    browser = signed_in(marl)
    assert "<details" not in browser.get("/circles").content.decode()
    verbs.close_circle(tuesday, by=ines)
    page = browser.get("/circles").content.decode()
    fold = page[page.index("<details") : page.index("</details>")]
    assert "Tuesday circle" in fold and "Friday circle" not in fold and page.index("Friday circle") < page.index("<details")
