"""When: waves from the first minute on, the desk at four hours, and nothing ever forgotten."""

from datetime import timedelta

import pytest

from cairn.base import clock as time
from cairn.base.rules import Refused
from cairn.hearing import queries, resident, verbs
from cairn.hearing.models import Ask, Listener, Wave
from cairn.hearing.verbs import asking
from cairn.notices.models import Notice
from cairn.shares import verbs as shares
from tests.cast import block, circle_of, member, response_by, share_by, topic
from tests.hearing.people import asked, at_noon, listener, wave_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(clock):
    at_noon()


def many_listeners(n=14, **more):
    return [listener(f"Listener {n}", quiet_from=0, quiet_to=0, **more) for n in range(n)]


def test_more_are_asked_wave_by_wave(clock):
    many_listeners(60, weekly_limit=7)
    share = share_by(member("Dell"))
    seen = []
    for minutes in (0, 9, 2, 13, 2, 18, 2):
        clock.tick(minutes=minutes)
        seen.append(len(asked(share)))
    assert seen[0] == seen[1] < seen[2] == seen[3] < seen[4] == seen[5] < seen[6]
    assert wave_of(share).number == 4


def test_a_wave_asks_as_few_as_will_probably_do(clock):
    """Whoever knows it and is here at this hour is likely to answer: then two are enough."""
    grief = topic("grief")
    for n in range(10):
        listener(f"Listener {n}", knows=[grief], hours=1 << 12)
    share = share_by(member("Dell"), note_topics=[grief.pk])
    clock.tick()
    few = len(asked(share))
    stranger = share_by(member("Ode"))
    clock.tick()
    assert 2 <= few < len(asked(stranger)) <= 8


def test_at_four_hours_it_stands_first_on_the_desk_of_whoever_holds_the_circle(clock):
    marl, dell, ode = member("Marl"), member("Dell"), member("Ode")
    circle = circle_of(marl, dell, ode)
    share = share_by(dell, circle=circle)
    clock.tick(minutes=60)
    newer = share_by(ode, circle=circle)
    clock.tick(minutes=179)
    assert not Notice.system.filter(kind="waiting_on_desk").exists()
    clock.tick(minutes=2)
    assert Notice.system.get(kind="waiting_on_desk", about=share.pk).member_id == marl.pk
    assert list(queries.waiting_on_desk(marl)) == [share, newer]
    assert not queries.waiting_on_desk(dell).exists()


def test_a_share_to_everyone_is_brought_to_the_coordinator(clock):
    ines, marl = member("Ines", coordinator=True), member("Marl")
    circle_of(marl)
    share = share_by(member("Dell"))
    clock.tick(minutes=241)
    assert list(Notice.system.filter(kind="waiting_on_desk").values_list("member", "about")) == [(ines.pk, share.pk)]


def test_a_facilitator_who_is_blocked_with_the_author_is_passed_over_for_the_cofacilitator(clock):
    marl, ash, dell = member("Marl"), member("Ash"), member("Dell")
    share = share_by(dell, circle=circle_of(marl, dell, cofacilitator=ash))
    block(dell, marl)
    clock.tick(minutes=241)
    assert list(Notice.system.filter(kind="waiting_on_desk").values_list("member", flat=True)) == [ash.pk]
    assert not queries.waiting_on_desk(marl).filter(pk=share.pk).exists()


def test_when_nobody_can_look_after_a_circle_the_coordinator_hears_that_and_not_the_words(clock):
    ines, marl, dell = member("Ines", coordinator=True), member("Marl"), member("Dell")
    circle = circle_of(marl, dell)
    share_by(dell, circle=circle)
    block(marl, dell)
    clock.tick(minutes=241)
    assert list(Notice.system.filter(kind="share_unheld").values_list("member", "about")) == [(ines.pk, circle.pk)]
    assert not queries.waiting_on_desk(ines).exists()


