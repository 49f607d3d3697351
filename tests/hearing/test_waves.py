"""When: waves at 0, 25, 75, 180 minutes, the desk at four hours, and nothing ever forgotten."""

import pytest

from cairn.base import clock as time
from cairn.base.rules import Refused
from cairn.hearing import queries, verbs
from cairn.hearing.models import Ask, Wave
from cairn.notices.models import Notice
from cairn.shares import verbs as shares
from tests.cast import block, circle_of, member, response_by, share_by
from tests.hearing.people import asked, at_noon, listener, wave_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(clock):
    at_noon()


def many_listeners(n=14):
    return [listener(f"Listener {n}", quiet_from=0, quiet_to=0) for n in range(n)]


def test_three_more_are_asked_at_25_75_and_180_minutes(clock):
    many_listeners()
    share = share_by(member("Dell"))
    seen = []
    for minutes in (0, 24, 2, 48, 2, 103, 2):
        clock.tick(minutes=minutes)
        seen.append(len(asked(share)))
    assert seen == [3, 3, 6, 6, 9, 9, 12]


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


def test_after_that_it_is_brought_again_every_twelve_hours(clock):
    marl, dell = member("Marl"), member("Dell")
    share_by(dell, circle=circle_of(marl, dell))
    clock.tick(minutes=241)
    brought = Notice.system.get(kind="waiting_on_desk").at
    clock.tick(hours=11)
    assert Notice.system.get(kind="waiting_on_desk").at == brought
    clock.tick(hours=1)
    assert Notice.system.get(kind="waiting_on_desk").at > brought


def test_an_answer_ends_the_asking_and_closes_what_is_open(clock):
    many_listeners()
    dell = member("Dell")
    share = share_by(dell)
    clock.tick()
    first = Ask.system.filter(share=share).select_related("listener").first()
    response_by(first.listener, share)
    assert wave_of(share).due_at is None
    assert not Ask.system.filter(share=share).open().exists()
    assert Ask.system.get(pk=first.pk).answered_at is not None
    clock.tick(hours=30)
    assert len(asked(share)) == 3


def test_the_authors_own_answer_is_not_being_heard(clock):
    dell = member("Dell")
    share = share_by(dell)
    response_by(dell, share, "Still here.")
    assert wave_of(share).due_at is not None


def test_an_answer_taken_back_makes_the_share_wait_anew(clock):
    ash, dell = member("Ash"), member("Dell")
    share = share_by(dell)
    response = response_by(ash, share)
    assert wave_of(share).due_at is None
    shares.withdraw_response(response, by=ash)
    assert wave_of(share).due_at <= time.now()


def test_a_withdrawn_share_asks_nobody_and_one_brought_back_goes_on(clock):
    many_listeners()
    dell = member("Dell")
    share = share_by(dell)
    shares.withdraw(share, by=dell)
    clock.tick()
    assert asked(share) == set() and wave_of(share).due_at is None
    shares.bring_back(share, by=dell)
    clock.tick()
    assert len(asked(share)) == 3


def test_declining_asks_the_next_in_the_same_breath():
    many_listeners(4)
    share = share_by(member("Dell"))
    verbs.ask_next(share.pk)
    due = wave_of(share).due_at
    ask = Ask.system.filter(share=share).select_related("listener").first()
    verbs.decline(ask, by=ask.listener)
    assert len(asked(share)) == 4 and wave_of(share).due_at == due
    verbs.decline(ask, by=ask.listener)
    assert Ask.system.filter(share=share).count() == 4


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
        broken.setattr(verbs, "next_due", lambda *_: 1 / 0)
        clock.tick()
        assert asked(share) == set() and wave_of(share).due_at == due
        assert not Notice.system.exists()
    clock.tick()
    assert len(asked(share)) == 3


def test_one_share_in_trouble_keeps_no_other_from_being_heard(clock, monkeypatch):
    many_listeners()
    dell = member("Dell")
    bad, good = share_by(dell), share_by(dell)
    candidates_for = verbs.candidates_for
    monkeypatch.setattr(verbs, "candidates_for", lambda share, author: candidates_for(share, author) if share.pk == good.pk else 1 / 0)
    clock.tick()
    assert len(asked(good)) == 3 and asked(bad) == set()


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
    assert len(asked(share)) == 3


def test_after_an_outage_the_missed_waves_do_not_fall_on_people_at_once(clock):
    many_listeners()
    share = share_by(member("Dell"))
    clock.tick(hours=5)
    clock.tick(seconds=10)
    assert len(asked(share)) == 3
    assert wave_of(share).brought_at is not None


def test_a_share_without_a_wave_is_found_and_begun(clock):
    many_listeners()
    share = share_by(member("Dell"))
    Wave.objects.all().delete()
    clock.tick()
    clock.tick(seconds=10)
    assert len(asked(share)) == 3


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
