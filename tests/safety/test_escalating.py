"""An alert goes on under the clock until somebody says that they are there; every step is a row."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import Http404

from cairn.base import clock
from cairn.base.rules import Refused
from cairn.members.models import Member
from cairn.members.verbs import leave
from cairn.notices.models import Notice, Outgoing
from cairn.safety import verbs
from cairn.safety.models import Alert, AlertStep, Duty
from tests import cast
from tests.notices.postoffice import with_mail
from tests.safety.duty import responder

pytestmark = pytest.mark.django_db
HERE, HOPELESS = "I have the pills here.", "There is no hope left."


@pytest.fixture(autouse=True)
def real_time_afterwards():
    yield
    clock.stand_still()


def alert_by(member, text=HERE) -> Alert:
    return Alert.objects.get(noun="share", noun_id=cast.share_by(member, text).pk)


def told(alert) -> list:
    return list(AlertStep.objects.filter(alert=alert, what="told").order_by("at", "id").values_list("to", flat=True))


def later(**time) -> None:
    clock.move(timedelta(**time))
    clock.tick(all_now=True)


def test_on_duty_first_then_the_next_then_whoever_leads():
    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash")
    cora = cast.member("Cora", coordinator=True)
    alert = alert_by(dell)
    assert told(alert) == [marl.pk]
    later(minutes=4)
    assert told(alert) == [marl.pk], "five minutes are five minutes"
    later(minutes=1, seconds=1)
    assert told(alert) == [marl.pk, ash.pk]
    later(minutes=5, seconds=1)
    assert told(alert) == [marl.pk, ash.pk, cora.pk]
    later(minutes=5, seconds=1)
    later(minutes=31)
    assert set(told(alert)[3:]) == {marl.pk, ash.pk, cora.pk}, "then all of them again, until somebody is there"


def test_nothing_goes_on_once_somebody_is_there():
    """The control is the test above: without it the next would be called."""
    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    responder("Ash")
    alert = alert_by(dell)
    verbs.acknowledge(alert, by=marl)
    later(minutes=30)
    assert told(alert) == [marl.pk]


def test_nobody_on_duty_is_said_and_whoever_leads_is_called_at_once():
    dell, ash, cora = cast.member("Dell"), responder("Ash"), cast.member("Cora", coordinator=True)
    alert = alert_by(dell)
    assert told(alert) == [cora.pk] and alert.covered is False
    assert AlertStep.objects.filter(alert=alert, what="nobody").exists()
    page = cast.signed_in(dell).get(f"/noticed/{alert.pk}").content.decode()
    assert "Nobody is on duty now" in page and "The coordinator was told at once" in page
    later(minutes=5, seconds=1)
    assert told(alert) == [cora.pk, ash.pk]


def test_without_anybody_at_all_it_stays_due():
    alert = alert_by(cast.member("Dell"))
    assert told(alert) == [] and Alert.objects.get().due_at is not None
    cora = cast.member("Cora", coordinator=True)
    later(minutes=31)
    assert told(alert) == [cora.pk]


def test_a_tick_twice_calls_once():
    dell = cast.member("Dell")
    responder("Marl", always=True), responder("Ash")
    alert = alert_by(dell)
    later(minutes=5, seconds=1)
    clock.tick(all_now=True)
    clock.tick(all_now=True)
    assert len(told(alert)) == 2


def test_one_whose_writer_cannot_be_read_any_more_is_still_called_for():
    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    ash = responder("Ash")
    alert = alert_by(dell)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cairn_alert SET writer = %s WHERE id = %s", [b"damaged", alert.pk])
    later(minutes=5, seconds=1)
    assert told(alert) == [marl.pk, ash.pk]


def test_hopelessness_wakes_nobody_and_has_longer():
    dell, ash = cast.member("Dell"), with_mail(responder("Ash", always=True))
    next_one = responder("Marl")
    alert = alert_by(dell, HOPELESS)
    assert alert.tier == 3 and told(alert) == [ash.pk]
    assert not Outgoing.objects.exists()
    later(minutes=30)
    assert told(alert) == [ash.pk]
    later(minutes=31)
    assert told(alert) == [ash.pk, next_one.pk]


def test_a_pressing_one_leaves_the_house_at_once_also_in_quiet_hours_and_without_a_word():
    dell, ash = cast.member("Zqdellqz"), with_mail(responder("Ash", always=True, quiet_from=0, quiet_to=23))
    alert = alert_by(dell, HERE + " zqwordsqz")
    row = Outgoing.objects.get(kind="alert", member=ash)
    assert row.due_at <= clock.now() and row.about == alert.pk
    from cairn.safety.reaching import _letter, _wake

    subject, text = _letter(ash, alert.pk)
    said = f"{subject} {text} {_wake(ash, alert.pk)}"
    assert "zqwordsqz" not in said and "Zqdellqz" not in said and "pills" not in said


def test_who_rests_is_not_on_duty_and_who_carried_enough_comes_later():
    dell = cast.member("Dell")
    resting = responder("Marl", always=True, duty_rests_until=clock.now() + timedelta(days=1))
    full = responder("Ash", always=True, duty_most=1)
    fresh = responder("Juno", always=True)
    alert_by(cast.member("Wren"))  # Ash and Juno were given this one
    alert = alert_by(dell)
    assert told(alert) == [fresh.pk]
    later(minutes=5, seconds=1)
    later(minutes=5, seconds=1)
    assert told(alert) == [fresh.pk, full.pk, resting.pk], "they are called when nobody else is left"


def test_a_notice_holds_nothing_of_the_words_and_goes_when_it_is_closed():
    dell, marl = cast.member("Zqdellqz"), responder("Marl", always=True)
    alert = alert_by(dell, HERE + " zqwordsqz")
    assert Notice.system.filter(member=marl, kind="alert", about=alert.pk).exists()
    page = cast.signed_in(marl).get("/notices").content.decode()
    assert "Somebody here needs a person now" in page and "zqwordsqz" not in page and "Zqdellqz" not in page
    verbs.acknowledge(alert, by=marl)
    verbs.close_alert(alert, words="Talked.", by=marl)
    assert "Somebody here needs a person now" not in cast.signed_in(marl).get("/notices").content.decode()


def test_graver_words_in_the_same_share_call_again():
    from cairn.shares.verbs import edit

    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash")
    share = cast.share_by(dell, HOPELESS)
    edit(share, text=HERE, need=share.need, by=dell)
    alert = Alert.objects.get()
    assert alert.tier == 1 and told(alert) == [marl.pk, ash.pk]


def test_open_for_a_day_whoever_is_there_is_asked():
    dell, marl, cora = cast.member("Dell"), responder("Marl", always=True), cast.member("Cora", coordinator=True)
    alert = alert_by(dell)
    verbs.acknowledge(alert, by=marl)
    later(days=1, seconds=1)
    assert Notice.system.filter(member=marl, kind="alert_calm", about=alert.pk).exists()
    assert Notice.system.filter(member=cora, kind="alert_open_calm", about=alert.pk).exists()


def test_an_end_to_duty_ends_the_calls():
    cora, ash = cast.member("Cora", coordinator=True), responder("Ash", always=True)
    verbs.end_responder(ash, by=cora)
    assert not Duty.objects.exists()
    assert told(alert_by(cast.member("Dell"))) == [cora.pk]


@pytest.mark.parametrize("how", ["is no responder any more", "leaves"])
def test_when_whoever_was_there_goes_the_next_is_called(how):
    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash")
    cora = cast.member("Cora", coordinator=True)
    alert = alert_by(dell)
    verbs.acknowledge(alert, by=marl)
    if how == "leaves":
        leave(by=marl)
    else:
        verbs.end_responder(marl, by=cora)
    later(seconds=1)
    assert told(alert) == [marl.pk, ash.pk]


def notices_of(member, kind="alert") -> int:
    """Fresh ones; they count as read afterwards, so that the next one shows."""
    fresh = Notice.system.filter(member=member, kind=kind, read_at=None)
    found = fresh.count()
    fresh.update(read_at=clock.now())
    return found


def writes(dell, alert, words):
    verbs.answer_responder(alert, words, by=dell)
    alert.refresh_from_db()


def test_what_its_writer_says_before_anybody_is_there_comes_to_those_who_were_called():
    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash")
    alert = alert_by(dell)
    assert notices_of(marl) == 1
    writes(dell, alert, "Is anybody reading this?")
    assert notices_of(marl) == 1 and notices_of(ash) == 0, "whoever was called hears it again, and nobody else"
    assert told(alert) == [marl.pk], "everyday words call nobody sooner"


def test_where_only_whoever_leads_was_called_they_hear_of_it_without_the_words():
    dell, cora = cast.member("Dell"), cast.member("Cora", coordinator=True)
    alert = alert_by(dell)
    assert notices_of(cora, "alert_open") == 1
    writes(dell, alert, "Is anybody reading this? zqwordsqz")
    assert notices_of(cora, "alert_open") == 1
    assert "zqwordsqz" not in cast.signed_in(cora).get("/notices").text + cast.signed_in(cora).get(f"/alerts/{alert.pk}/log").text


def test_graver_words_on_the_alerts_page_raise_it_and_call_the_next_at_once():
    dell, marl, ash = cast.member("Dell"), with_mail(responder("Marl", always=True)), responder("Ash")
    alert = alert_by(dell, HOPELESS)
    assert alert.tier == 3 and not Outgoing.objects.exists()
    writes(dell, alert, HERE)
    assert alert.tier == 1 and told(alert) == [marl.pk, ash.pk]
    assert Outgoing.objects.filter(member=marl, kind="alert", about=alert.pk).exists(), "now it leaves the house too"
    assert timedelta(minutes=4) < alert.due_at - clock.now() <= timedelta(minutes=5)


def test_danger_said_again_while_it_waits_half_an_hour_calls_again_now():
    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    alert = alert_by(dell)
    later(minutes=5, seconds=1)
    alert.refresh_from_db()
    assert alert.due_at - clock.now() > timedelta(minutes=20)
    writes(dell, alert, "I am going to kill myself tonight.")
    assert told(alert) == [marl.pk] * 3 and notices_of(marl) == 1


def test_whoever_is_there_hears_every_word_and_those_who_were_called_the_graver_ones():
    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash", always=True)
    alert = alert_by(dell, HOPELESS)
    verbs.acknowledge(alert, by=marl)
    notices_of(marl, "alert"), notices_of(ash, "alert")
    writes(dell, alert, "Thank you for asking.")
    assert notices_of(marl) == 1 and notices_of(ash) == 0
    writes(dell, alert, HERE)
    assert alert.tier == 1 and notices_of(marl) == 1 and notices_of(ash) == 1
    assert alert.acknowledged_by_id == marl.pk and set(told(alert)) == {marl.pk, ash.pk} and len(told(alert)) == 2, "it is still theirs"


def test_somebody_elses_danger_and_everyday_words_do_not_raise_it():
    dell = cast.member("Dell")
    responder("Marl", always=True)
    alert = alert_by(dell, HOPELESS)
    writes(dell, alert, "The bus was late.")
    writes(dell, alert, "Please don't kill yourself.")
    assert alert.tier == 3


def test_what_one_says_when_asking_for_somebody_is_read_too():
    dell, marl = cast.member("Dell"), responder("Marl", always=True)
    alert = verbs.bring_somebody(by=dell)
    assert alert.tier == 2 and notices_of(marl) == 1
    verbs.bring_somebody(words=HERE, by=dell)
    alert.refresh_from_db()
    assert alert.tier == 1 and notices_of(marl) == 1


@pytest.mark.parametrize("how", ["leaves", "ends"])
def test_whoever_was_a_responder_when_their_page_was_asked_for_is_not_there_any_more(how):
    cora, marl = cast.member("Cora", coordinator=True), responder("Marl", always=True)
    alert = alert_by(cast.member("Dell"))
    before = Member.objects.get(pk=marl.pk)
    if how == "leaves":
        leave(by=marl)
    else:
        verbs.end_responder(marl, by=cora)
    with pytest.raises((Http404, Refused)):
        verbs.acknowledge(alert, by=before)
    alert.refresh_from_db()
    assert alert.acknowledged_at is None
