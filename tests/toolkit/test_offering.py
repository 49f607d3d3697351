"""Offering a card, changing it, taking it back; who sees it, and as whom."""

import pytest

from cairn.base.rules import Refused
from cairn.members import verbs as members
from cairn.members.models import Member
from cairn.toolkit import verbs
from cairn.toolkit.models import Strategy, Tried
from tests.cast import block, circle_of, erased, leave, member, seat, signed_in
from tests.toolkit.people import DOSE, TITLE, WORDS, card_by, fresh, page, page_of, tried_by

pytestmark = pytest.mark.django_db
FILLED = {"situation": "empty-house", "title": TITLE, "words": WORDS, "audience": "everyone", "shown_as": "stone"}


@pytest.fixture
def dell():
    return member("Dell")


@pytest.fixture
def wren():
    return member("Wren")


def sees(somebody, card) -> bool:
    return signed_in(somebody).get(f"/toolkit/{card.pk}").status_code == 200


def test_it_is_looked_over_and_then_told(dell, wren):
    browser = signed_in(dell)
    over = browser.post("/toolkit/offer", FILLED).content.decode()
    assert "This is how others will see it" in over and not Strategy.system.exists()
    back = browser.post("/toolkit/offer", FILLED | {"step": "back"}).content.decode()
    assert WORDS in back and not Strategy.system.exists()
    answer = browser.post("/toolkit/offer", FILLED | {"step": "tell"})
    assert answer["Location"] == f"/toolkit/{Strategy.system.get().pk}"
    shown = page(wren, "/toolkit/for/empty-house")
    assert TITLE in shown and "Dell" in shown and dell.stone in shown
    assert "Dell, for coming home to an empty house" in page_of(wren, Strategy.system.get())


def test_the_guard_says_what_could_let_somebody_be_found(dell):
    over = signed_in(dell).post("/toolkit/offer", FILLED | {"words": "Ring me on 07700 900461 after six."}).content.decode()
    assert "07700 900461" in over and "a phone number" in over and "Send it as it is" in over


def test_nothing_typed_is_lost_where_something_is_missing(dell):
    again = signed_in(dell).post("/toolkit/offer", FILLED | {"situation": "", "step": "tell"}).content.decode()
    assert WORDS in again and "Error:" in again and not Strategy.system.exists()


def test_told_to_a_circle_it_is_seen_there_alone_under_the_name_one_has_there(dell, wren):
    marl, ash = member("Marl"), member("Ash")
    tuesday = circle_of(marl, wren)
    seat(tuesday, dell, own_name="Dellwyn")
    card = card_by(dell, circle=tuesday)
    assert "Dellwyn" in page_of(wren, card) and not sees(ash, card)
    assert TITLE not in page(ash, "/toolkit/for/empty-house") and TITLE not in page(ash, "/toolkit?q=timer") and TITLE not in page(ash, "/toolkit")
    leave(tuesday, wren)
    assert not sees(wren, card)


def test_one_does_not_tell_a_circle_in_which_one_does_not_sit(dell, wren):
    tuesday = circle_of(member("Marl"), wren)
    with pytest.raises(Refused):
        card_by(dell, circle=tuesday)
    answer = signed_in(dell).post("/toolkit/offer", FILLED | {"audience": f"circle-{tuesday.pk}", "step": "tell"})
    assert answer.status_code == 200 and not Strategy.system.exists()


def test_people_blocked_with_each_other_never_see_each_others_cards(dell, wren):
    card = card_by(dell)
    assert sees(wren, card)
    block(wren, dell)
    assert not sees(wren, card) and TITLE not in page(wren, "/toolkit") and TITLE not in page(wren, "/toolkit?q=timer")
    back = card_by(wren, "Another")
    assert not sees(dell, back)


def test_what_is_told_as_someone_goes_away_only_for_those_whom_its_writer_blocked(dell, wren):
    """Else one could mute or block person after person, and see whose words go away."""
    card = card_by(dell, shown_as="someone")
    shown = page_of(wren, card)
    assert "Someone here" in shown and "Dell" not in shown and dell.stone not in shown and f"/block/strategy/{card.pk}" not in shown
    members.mute(dell, by=wren)
    assert sees(Member.objects.get(pk=wren.pk), card)
    members.block(dell, by=wren)
    assert sees(Member.objects.get(pk=wren.pk), card)
    members.block(wren, by=dell)
    assert not sees(Member.objects.get(pk=wren.pk), card)


def test_somebody_told_as_someone_cannot_be_kept_at_a_distance_from_the_card(dell, wren):
    card, named = card_by(dell, shown_as="someone"), card_by(dell, "By name")
    browser = signed_in(wren)
    assert browser.get(f"/block/strategy/{card.pk}").status_code == 404
    assert "Block whoever wrote this" in page_of(wren, named) and "Block whoever wrote this" not in page_of(wren, card)