def test_after_twelve_hours_the_coordinator_knows_and_then_both_again_every_twelve(clock):
    ines, marl, dell = member("Ines", coordinator=True), member("Marl"), member("Dell")
    circle = circle_of(marl, dell)
    share_by(dell, circle=circle)
    told = Notice.system.filter(member=ines, kind="share_unheld")
    clock.tick(minutes=241)
    brought = Notice.system.get(kind="waiting_on_desk").at
    assert not told.exists()
    clock.tick(hours=7, minutes=50)
    assert Notice.system.get(kind="waiting_on_desk").at == brought and not told.exists()
    clock.tick(minutes=70)
    first, knew = Notice.system.get(kind="waiting_on_desk").at, told.get().at
    assert first > brought and told.get().about == circle.pk
    clock.tick(hours=6)
    assert told.get().at == knew
    clock.tick(hours=9)
    assert told.get().at > knew and Notice.system.get(kind="waiting_on_desk").at > first


def first_asked(share):
    return Ask.system.filter(share=share).select_related("listener").order_by("pk")


def test_one_answer_makes_it_heard_and_a_second_listener_is_still_looked_for(clock):
    many_listeners(30, weekly_limit=7)
    dell = member("Dell")
    share = share_by(dell)
    clock.tick()
    one, other = first_asked(share)[:2]
    before = len(asked(share))
    response_by(one.listener, share)
    assert wave_of(share).due_at is not None and Ask.system.get(pk=one.pk).answered_at is not None
    assert share.pk in {found.pk for found in queries.asks_of(other.listener)}
    clock.tick(minutes=11)
    assert len(asked(share)) > before
    response_by(other.listener, share)
    assert wave_of(share).due_at is None and not Ask.system.filter(share=share).open().exists()
    asked_then = len(asked(share))
    clock.tick(hours=30)
    assert len(asked(share)) == asked_then


def test_after_a_day_one_answer_is_enough(clock):
    many_listeners(3)
    share = share_by(member("Dell"))
    clock.tick()
    response_by(first_asked(share)[0].listener, share)
    clock.tick(hours=25)
    assert wave_of(share).due_at is None and not Ask.system.filter(share=share).open().exists()


def test_a_heard_share_alarms_nobody(clock):
    marl, dell = member("Marl"), member("Dell")
    ash = listener("Ash")
    share = share_by(dell, circle=circle_of(marl, dell, ash))
    clock.tick()
    response_by(ash, share)
    clock.tick(hours=13)
    assert not Notice.system.filter(kind="waiting_on_desk").exists()


def test_the_authors_own_answer_is_not_being_heard(clock):
    dell = member("Dell")
    share = share_by(dell)
    response_by(dell, share, "Still here.")
    assert wave_of(share).due_at is not None


def test_an_answer_taken_back_makes_the_share_wait_anew(clock):
    ash, dell = member("Ash"), member("Dell")
    share = share_by(dell)
    responses = [response_by(one, share) for one in (ash, member("Rook"))]
    assert wave_of(share).due_at is None
    for response in responses:
        shares.withdraw_response(response, by=response.member)
    assert wave_of(share).due_at <= time.now()


def test_a_withdrawn_share_asks_nobody_and_one_brought_back_goes_on(clock):
    many_listeners()
    dell = member("Dell")
    share = share_by(dell)
    shares.withdraw(share, by=dell)
    clock.tick()
    assert asked(share) == set()
    shares.bring_back(share, by=dell)
    clock.tick()
    assert len(asked(share)) == 8


def open_asks(share):
    return set(Ask.system.filter(share=share).open().values_list("listener", flat=True))


def test_taken_back_and_brought_back_it_goes_on_as_if_nothing_had_happened(clock):
    many_listeners(30)
    dell = member("Dell")
    share = share_by(dell)
    clock.tick(minutes=1)
    clock.tick(minutes=255)
    before, asks = wave_of(share), open_asks(share)
    assert before.brought_at is not None and len(asks) >= 8
    shares.withdraw(share, by=dell)
    clock.tick(minutes=5)
    assert open_asks(share) == asks
    assert queries.asks_of(first_asked(share)[0].listener) == [], "nobody is shown it meanwhile"
    shares.bring_back(share, by=dell)
    clock.tick(minutes=1)
    after = wave_of(share)
    assert open_asks(share) == asks == asked(share), "no second wave for taking it back"
    assert [getattr(after, name) for name in KEPT] == [getattr(before, name) for name in KEPT]
    clock.tick(minutes=50)
    assert len(asked(share)) > len(asks)


