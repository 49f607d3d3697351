"""What speaks of medicine, amounts or methods is read by a responder before others see it."""

import pytest

from cairn.base import clock as now
from cairn.safety.models import LogLine, Look
from cairn.toolkit import verbs
from cairn.toolkit.models import Strategy
from cairn.toolkit.queries import who_looks
from tests.cast import block, circle_of, member, signed_in
from tests.toolkit.people import DOSE, WORDS, card_by, fresh, page, page_of

pytestmark = pytest.mark.django_db


def responder(name, **more):
    return member(name, responder_since=now.now(), **more)


@pytest.fixture
def juno():
    return responder("Juno")


@pytest.fixture
def dell():
    return member("Dell")


@pytest.fixture
def wren():
    return member("Wren")


@pytest.fixture
def card(juno, dell):
    return card_by(dell, words=DOSE)


def sees(somebody, card) -> bool:
    return signed_in(somebody).get(f"/toolkit/{card.pk}").status_code == 200


def test_a_responder_finds_it_on_their_desk_and_lets_it_be_seen(card, dell, wren, juno):
    assert "waits until somebody has read it" in page(juno, "/notices")
    assert f"/toolkit/{card.pk}/look" in page(juno, "/reports")
    shown = page(juno, f"/toolkit/{card.pk}/look")
    assert DOSE in shown and "Dell" not in shown
    signed_in(juno).post(f"/toolkit/{card.pk}/let-be-seen")
    assert sees(wren, card) and "others can see it now" in page(dell, "/notices")
    assert Look.objects.get(noun="strategy").by == juno.pk and [line.act for line in LogLine.objects.order_by("number")] == ["look", "strategy_let_be_seen"]
    assert f"/toolkit/{card.pk}/look" not in page(juno, "/reports") and page(juno, "/notices").count("waits until somebody has read it") == 0


@pytest.mark.parametrize("shown_as", ["stone", "someone"])
def test_a_card_in_a_language_without_words_is_read_first_and_both_are_told_why(juno, wren, shown_as):
    bran = member("Bran", languages=["cy", "en"])
    look = {"situation": "bad-night", "title": "Cerdded", "words": "Rownd y bloc.", "audience": "everyone", "shown_as": shown_as}
    assert "something in your language speaks of medicine" in signed_in(bran).post("/toolkit/offer", look).content.decode()
    card = card_by(bran, "Cerdded", "Rownd y bloc.", shown_as=shown_as)
    assert not sees(wren, card) and "something in your language speaks of medicine" in page_of(bran, card)
    assert "in a language for which there are no words" in page(juno, f"/toolkit/{card.pk}/look")
    signed_in(juno).post(f"/toolkit/{card.pk}/let-be-seen")
    assert sees(wren, card)


def test_a_line_is_not_refused_for_its_language(juno, wren):
    bran = member("Bran", languages=["cy"])
    card = card_by(bran, "Cerdded", "Rownd y bloc.")
    verbs.let_be_seen(card, by=juno)
    verbs.say_how_it_went(card, outcome="helped", by=wren)
    assert verbs.tell_line(card, words="Rownd yr ardd.", by=wren).held_at is None


def test_or_writes_to_whoever_wrote_it(card, dell, wren, juno):
    browser = signed_in(juno)
    assert "Nothing is written here yet." in browser.post(f"/toolkit/{card.pk}/answer", {"words": " "}).content.decode()
    browser.post(f"/toolkit/{card.pk}/answer", {"words": "Thank you. Could the amount go?"})
    shown = page_of(dell, card)
    assert "Thank you. Could the amount go?" in shown and "Juno, who looks after this space, wrote to you" in shown and not sees(wren, card)
    assert "wrote to you about your card" in page(dell, "/notices")
    assert DOSE not in str(LogLine.objects.values()) and LogLine.objects.get().act == "strategy_answered"


def test_changed_so_that_it_needs_nobody_it_is_told_at_once_else_looked_at_anew(card, dell, wren, juno):
    verbs.answer_writer(card, "Could the amount go?", by=juno)
    verbs.change_strategy(card, situation="bad-night", title="Less", words="One of the 25 mg ones.", by=dell)
    assert not sees(wren, card) and f"/toolkit/{card.pk}/look" in page(juno, "/reports") and fresh(card).answer is None
    verbs.change_strategy(card, situation="bad-night", title="A walk", words=WORDS, by=dell)
    assert sees(wren, card) and f"/toolkit/{card.pk}/look" not in page(juno, "/reports")


def test_a_told_card_that_is_changed_to_speak_of_medicine_waits_again(dell, wren, juno):
    card = card_by(dell)
    verbs.change_strategy(card, situation="bad-night", title=card.title, words=DOSE, by=dell)
    assert not sees(wren, card) and fresh(card).asked_at


def test_what_was_changed_while_somebody_read_it_is_not_let_through(card, dell, juno, wren):
    from cairn.base.rules import Refused
    from cairn.toolkit.verbs.reviewing import version

    read = version(fresh(card))
    verbs.change_strategy(card, situation="bad-night", title="More", words="Ten of the 50 mg ones.", by=dell)
    with pytest.raises(Refused):
        verbs.let_be_seen(card, seen=read, by=juno)
    assert not sees(wren, card)


def test_nobody_looks_at_their_own(juno):
    own = card_by(juno, words=DOSE)
    assert signed_in(juno).get(f"/toolkit/{own.pk}/look").status_code == 404 and who_looks(own) == []
    alder = responder("Alder")
    assert who_looks(own) == [alder.pk] and f"/toolkit/{own.pk}/look" not in page(juno, "/reports")
    for address in ("let-be-seen", "answer"):
        assert signed_in(juno).post(f"/toolkit/{own.pk}/{address}", {"words": "x"}).status_code == 404


def test_members_and_facilitators_have_no_such_page(card, wren):
    marl = member("Marl")
    circle_of(marl, wren)
    for somebody in (wren, marl):
        for address in ("look", "let-be-seen", "answer"):
            ask = signed_in(somebody)
            assert (ask.get if address == "look" else ask.post)(f"/toolkit/{card.pk}/{address}").status_code == 404


def test_a_coordinator_stands_in_only_where_no_responder_can(dell):
    cole = member("Cole", coordinator=True)
    card = card_by(dell, words=DOSE)
    assert who_looks(card) == [cole.pk]
    juno = responder("Juno")
    assert who_looks(card) == [juno.pk] and signed_in(cole).get(f"/toolkit/{card.pk}/look").status_code == 404


def test_whom_its_writer_blocked_does_not_look_and_somebody_does(card, dell, juno):
    cole = member("Cole", coordinator=True)
    block(dell, juno)
    assert who_looks(card) == [cole.pk]
    block(dell, cole)
    assert who_looks(card) == [cole.pk], "blocking is not a way past everybody"


def test_a_responders_own_block_does_not_tell_whose_card_it_is(card, dell, juno):
    block(juno, dell)
    assert who_looks(card) == [juno.pk]


def test_a_told_card_is_not_there_to_be_looked_at(dell, juno):
    card = card_by(dell)
    assert signed_in(juno).get(f"/toolkit/{card.pk}/look").status_code == 404 and not Strategy.system.to_be_looked_at().exists()
