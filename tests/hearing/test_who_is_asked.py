"""The gates: each with somebody who passes and somebody who does not."""

from datetime import timedelta

import pytest

from cairn.base import clock as time
from cairn.hearing import verbs
from cairn.hearing.models import Ask, Listener
from cairn.hearing.verbs import ask_next
from cairn.members.models import Interest
from cairn.shares import verbs as shares
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


# -- what was asked before, and would not be asked any more


def still_asked(somebody) -> set[int]:
    return set(Ask.system.filter(listener=somebody).open().values_list("share", flat=True))


def test_whoever_offers_less_than_they_have_heard_is_not_waited_for_and_somebody_else_is_asked():
    ash = listener("Ash", weekly_limit=5)
    one, other = (told(member(name)) for name in ("Dell", "Ode"))
    rook = listener("Rook")
    response_by(ash, one)
    assert still_asked(ash) == {other.pk}
    verbs.offer_to_listen(weekly_limit=2, by=ash)
    assert still_asked(ash) == {other.pk}, "the control: there is room for one more"
    verbs.offer_to_listen(weekly_limit=1, by=ash)
    assert still_asked(ash) == set() and other.pk in still_asked(rook)


def test_what_a_listener_would_rather_not_hear_from_now_on_is_asked_of_somebody_else():
    ash, grief = listener("Ash"), topic("grief")
    about_it, other = told(member("Dell"), note_topics=[grief.pk]), told(member("Ode"))
    rook = listener("Rook")
    verbs.offer_to_listen(weekly_limit=3, by=ash)
    assert still_asked(ash) == {about_it.pk, other.pk}
    verbs.offer_to_listen(weekly_limit=3, rather_not=[grief.pk], by=ash)
    assert still_asked(ash) == {other.pk} and still_asked(rook) == {about_it.pk}


def test_a_note_that_is_added_later_spares_whoever_would_rather_not_hear_about_it():
    ash, fern, grief, dell = listener("Ash"), listener("Fern"), topic("grief"), member("Dell")
    share = told(dell)
    verbs.offer_to_listen(weekly_limit=3, rather_not=[grief.pk], by=ash)
    rook = listener("Rook")
    shares.edit(share, text="Three weeks.", need="listening", by=dell)
    assert share.pk in still_asked(ash) and share.pk not in still_asked(rook)
    shares.edit(share, text="Three weeks.", need="listening", note_topics=[grief.pk], by=dell)
    assert share.pk not in still_asked(ash) and share.pk in still_asked(fern) & still_asked(rook)


def test_whoever_was_learned_to_carry_less_than_they_said_is_let_go_of_at_that(django_capture_on_commit_callbacks):
    ash = listener("Ash", weekly_limit=5)
    Listener.objects.update(capacity=1.4)
    one, other = (told(member(name)) for name in ("Dell", "Ode"))
    assert still_asked(ash) == {one.pk, other.pk}
    with django_capture_on_commit_callbacks(execute=True):
        response_by(ash, one)
    assert still_asked(ash) == set()


def test_and_so_it_is_where_a_process_was_killed_after_the_answer(clock):
    ash, fern = listener("Ash", weekly_limit=1), listener("Fern", weekly_limit=2)
    one, other = (told(member(name)) for name in ("Dell", "Ode"))
    for somebody in (ash, fern):
        response_by(somebody, one)
    assert still_asked(ash) == still_asked(fern) == {other.pk}, "what comes after the commit was not come to"
    clock.tick(minutes=11)
    assert still_asked(ash) == set() and still_asked(fern) == {other.pk}


def reasons(share) -> set:
    return set(Ask.system.filter(share=share).values_list("shared_topic", "shared_interest"))


def test_why_somebody_was_asked_never_says_what_is_not_so_any_more():
    """A note taken off a share told as "someone" would say "You both know grief" of whoever told it."""
    grief, dell = topic("grief"), member("Dell")
    listener("Ash", knows=[grief])
    share = told(dell, note_topics=[grief.pk], shown_as="someone")
    assert reasons(share) == {(grief.pk, "")}
    shares.edit(share, text="Three weeks.", need="listening", note_topics=[grief.pk], by=dell)
    assert reasons(share) == {(grief.pk, "")}, "it mentions it still"
    shares.edit(share, text="Three weeks.", need="listening", by=dell)
    assert reasons(share) == {(None, "")}


def test_what_both_know_or_like_is_not_said_of_whoever_opens_it_to_everyone_as_someone():
    grief, dell, marl = topic("grief"), member("Dell"), member("Marl")
    ash = listener("Ash", knows=[grief])
    know(dell, grief)
    for somebody in (dell, ash):
        Interest.objects.create(member=somebody, kind="birds")
    share = told(dell, circle=circle_of(marl, dell, ash))
    assert reasons(share) == {(grief.pk, "birds")}
    verbs.widen(share, shown_as="someone", by=dell)
    assert reasons(share) == {(None, "")}
