"""Answers, quiet signals, and being heard."""

import pytest

from cairn.base.rules import Refused
from cairn.live.models import Event
from cairn.shares import queries, verbs
from cairn.shares.models import Draft, Response, Share, Signal
from tests.cast import block, circle_of, erased, member, response_by, share_by, signed_in
from tests.shares.test_telling import said_to

pytestmark = pytest.mark.django_db


def test_an_answer_by_another_makes_a_share_heard_and_its_writer_is_told():
    dell, juno = member("Dell"), member("Juno")
    share = share_by(dell)
    response_by(dell, share, "One more thing.")
    assert Share.system.get().heard_at is None
    page = signed_in(juno).post(f"/shares/{share.pk}/respond", {"text": "I hear the door.", "kind": "heard"}, follow=True)
    assert "I hear the door." in page.text and "Said what they heard" in page.text
    assert Share.system.get().heard_at is not None
    assert said_to(dell) == ["Juno answered your share."]


def test_ideas_are_offered_only_where_they_were_asked_for():
    dell, juno = member("Dell"), member("Juno")
    browser = signed_in(juno)
    for need, offered in (("listening", False), ("stories", False), ("ideas", True), ("nothing", False)):
        share = share_by(dell, need=need)
        assert ('value="idea"' in browser.get(f"/shares/{share.pk}").text) is offered, need
        if not offered:
            with pytest.raises(Refused):
                response_by(juno, share, kind="idea")


def test_to_who_only_wanted_to_say_it_one_says_what_one_heard_at_most():
    dell, juno = member("Dell"), member("Juno")
    share = share_by(dell, need="nothing")
    response_by(juno, share)
    with pytest.raises(Refused):
        response_by(juno, share, kind="similar")


def test_two_presses_answer_once():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    for _press in range(2):
        answer = browser.post(f"/shares/{share.pk}/respond", {"text": "Once.", "kind": "heard", "once": "same"})
        assert answer["Location"] == f"/shares/{share.pk}#r{Response.system.get().pk}"


def test_an_answer_that_is_begun_waits_in_its_box():
    share, browser = share_by(member("Dell")), signed_in(member("Juno"))
    browser.post(f"/shares/{share.pk}/respond/keep", {"text": "I was about to", "kind": "question"})
    page = browser.get(f"/shares/{share.pk}").text
    assert "I was about to" in page and 'value="question" checked' in page
    browser.post(f"/shares/{share.pk}/respond", {"text": "I was about to say.", "kind": "question"})
    assert not Draft.system.exists()


def test_felt_heard_is_the_writers_own_mark_and_the_other_learns_of_it():
    dell, juno = member("Dell"), member("Juno")
    share = share_by(dell)
    response = response_by(juno, share)
    with pytest.raises(Refused):
        verbs.feel_heard(response, by=juno)
    signed_in(dell).post(f"/responses/{response.pk}/felt-heard")
    assert "Dell felt heard" in signed_in(juno).get(f"/shares/{share.pk}").text
    assert said_to(juno) == ["Dell felt heard by your words."]
    verbs.feel_heard(response, by=dell)
    assert said_to(juno) == []


def test_signals_are_toggled_and_shown_by_names_and_never_a_number():
    dell = member("Dell")
    share = share_by(dell)
    for name in ("Marl", "Tarn", "Wren", "Ash"):
        verbs.signal(share, "nod", by=member(name))
    browser = signed_in(member("Juno"))
    page = browser.post(f"/shares/{share.pk}/signal", {"signal": "nod"}, follow=True).text
    assert "Marl, Tarn, you and others nodded." in page
    assert "Marl, Tarn, Wren and others nodded." in signed_in(dell).get(f"/shares/{share.pk}").text
    fragment = browser.post(f"/shares/{share.pk}/signal", {"signal": "nod"}, headers={"X-Fragment": "signals"})
    assert fragment.status_code == 200 and "you and others" not in fragment.text and 'id="signals"' in fragment.text
    assert Signal.system.count() == 4


def test_nobody_signals_to_themselves():
    dell = member("Dell")
    with pytest.raises(Refused):
        verbs.signal(share_by(dell), "heart", by=dell)


def test_an_answer_taken_back_leaves_the_share_waiting_again_until_it_comes_back(clock):
    dell, juno = member("Dell"), member("Juno")
    share = share_by(dell)
    response, browser = response_by(juno, share), signed_in(juno)
    browser.post(f"/responses/{response.pk}/withdraw")
    assert Share.system.get().heard_at is None
    assert "It sounds like" not in signed_in(dell).get(f"/shares/{share.pk}").text
    browser.post(f"/responses/{response.pk}/bring-back")
    assert Share.system.get().heard_at is not None
    verbs.withdraw_response(response, by=juno)
    clock.tick(minutes=11)
    assert not Response.system.exists()


def test_words_of_somebody_erased_were_taken_back():
    dell, juno = member("Dell"), member("Juno")
    share = share_by(dell)
    response_by(juno, share)
    erased(juno)
    page = signed_in(dell).get(f"/shares/{share.pk}").text
    assert "These words were taken back." in page and "Juno" not in page


def test_people_who_blocked_each_other_meet_nowhere():
    dell, juno, ash = member("Dell"), member("Juno"), member("Ash")
    share = share_by(dell)
    response_by(juno, share, "From Juno.")
    verbs.signal(share, "nod", by=juno)
    block(ash, juno)
    page = signed_in(ash).get(f"/shares/{share.pk}").text
    assert "From Juno." not in page and "Juno" not in page
    block(dell, juno)
    assert signed_in(juno).get(f"/shares/{share.pk}").status_code == 404
    assert said_to(dell) == []


def test_every_act_moves_the_open_page_and_no_event_holds_words():
    dell, juno = member("Dell"), member("Juno")
    share = share_by(dell)
    response = response_by(juno, share)
    verbs.signal(share, "nod", by=juno)
    verbs.feel_heard(response, by=dell)
    verbs.edit(share, text="Other words.", need="listening", by=dell)
    verbs.withdraw(share, by=dell)
    events = Event.objects.filter(stream=f"share:{share.pk}").order_by("number")
    kinds = [event.kind for event in events if event.kind != "asked"]
    assert kinds == ["response", "signals", "felt", "edited", "withdrawn"]
    assert all(isinstance(value, int) for event in events for value in event.data.values())


def test_signals_are_drawn_once_for_all_who_watch():
    from cairn.shares import live

    marl, dell, wren = member("Marl"), member("Dell"), member("Wren")
    share = share_by(dell, circle=circle_of(marl, dell, wren))
    verbs.signal(share, "nod", by=wren)
    moved = live.draw(Event.objects.filter(kind="signals").get())
    assert "Wren nodded." in moved.html and moved.members == {wren.pk}
    assert live.may_listen(marl, share.pk) and not live.may_listen(member("Rook"), share.pk)


def test_the_list_brings_those_waiting_first_and_goes_on_where_it_stopped():
    dell, juno = member("Dell"), member("Juno")
    heard = [share_by(dell, f"Heard {n}.") for n in range(23)]
    for share in heard:
        response_by(juno, share)
    waiting = share_by(dell, "Waiting.")
    first = queries.telling_list(juno)
    assert [one.id for one in first.waiting] == [waiting.pk] and len(first.told) == 20
    then = queries.telling_list(juno, before=first.earlier)
    assert {one.id for one in first.told + then.told} == {share.pk for share in heard} and not then.earlier
    assert [one.id for one in queries.telling_list(juno, show="waiting").told] == [waiting.pk]
    assert queries.telling_list(dell, show="mine").earlier
