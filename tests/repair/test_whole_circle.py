"""A called conversation of a whole circle: everybody is heard in each round, and its agreement changes with every yes."""

import pytest

from cairn.base.rules import Refused
from cairn.circles import verbs as circle_verbs
from cairn.members import queries as members
from cairn.members.models import Consent
from cairn.repair import rules, verbs
from cairn.repair.models import Conversation, Voice
from cairn.safety.models import LogLine
from tests.cast import block, circle_of, leave, member, seat, signed_in

pytestmark = pytest.mark.django_db

ROUNDS = ("happened", "needs", "agree")


@pytest.fixture
def people():
    return [member(name) for name in ("Marl", "Wren", "Dell")]


@pytest.fixture
def tuesday(people):
    return circle_of(*people)


def fresh(conversation) -> Conversation:
    return Conversation.system.get(pk=conversation.pk)


def page_of(person, conversation) -> str:
    return signed_in(person).get(f"/conversations/{conversation.pk}").content.decode()


def notices_of(person) -> str:
    return signed_in(person).get("/notices").content.decode()


def called(tuesday, people):
    return verbs.call(tuesday, "The last two evenings were loud.", by=people[0])


def all_speak(conversation, people, *rounds):
    for round in rounds:
        for person in people:
            verbs.speak(conversation, round, f"{person.name} in {round}.", by=person)
    return fresh(conversation)


def put_forward(conversation, people, text="We take turns.\nWe end at nine."):
    all_speak(conversation, people, *ROUNDS)
    return verbs.put_forward(fresh(conversation), text, by=people[0])


def says(conversation, person, yes, words=""):
    return verbs.consent(conversation, yes=yes, seen=rules.seen(fresh(conversation).proposed), words=words, by=person)


def test_a_circle_talks_in_three_rounds_and_agrees_anew(people, tuesday):
    marl, wren, dell = people
    conversation = called(tuesday, people)
    assert "There is a conversation of all of Tuesday circle" in notices_of(dell)
    assert "A conversation of the whole circle is open" in signed_in(wren).get(f"/circles/{tuesday.pk}").content.decode()
    all_speak(conversation, people[:2], "happened")
    verbs.speak(conversation, "happened", "", by=dell)
    assert fresh(conversation).round == "needs", "a pass is as good as speaking"
    page = page_of(wren, conversation)
    assert "Passed." in page and "Marl in happened." in page and "The last two evenings" in page
    conversation = all_speak(conversation, people, "needs", "agree")
    assert "You can put a text forward" in notices_of(marl) and "put a text forward" not in notices_of(wren)
    conversation = verbs.put_forward(conversation, "We take turns.\nWe end at nine.", by=marl)
    assert "We end at nine." in page_of(dell, conversation)
    says(conversation, marl, True)
    says(conversation, wren, True)
    assert members.agreement_of(tuesday).version == 1
    assert says(conversation, dell, True).ended_as == "agreed"
    agreement = members.agreement_of(tuesday)
    assert agreement.version == 2 and agreement.text == "We take turns.\nWe end at nine."
    assert set(Consent.objects.filter(agreement=agreement).values_list("member", flat=True)) == {one.pk for one in people}
    assert LogLine.objects.filter(act="circle_agreed", noun_id=tuesday.pk).exists()
    assert "needs your yes" not in signed_in(dell).get(f"/circles/{tuesday.pk}").content.decode()
    assert "conversation of the whole circle is open" not in signed_in(dell).get(f"/circles/{tuesday.pk}").content.decode()


def test_one_not_yet_brings_it_back_to_what_we_agree(people, tuesday):
    marl, wren, dell = people
    conversation = put_forward(called(tuesday, people), people)
    says(conversation, marl, True)
    conversation = says(conversation, dell, False, "Nine is early for me.")
    assert conversation.round == "agree" and not Voice.objects.filter(round="consent", yes=True).exists()
    assert "Nine is early for me." in page_of(wren, conversation)
    assert "needs a little more" in notices_of(wren)
    verbs.put_forward(conversation, "We take turns.\nWe end at ten.", by=marl)
    for person in people:
        conversation = says(conversation, person, True)
    assert members.agreement_of(tuesday).text.endswith("at ten.")