KEPT = ("number", "began_at", "due_at", "asleep_until", "brought_at", "coordinator_at")


def test_a_wave_that_falls_due_while_it_is_taken_back_goes_out_once_it_is_there_again(clock):
    many_listeners(30)
    dell = member("Dell")
    share = share_by(dell)
    clock.tick()
    first = asked(share)
    clock.tick(minutes=8)
    shares.withdraw(share, by=dell)
    clock.tick(minutes=5)
    assert asked(share) == first
    shares.bring_back(share, by=dell)
    clock.tick(seconds=1)
    assert len(asked(share)) > len(first) and wave_of(share).number == 2


def test_a_second_listener_is_looked_for_also_after_it_was_taken_back(clock):
    many_listeners(30)
    dell = member("Dell")
    share = share_by(dell)
    clock.tick()
    response_by(first_asked(share)[0].listener, share)
    shares.withdraw(share, by=dell)
    clock.tick(minutes=2)
    shares.bring_back(share, by=dell)
    before = asked(share)
    clock.tick(minutes=9)
    assert len(asked(share)) > len(before)


def test_asks_open_again_only_for_whoever_could_be_asked_now(clock):
    """Two answered and took it back; of the others some stopped, rest, have heard enough, declined, or are blocked since."""
    people = many_listeners(8, weekly_limit=1)
    stopped, resting, busy, declined, blocked, paused, *still = people
    dell, ode = member("Dell"), member("Ode")
    share = share_by(dell)
    clock.tick()
    assert open_asks(share) == {one.pk for one in people}
    verbs.decline(Ask.system.get(share=share, listener=declined), by=declined)
    answers = [response_by(member(name), share) for name in ("Marl", "Rook")]
    assert open_asks(share) == set()
    verbs.stop_listening(by=stopped)
    verbs.rest(by=resting)
    response_by(busy, share_by(ode))
    block(blocked, dell)
    type(paused).objects.filter(pk=paused.pk).update(paused_until=time.now() + timedelta(days=1))
    for response in answers:
        shares.withdraw_response(response, by=response.member)
    assert open_asks(share) == {one.pk for one in still}


def test_asks_of_another_day_stay_closed(clock):
    many_listeners(4)
    share = share_by(member("Dell"))
    clock.tick()
    answers = [response_by(member(name), share) for name in ("Marl", "Rook")]
    clock.tick(days=2)
    for response in answers:
        shares.withdraw_response(response, by=response.member)
    assert open_asks(share) == set() and wave_of(share).due_at <= time.now()


def test_declining_asks_the_next_in_the_same_breath():
    many_listeners(9)
    share = share_by(member("Dell"))
    verbs.ask_next(share.pk)
    due = wave_of(share).due_at
    ask = first_asked(share)[0]
    verbs.decline(ask, by=ask.listener)
    assert len(asked(share)) == 9 and wave_of(share).due_at == due
    verbs.decline(ask, by=ask.listener)
    assert Ask.system.filter(share=share).count() == 9


def test_only_whoever_was_asked_can_decline():
    many_listeners(1)
    share = share_by(member("Dell"))
    verbs.ask_next(share.pk)
    with pytest.raises(Refused):
        verbs.decline(Ask.system.get(share=share), by=member("Rook"))
    assert Ask.system.get(share=share).declined_at is None


@pytest.mark.parametrize("act", [verbs.rest, verbs.stop_listening])
def test_resting_and_stopping_hand_what_is_open_to_somebody_else(act):
    ash = listener("Ash")
    share = share_by(member("Dell"))
    verbs.ask_next(share.pk)
    rook = listener("Rook")
    act(by=ash)
    assert asked(share) == {ash.pk, rook.pk}
    assert list(Ask.system.filter(share=share).open().values_list("listener", flat=True)) == [rook.pk]