def test_only_its_writer_changes_it_or_takes_it_back(dell, wren):
    card = card_by(dell)
    browser = signed_in(wren)
    for address in ("change", "withdraw", "bring-back"):
        assert browser.post(f"/toolkit/{card.pk}/{address}", FILLED).status_code == 403
    verbs.change_strategy(card, situation="bad-night", title="On the stairs", words=WORDS, by=dell)
    assert "On the stairs" in page(wren, "/toolkit/for/bad-night") and TITLE not in page(wren, "/toolkit/for/empty-house")


def test_it_is_taken_back_and_for_ten_minutes_brought_back(dell, wren, clock):
    card = card_by(dell)
    tried_by(5, card)
    signed_in(dell).post(f"/toolkit/{card.pk}/withdraw")
    assert not sees(wren, card) and sees(dell, card)
    signed_in(dell).post(f"/toolkit/{card.pk}/bring-back")
    assert sees(wren, card) and fresh(card).tally[""] == [5, 0, 0, 0]
    verbs.withdraw_strategy(card, by=dell)
    clock.tick(minutes=11)
    assert not Strategy.system.exists()


def test_who_leaves_takes_it_out_of_sight_and_an_erased_writers_words_are_gone(dell, wren):
    card = card_by(dell)
    verbs.say_how_it_went(card, outcome="helped", by=wren)
    verbs.tell_line(card, words="On the stairs, in winter.", by=wren)
    assert "On the stairs" in page_of(dell, card)
    erased(wren)
    assert "On the stairs" not in page_of(dell, card)
    assert fresh(card).tally[""] == [1, 0, 0, 0], "a number that names nobody stays"
    erased(dell)
    assert not sees(member("Ash"), card)


def test_a_crisis_signal_brings_help_to_its_writer_and_a_responder(dell):
    from cairn.safety.models import Alert

    browser = signed_in(dell)
    answer = browser.post("/toolkit/offer", FILLED | {"words": "I am going to kill myself tonight.", "step": "tell"}, follow=True)
    assert "care" in answer.content.decode() and Alert.objects.get().noun == "strategy"


def test_a_card_can_be_reported_and_held(dell, wren):
    from cairn.base import clock as now
    from cairn.safety import verbs as safety
    from cairn.safety.nouns import written

    card = card_by(dell)
    assert written("strategy", wren, card.pk).evidence.words.startswith(TITLE)
    report = safety.report("strategy", card.pk, reason="unsure", by=wren)
    safety.decide(report, "hold", rule="unsure", reason="Not so.", by=member("Juno", responder_since=now.now()))
    assert not sees(wren, card) and "A responder holds it" in page_of(dell, card)


def test_somebody_paused_offers_nothing(dell):
    from datetime import timedelta

    from cairn.base import clock as now

    Member.objects.filter(pk=dell.pk).update(paused_until=now.now() + timedelta(days=2))
    assert signed_in(dell).post("/toolkit/offer", FILLED | {"step": "tell"}).status_code == 403
    assert not Strategy.system.exists()


def test_the_rows_hold_no_readable_word_and_no_readable_count(dell):
    card = card_by(dell)
    tried_by(2, card)
    row = Strategy.objects.seen_by(dell).filter(pk=card.pk).values("title", "words", "counts").get()
    assert TITLE.encode() not in bytes(row["title"]) and WORDS.encode() not in bytes(row["words"])
    assert set(row["counts"]) == {"sealed"} and "[" not in row["counts"]["sealed"]


def test_sent_twice_it_is_told_once(dell):
    browser = signed_in(dell)
    for _each in range(2):
        browser.post("/toolkit/offer", FILLED | {"step": "tell", "once": "abc"})
    assert Strategy.system.count() == 1


def test_what_is_told_can_be_found_by_its_words(dell, wren):
    card_by(dell)
    card_by(dell, "Read one page out loud to the kettle", "Any page.", situation="exam-weeks")
    assert "kettle" in page(wren, "/toolkit?q=KETTLE+page") and TITLE not in page(wren, "/toolkit?q=KETTLE+page")
    assert "No card has these words" in page(wren, "/toolkit?q=meteorite")


def test_a_card_of_doses_is_told_to_nobody_at_first(dell, wren):
    card = card_by(dell, words=DOSE)
    assert not sees(wren, card) and DOSE not in page(wren, "/toolkit/for/empty-house") and not Tried.system.exists()
    assert "reads it before others see it" in page_of(dell, card)