def test_a_yes_is_to_exactly_the_words_that_were_read(people, tuesday):
    marl, wren, _dell = people
    conversation = put_forward(called(tuesday, people), people)
    before = rules.seen(conversation.proposed)
    says(conversation, wren, True)
    conversation = verbs.put_forward(conversation, "We take turns.\nWe end at ten.", by=marl)
    with pytest.raises(Refused):
        verbs.consent(conversation, yes=True, seen=before, by=wren)
    assert not Voice.objects.filter(round="consent", yes=True).exists()


def test_a_round_moves_on_only_after_its_soft_time_with_a_yes_and_nobody_is_skipped_silently(people, tuesday, clock):
    marl, wren, dell = people
    conversation = called(tuesday, people)
    all_speak(conversation, people[:2], "happened")
    with pytest.raises(Refused):
        verbs.move_on(conversation, by=marl)
    assert "Not heard yet: Dell" in page_of(marl, conversation) and "Not heard yet" not in page_of(wren, conversation)
    clock.tick(days=3, minutes=1)
    assert "would like to hear you" in notices_of(dell) and "would like to hear you" not in notices_of(wren)
    assert "You decide whether it waits" in notices_of(marl)
    assert fresh(conversation).round == "happened"
    with pytest.raises(Refused):
        verbs.move_on(conversation, by=wren)
    verbs.move_on(conversation, by=marl)
    assert "You can still speak in the last one" in notices_of(dell)
    assert "You can still speak" in page_of(dell, conversation)
    verbs.speak(fresh(conversation), "happened", "I was away.", by=dell)
    assert "I was away." in page_of(wren, conversation) and fresh(conversation).round == "needs"


def test_it_comes_to_rest_by_itself_when_nobody_goes_on(people, tuesday, clock):
    conversation = called(tuesday, people)
    clock.tick(days=3, minutes=1)
    clock.tick(days=14, minutes=1)
    assert fresh(conversation).ended_as == "rested" and "is let rest" in notices_of(people[1])
    clock.tick(days=91)
    assert not Conversation.system.exists()


def test_any_seat_may_ask_for_one_and_who_holds_the_circle_calls_it(people, tuesday):
    marl, wren, dell = people
    conversation = verbs.call(tuesday, "Could we talk?", by=wren)
    assert conversation.round == "asked" and "You can call it" in notices_of(marl)
    assert signed_in(dell).get(f"/conversations/{conversation.pk}").status_code == 404
    assert "Could we talk?" in page_of(marl, conversation)
    with pytest.raises(Refused):
        verbs.answer_asked(conversation, yes=True, by=wren)
    assert verbs.answer_asked(conversation, yes=True, by=marl).round == "happened"
    assert "Could we talk?" in page_of(dell, conversation)


def test_whoever_asks_second_keeps_their_words_and_hears_that_it_was_asked_for(people, tuesday):
    marl, wren, dell = people
    conversation = verbs.call(tuesday, "Could we talk?", by=wren)
    at = f"/circles/{tuesday.pk}/conversation"
    page = signed_in(dell).post(at, {"about": "The doors, I mean.", "once": "a"}).content.decode()
    assert "has asked for a conversation already" in page and "The doors, I mean." in page and "Could we talk?" not in page
    for person in (marl, wren):
        assert signed_in(person).get(at)["Location"] == f"/conversations/{conversation.pk}"


def test_a_not_now_is_told_kindly_and_only_to_who_asked(people, tuesday):
    marl, wren, dell = people
    conversation = verbs.call(tuesday, "Could we talk?", by=wren)
    verbs.answer_asked(conversation, yes=False, by=marl)
    assert "cannot be now" in notices_of(wren) and "conversation" not in notices_of(dell)


def test_every_seat_there_is_now_must_say_yes(people, tuesday, clock):
    marl, wren, dell = people
    conversation = put_forward(called(tuesday, people), people)
    says(conversation, marl, True)
    says(conversation, wren, True)
    ash = member("Ash")
    seat(tuesday, ash)
    assert says(conversation, dell, True).ended_at is None, "somebody sat down meanwhile"
    leave(tuesday, ash)
    clock.tick(seconds=30)
    assert fresh(conversation).ended_as == "agreed", "and left again"


