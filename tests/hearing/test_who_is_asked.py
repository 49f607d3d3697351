"""The gates: each with somebody who passes and somebody who does not."""

from datetime import timedelta

import pytest

from cairn.base import clock as time
from cairn.hearing import verbs
from cairn.hearing.models import Ask, Listener
from cairn.hearing.verbs import ask_next
from cairn.shares.models import Share
from tests.cast import block, circle_of, leave, member, response_by, seat, share_by, topic
from tests.hearing.people import asked, at_noon, know, listener

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def noon(clock):
    at_noon()


def told(author, **more):
    share = share_by(author, **more)
    ask_next(share.pk)
    return share


def test_a_listener_is_asked_and_a_member_who_did_not_offer_is_not():
    ash, _rook = listener("Ash"), member("Rook")
    assert asked(told(member("Dell"))) == {ash.pk}


def test_the_author_is_not_asked_to_listen_to_themselves():
    dell, ash = listener("Dell"), listener("Ash")
    assert asked(told(dell)) == {ash.pk}


def test_eight_are_asked_at_once_at_the_most():
    for n in range(12):
        listener(f"Listener {n}")
    assert len(asked(told(member("Dell")))) == 8


def test_a_share_to_a_circle_asks_its_seats_and_nobody_else():
    dell, sits, _stranger, left = member("Dell"), listener("Ash"), listener("Rook"), listener("Ode")
    circle = circle_of(member("Marl"), dell, sits, left)
    leave(circle, left)
    assert asked(told(dell, circle=circle)) == {sits.pk}


def test_whoever_holds_the_circle_may_be_asked_too_when_they_listen():
    marl, dell = listener("Marl"), member("Dell")
    assert asked(told(dell, circle=circle_of(marl, dell))) == {marl.pk}


@pytest.mark.parametrize("blocker", ["author", "listener"])
def test_nobody_blocked_with_the_author_is_asked(blocker):
    dell, ash, rook = member("Dell"), listener("Ash"), listener("Rook")
    block(dell, rook) if blocker == "author" else block(rook, dell)
    assert asked(told(dell)) == {ash.pk}


def test_the_block_holds_for_a_share_told_as_someone():
    dell, ash, rook = member("Dell"), listener("Ash"), listener("Rook")
    block(rook, dell)
    assert asked(told(dell, shown_as="someone")) == {ash.pk}


def test_only_those_who_speak_its_language_are_asked():
    dell = member("Dell", languages=["cy"])
    _english, welsh, both = listener("Ash"), listener("Rook", languages=["cy"]), listener("Ode", languages=["en-GB", "cy-GB"])
    assert asked(told(dell)) == {welsh.pk, both.pk}


def test_nobody_is_asked_in_their_quiet_hours_where_they_live():
    awake = listener("Ash", zone="Europe/London")
    asleep = listener("Rook", zone="Pacific/Auckland")  # one in the morning
    share = told(member("Dell"))
    assert asked(share) == {awake.pk} and asleep.pk not in asked(share)


def test_who_did_not_welcome_yet_or_left_is_not_asked():
    ash = listener("Ash")
    listener("Rook", waiting=True)
    listener("Ode", left_at=time.now())
    assert asked(told(member("Dell"))) == {ash.pk}


def test_nobody_who_listened_as_often_as_they_said_is_asked_that_week(clock):
    ash = listener("Ash", weekly_limit=2)
    dell = member("Dell")
    shares = [told(dell, text=f"Told {n}") for n in range(2)]
    assert [asked(share) for share in shares] == [{ash.pk}, {ash.pk}]
    for share in shares:
        response_by(ash, share)
    assert asked(told(dell)) == set()
    clock.move(days=7, minutes=1)
    assert asked(told(dell)) == {ash.pk}


def test_nobody_is_asked_more_than_eight_times_a_day(clock):
    ash, dell = listener("Ash", weekly_limit=7), member("Dell")
    for _n in range(8):
        verbs.decline(Ask.system.get(share=told(dell)), by=ash)
    assert asked(told(dell)) == set()
    clock.move(days=1, minutes=1)
    assert asked(told(dell)) == {ash.pk}


def test_nobody_is_asked_outside_the_hours_they_chose(clock):
    ash = listener("Ash", hours=1 << 13)
    assert asked(told(member("Dell"))) == set()
    clock.move(hours=1)
    assert asked(told(member("Dell"))) == {ash.pk}


def test_nobody_is_asked_about_what_they_would_rather_not_hear():
    grief = topic("grief")
    ash, rook = listener("Ash", knows=[grief]), listener("Rook")
    verbs.offer_to_listen(weekly_limit=3, rather_not=[grief.pk], by=ash)
    assert asked(told(member("Dell"), note_topics=[grief.pk])) == {rook.pk}
    assert asked(told(member("Dell"))) == {ash.pk, rook.pk}


def test_nobody_is_asked_while_they_rest(clock):
    ash, dell = listener("Ash"), member("Dell")
    verbs.rest(by=ash)
    assert asked(told(dell)) == set()
    clock.move(days=7, minutes=1)
    assert asked(told(dell)) == {ash.pk}