def test_a_wave_that_dies_in_the_middle_leaves_the_row_due_and_asks_nobody_by_half(clock, monkeypatch):
    many_listeners()
    share = share_by(member("Dell"))
    due = wave_of(share).due_at
    with monkeypatch.context() as broken:
        broken.setattr(asking, "next_due", lambda *_: 1 / 0)
        clock.tick()
        assert asked(share) == set() and wave_of(share).due_at == due
        assert not Notice.system.exists()
    clock.tick()
    assert len(asked(share)) == 8


def test_one_share_in_trouble_keeps_no_other_from_being_heard(clock, monkeypatch):
    many_listeners()
    dell = member("Dell")
    bad, good = share_by(dell), share_by(dell)
    decide = asking.decide
    monkeypatch.setattr(asking, "decide", lambda view, seeking: decide(view, seeking) if seeking.lot == good.pk else 1 / 0)
    clock.tick()
    assert len(asked(good)) == 8 and asked(bad) == set()


@pytest.mark.parametrize("holder_wrote_it", [True, False])
def test_what_the_coordinator_hears_does_not_say_that_the_only_holder_told_it_as_someone(clock, holder_wrote_it):
    ines, marl, dell = member("Ines", coordinator=True), member("Marl"), member("Dell")
    circle = circle_of(marl, dell)
    share_by(marl if holder_wrote_it else dell, circle=circle, shown_as="someone")
    clock.tick(hours=4, minutes=1)
    assert list(Notice.system.filter(member=ines).values_list("kind", "about")) == [("share_unheld", circle.pk)]


def test_a_second_call_for_the_same_wave_does_nothing():
    many_listeners()
    share = share_by(member("Dell"))
    verbs.ask_next(share.pk)
    verbs.ask_next(share.pk)
    assert len(asked(share)) == 8


def test_after_an_outage_the_missed_waves_do_not_fall_on_people_at_once(clock):
    many_listeners()
    share = share_by(member("Dell"))
    clock.tick(hours=5)
    clock.tick(seconds=10)
    assert len(asked(share)) == 8
    assert wave_of(share).brought_at is not None


def test_a_share_without_a_wave_is_found_and_begun(clock):
    many_listeners()
    share = share_by(member("Dell"))
    Wave.objects.all().delete()
    clock.tick()
    clock.tick(seconds=10)
    assert len(asked(share)) == 8


def test_one_whose_wave_was_lost_sight_of_is_found_too(clock):
    share = share_by(member("Dell"))
    Wave.objects.update(due_at=None)
    clock.tick()
    assert wave_of(share).due_at is not None


def test_when_everybody_sleeps_it_asks_as_soon_as_the_first_wakes(clock):
    clock.move(hours=10, minutes=30)  # half past ten at night
    ash = listener("Ash")
    share = share_by(member("Dell"))
    clock.tick()
    assert asked(share) == set()
    clock.tick(hours=5)
    clock.tick(hours=4, minutes=31)
    assert asked(share) == {ash.pk}


# -- what a listener can carry


def test_whoever_has_listened_as_often_as_they_said_is_not_waited_for_any_more(django_capture_on_commit_callbacks):
    ash = listener("Ash", weekly_limit=1)
    one, other = share_by(member("Dell")), share_by(member("Ode"))
    rook = None
    for share in (one, other):
        verbs.ask_next(share.pk)
    assert asked(one) == asked(other) == {ash.pk}
    rook = listener("Rook")
    with django_capture_on_commit_callbacks(execute=True):
        response_by(ash, one)
    assert not Ask.system.filter(listener=ash).open().exists()
    assert Ask.system.filter(share=other).open().get().listener_id == rook.pk


def test_an_answer_is_learned_from_and_an_unasked_one_too_counts_as_carried(clock):
    ash, dell = listener("Ash", weekly_limit=2), member("Dell")
    share = share_by(dell)
    clock.tick()
    before = Listener.objects.get(member=ash)
    assert before.expected > 0 and sum(asked for _answered, asked in before.there) > 0
    response_by(ash, share)
    after = Listener.objects.get(member=ash)
    assert after.accepted == 1 and sum(answered for answered, _asked in after.there) == 1
    unasked = share_by(dell)
    response_by(ash, unasked)
    third = share_by(dell)
    clock.tick()
    assert asked(third) == set()