def test_people_who_are_blocked_do_not_read_each_other_there(people, tuesday):
    marl, wren, dell = people
    block(dell, wren)
    conversation = verbs.call(tuesday, "About the doors.", by=wren)
    verbs.answer_asked(conversation, yes=True, by=marl)
    all_speak(conversation, people, "happened")
    for one, other in ((wren, dell), (dell, wren)):
        page = page_of(one, conversation)
        assert f"{other.name} in happened." not in page and f"<b>{other.name}" not in page and "Marl in happened." in page
    assert "About the doors." not in page_of(dell, conversation) and "About the doors." in page_of(wren, conversation)
    conversation = all_speak(conversation, people, "needs", "agree")
    conversation = verbs.put_forward(conversation, "We knock.", by=marl)
    says(conversation, dell, False, "Not like this.")
    assert "Not like this." in page_of(marl, conversation) and "Not like this." not in page_of(wren, conversation)


def test_whoever_is_blocked_with_who_asked_does_not_come_to_know_of_it(people, tuesday):
    marl, wren, _dell = people
    block(marl, wren)
    conversation = verbs.call(tuesday, "Could we talk?", by=wren)
    assert signed_in(marl).get(f"/conversations/{conversation.pk}").status_code == 404
    assert "conversation" not in notices_of(marl)
    assert "asked for" not in signed_in(marl).get(f"/circles/{tuesday.pk}").content.decode()


def test_strangers_see_nothing_and_may_do_nothing(people, tuesday):
    conversation = put_forward(called(tuesday, people), people)
    for somebody in (member("Stranger"), member("Ines", coordinator=True)):
        browser = signed_in(somebody)
        assert browser.get(f"/conversations/{conversation.pk}").status_code == 404
        assert browser.get(f"/circles/{tuesday.pk}/conversation").status_code == 404
        for act in ("answer", "move-on", "consent", "rest"):
            assert browser.post(f"/conversations/{conversation.pk}/{act}", {"once": act}).status_code == 404
        for verb in (
            lambda who: verbs.speak(conversation, "agree", "x", by=who), lambda who: verbs.move_on(conversation, by=who), lambda who: says(conversation, who, True),
            lambda who: verbs.let_rest(conversation, by=who), lambda who: verbs.put_forward(conversation, "x", by=who), lambda who: verbs.call(tuesday, "x", by=who),
            lambda who: verbs.answer_asked(conversation, yes=True, by=who),
        ):
            with pytest.raises(Refused):
                verb(somebody)
    for act in (lambda who: verbs.put_forward(conversation, "x", by=who), lambda who: verbs.let_rest(conversation, by=who), lambda who: verbs.move_on(conversation, by=who)):
        with pytest.raises(Refused):
            act(people[1])


def test_a_closed_circle_lets_it_rest(people, tuesday, clock):
    conversation = called(tuesday, people)
    circle_verbs.close_circle(tuesday, by=member("Ines", coordinator=True))
    clock.tick(seconds=30)
    assert fresh(conversation).ended_as == "rested"


def test_by_forms_alone(people, tuesday):
    marl, wren, dell = people
    holds, reads = signed_in(marl), signed_in(wren)
    at = holds.post(f"/circles/{tuesday.pk}/conversation", {"about": "The evenings.", "once": "a"})["Location"]
    nothing = reads.post(at, {"round": "happened", "spoken": "", "once": "b"})
    assert nothing.status_code == 200 and "You may also pass" in nothing.content.decode()
    for person, browser in ((marl, holds), (wren, reads), (dell, signed_in(dell))):
        for round in ROUNDS[:1]:
            assert browser.post(at, {"round": round, "spoken": "Loud." if person is marl else "", "pass": "" if person is marl else "yes", "once": f"{person.pk}{round}"}).status_code == 302
    assert "What each of us needs" in holds.get(at).content.decode()
    all_speak(Conversation.system.get(), people, "needs", "agree")
    assert holds.post(f"{at}/put-forward", {"proposed": "  We knock.\n\nWe rest. ", "once": "c"}).status_code == 302
    seen = rules.seen("We knock.\nWe rest.")
    for person in people:
        assert signed_in(person).post(f"{at}/consent", {"answer": "yes", "seen": seen, "missing": "", "once": f"d{person.pk}"}).status_code == 302
    assert "Every seat said yes" in reads.get(at).content.decode()