def test_nobody_is_asked_twice_for_one_share(clock):
    ash = listener("Ash")
    share = told(member("Dell"))
    clock.tick(minutes=26)
    assert Ask.system.filter(share=share, listener=ash).count() == 1


def test_whoever_knows_it_is_asked_before_whoever_does_not():
    grief, exams = topic("grief"), topic("exams")
    dell = member("Dell")
    know(dell, grief)
    for n in range(8):
        listener(f"Other {n}", knows=[exams])
    knowing = [listener(name, knows=[grief]) for name in ("Ash", "Rook")]
    share = told(dell)
    assert set(Ask.system.filter(share=share).order_by("-odds").values_list("listener", flat=True)[:2]) == {one.pk for one in knowing}
    assert Ask.system.filter(shared_topic=grief.pk).count() == 2


def test_a_shared_interest_counts_a_little_and_is_never_told_of_someone():
    from cairn.members.models import Interest

    dell = member("Dell")
    others, ash = [listener(f"Other {n}") for n in range(8)], listener("Ash")
    for one in (dell, ash):
        Interest.objects.create(member=one, kind="birds")
    share = told(dell)
    assert Ask.system.get(share=share, listener=ash).shared_interest == "birds" and len(others) == 8
    hidden = told(dell, shown_as="someone")
    assert not Ask.system.filter(share=hidden).exclude(shared_interest="").exists()


def test_for_a_share_told_as_someone_only_what_it_mentions_counts():
    grief, exams = topic("grief"), topic("exams")
    dell, ash = member("Dell"), listener("Ash", knows=[grief, exams])
    know(dell, grief)
    share = told(dell, shown_as="someone", note_topics=[exams.pk])
    assert Ask.system.get(share=share, listener=ash).shared_topic == exams.pk
    unnamed = told(dell, shown_as="someone")
    assert Ask.system.get(share=unnamed, listener=ash).shared_topic is None


def test_likeness_of_words_orders_those_who_said_that_theirs_may_be_compared(monkeypatch):
    from cairn.hearing import around
    from cairn.members.models import Member

    people = [listener(name) for name in ("Ash", "Rook", "Ode")]
    Member.objects.filter(pk=people[1].pk).update(likeness_since=time.now())
    compared = []
    monkeypatch.setattr(around, "text_likeness", lambda _share, ids: compared.extend(ids) or dict.fromkeys(ids, 0.9))
    share = told(member("Dell"))
    first = Ask.system.filter(share=share).order_by("-odds").values_list("listener", flat=True)[0]
    assert first == people[1].pk and compared == [people[1].pk]


def test_whoever_listened_less_this_week_comes_first():
    dell = member("Dell")
    tired, fresh = [listener(f"Tired {n}", weekly_limit=4) for n in range(2)], [listener(f"Fresh {n}", weekly_limit=4) for n in range(2)]
    for one in tired:
        response_by(one, share_by(dell))
    share = told(dell)
    order = list(Ask.system.filter(share=share).order_by("-odds").values_list("listener", flat=True))
    assert set(order[:2]) == {one.pk for one in fresh} and set(order[2:]) <= {one.pk for one in tired}


@pytest.mark.parametrize("more", [{"audience": "me"}, {"need": "nothing"}])
def test_who_only_wanted_to_say_it_has_nobody_asked(more):
    listener("Ash")
    share = share_by(member("Dell"), **more)
    assert asked(share) == set() and not hasattr(share, "wave")


def test_everybody_who_is_asked_may_read_what_they_are_asked_to_hear():
    dell, rook = member("Dell"), listener("Rook")
    circle = circle_of(member("Marl"), dell, *(listener(name) for name in ("Ash", "Ode", "Juno")))
    seat(circle, rook)
    leave(circle, rook)
    for share in (told(dell), told(dell, circle=circle)):
        for ask in Ask.system.filter(share=share).select_related("listener"):
            assert Share.objects.seen_by(ask.listener).filter(pk=share.pk).exists()
    assert Ask.system.count() >= 6


def test_offering_again_ends_a_rest_and_keeps_one_row():
    ash = listener("Ash")
    verbs.rest(by=ash)
    verbs.offer_to_listen(weekly_limit=5, by=ash)
    row = Listener.objects.get(member=ash)
    assert (row.weekly_limit, row.resting_until) == (5, None)
    assert timedelta(0) < time.now() - row.since < timedelta(minutes=1)


@pytest.mark.parametrize("need", ["listening", "nothing"])
@pytest.mark.parametrize("audience", ["me", "everyone"])
@pytest.mark.parametrize("state", ["told", "heard", "withdrawn"])
def test_one_share_and_all_shares_wait_by_the_same_rule(need, audience, state):
    from cairn.hearing.rules import looks_for_listeners
    from cairn.shares.verbs import withdraw
    from tests.cast import response_by

    dell = member("Dell")
    share = share_by(dell, need=need, audience=audience)
    if state == "heard" and audience != "me":
        response_by(member("Marl"), share)
    if state == "withdrawn":
        withdraw(share, by=dell)
    share.refresh_from_db()
    assert looks_for_listeners(share) == Share.system.waiting_to_be_heard().filter(pk=share.pk).exists()