def test_resting_says_that_it_was_too_much_and_weeks_without_mend_it(clock):
    ash, dell = listener("Ash", weekly_limit=4), member("Dell")
    for _n in range(2):
        response_by(ash, share_by(dell))
    verbs.rest(by=ash)
    clock.tick(days=7)
    clock.tick(hours=1)
    eased = Listener.objects.get(member=ash).capacity
    assert 3 < eased < 4, "a step less, not the two they happened to hear"
    clock.tick(days=8)
    assert eased < Listener.objects.get(member=ash).capacity <= 4


def capacity_of(somebody):
    return Listener.objects.get(member=somebody).capacity


def test_one_not_this_week_after_one_heard_share_is_no_collapse_and_counts_once(clock):
    ash = listener("Ash", weekly_limit=5)
    response_by(ash, share_by(member("Dell")))
    clock.tick(days=3)
    verbs.rest(by=ash)
    for _week in range(2):
        clock.tick(days=7)
        clock.tick(hours=1)
    assert 4 < capacity_of(ash) <= 5


def test_whoever_comes_back_early_has_rested_all_the_same(clock):
    ash = listener("Ash", weekly_limit=5)
    verbs.rest(by=ash)
    clock.tick(days=2)
    verbs.listen_again(by=ash)
    assert 4 < capacity_of(ash) < 5


def test_the_undo_of_not_this_week_puts_back_what_they_carry_and_what_they_were_asked(clock):
    ash, dell, ode = listener("Ash", weekly_limit=5), member("Dell"), member("Ode")
    share, heard = share_by(dell), share_by(ode)
    Listener.objects.update(capacity=4.5)
    clock.tick()
    rook = listener("Rook")
    before = Listener.objects.get(member=ash)
    verbs.rest(by=ash)
    assert open_asks(share) == {rook.pk}
    for name in ("Marl", "Fern"):
        response_by(member(name), heard)
    clock.tick(minutes=3)
    verbs.listen_again(by=ash)
    after = Listener.objects.get(member=ash)
    assert (after.capacity, after.learned_at, after.resting_until) == (4.5, before.learned_at, None)
    assert open_asks(share) == {ash.pk, rook.pk} and open_asks(heard) == set()
    clock.tick(hours=1)
    verbs.rest(by=ash)
    clock.tick(minutes=11)
    verbs.listen_again(by=ash)
    assert ash.pk not in open_asks(share), "it went to somebody else long since"


def test_declining_is_undone_for_ten_minutes_while_it_is_needed(clock):
    ash, rook = many_listeners(2)
    share = share_by(member("Dell"))
    clock.tick()
    ask = Ask.system.get(share=share, listener=ash)
    assert not verbs.decline(ask, by=ash), "nobody was left to ask"
    with pytest.raises(Refused):
        verbs.take_up(ask, by=rook)
    assert verbs.take_up(ask, by=ash) and open_asks(share) == {ash.pk, rook.pk}
    fern = listener("Fern", quiet_from=0, quiet_to=0)
    assert verbs.decline(ask, by=ash) and fern.pk in open_asks(share)
    clock.tick(minutes=11)
    assert not verbs.take_up(ask, by=ash)


def test_declining_is_not_undone_once_enough_have_answered(clock):
    ash = many_listeners(1)[0]
    share = share_by(member("Dell"))
    clock.tick()
    ask = Ask.system.get(share=share)
    verbs.decline(ask, by=ash)
    for name in ("Marl", "Rook"):
        response_by(member(name), share)
    assert not verbs.take_up(ask, by=ash) and open_asks(share) == set()


def test_who_was_asked_as_often_today_as_can_be_has_it_back_all_the_same(clock):
    ash = many_listeners(1, weekly_limit=7)[0]
    for n in range(8):
        share_by(member(f"Teller {n}"))
    clock.tick()
    ask = Ask.system.filter(listener=ash).open().first()
    assert Ask.system.filter(listener=ash).open().count() == 8
    verbs.decline(ask, by=ash)
    assert verbs.take_up(ask, by=ash)


def test_what_was_learned_goes_with_the_offer(clock):
    ash = listener("Ash")
    share_by(member("Dell"))
    clock.tick()
    verbs.stop_listening(by=ash)
    assert not Listener.objects.exists()


def test_an_ask_nobody_answers_lapses_after_a_day_and_the_share_goes_on_looking(clock):
    ash = listener("Ash")
    share = share_by(member("Dell"))
    clock.tick()
    clock.tick(hours=23)
    assert Ask.system.open().get().listener_id == ash.pk
    clock.tick(hours=2)
    assert not Ask.system.open().exists() and wave_of(share).due_at is not None


# -- when it is urgent, and when a circle is too small


def test_a_crisis_signal_tells_responders_at_once_and_whoever_holds_it_where_none_is_on_duty():
    marl, dell, rook = member("Marl"), member("Dell"), member("Rook")
    share = share_by(dell, circle=circle_of(marl, dell, rook))
    verbs.call_at_once(share, responders=[rook.pk], apart={dell.pk})
    verbs.call_at_once(share, responders=[rook.pk], apart={dell.pk})
    assert list(Notice.system.filter(kind="share_urgent").values_list("member", flat=True)) == [rook.pk]
    assert wave_of(share).due_at is not None, "the waves go on besides"
    other = share_by(dell, circle=share.circle)
    verbs.call_at_once(other, responders=[], apart={dell.pk})
    assert Notice.system.get(kind="share_urgent", about=other.pk).member_id == marl.pk


def test_only_its_author_opens_a_circles_share_to_everyone_and_then_others_are_asked(clock):
    marl, dell, stranger = member("Marl"), member("Dell"), listener("Stranger")
    share = share_by(dell, circle=circle_of(marl, dell))
    clock.tick(hours=5)
    assert asked(share) == set()
    with pytest.raises(Refused):
        verbs.widen(share, shown_as="someone", by=marl)
    verbs.widen(share, shown_as="someone", by=dell)
    clock.tick()
    share.refresh_from_db()
    assert (share.audience, share.circle_id, share.shown_as, share.authorship.member_id) == ("everyone", None, "someone", None)
    assert asked(share) == {stranger.pk}


# -- in a large space the listeners are known from a view up to a minute old


@pytest.fixture
def kept_view(monkeypatch):
    monkeypatch.setattr(resident, "QUICK", -1.0)
    resident.resident.forget()


def test_whoever_an_older_view_would_ask_is_looked_at_again(kept_view):
    people = many_listeners(5)
    ash, rook, stone, tarn, ode = people
    verbs.ask_next(share_by(member("Dell")).pk)
    assert not resident.resident.view()[1], "the view is an older one"
    Listener.objects.filter(member=ash).update(resting_until=time.now() + timedelta(days=1))
    Listener.objects.filter(member=rook).delete()
    Listener.objects.filter(member=stone).update(hours=1 << 3)
    for n in range(3):
        response_by(tarn, share_by(member(f"Other {n}")))
    share = share_by(member("Fern"))
    verbs.ask_next(share.pk)
    assert asked(share) == {ode.pk}


def test_what_this_process_asked_is_in_its_view_at_once(kept_view):
    ash = many_listeners(1, weekly_limit=7)[0]
    for n in range(9):
        verbs.ask_next(share_by(member(f"Teller {n}")).pk)
    assert Ask.system.filter(listener=ash).count() == 8


def test_a_wave_that_failed_forgets_the_view_it_had_changed(kept_view, clock, monkeypatch):
    many_listeners(2)
    share = share_by(member("Dell"))
    with monkeypatch.context() as broken:
        broken.setattr(asking, "next_due", lambda *_: 1 / 0)
        clock.tick()
    assert resident.resident._view is None
    clock.tick()
    assert len(asked(share)) == 2
