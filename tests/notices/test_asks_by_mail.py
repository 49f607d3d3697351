"""Asks by mail: only for those who chose them, wordless, looked at again before they go, and never in quiet hours."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from cairn.base import clock as time
from cairn.hearing.models import Ask
from cairn.hearing.verbs import offer_to_listen
from cairn.notices.models import Notice, Outgoing, Rhythm
from cairn.notices.outgoing.sending import send_due
from tests import cast
from tests.notices.asking import CANARY, asked, links, listener, row_of, share_of_somebody
from tests.promises.canaries import found_in

pytestmark = pytest.mark.django_db


# ---- who is written to, and what


def test_whoever_chose_it_is_written_to(office):
    ask = asked(listener())
    send_due("mail")
    (letter,) = office.came
    assert letter.to == "zqmailboxash@example.org" and letter.message["Subject"] == "Somebody could use a listener"
    assert set(links(letter)) == {"shares", "asks/not-this-time", "letters/off"}
    assert links(letter)["shares"] == f"/shares/{ask.share_id}"
    assert row_of(ask.listener).sent_at and row_of(ask.listener).due_at is None


def test_nobody_else_is(office):
    plain = cast.member("Plain")
    asked(plain, share := share_of_somebody())
    unproven = listener("Unproven")
    type(unproven).objects.filter(pk=unproven.pk).update(mail_proven_at=None)
    asked(unproven, share)
    send_due("mail")
    assert office.came == [] and not Outgoing.objects.filter(member=plain).exists()


def test_no_letter_holds_a_name_a_topic_or_a_word(office):
    cast.space(name="Zqharbourqz")
    cast.topic("zqtopicqz")
    asked(listener())
    send_due("mail")
    heap = office.came[0].raw
    assert found_in(heap, [CANARY, "zqdellqz", "zqharbourqz", "zqtopicqz"]) == set()
    assert b"Ash" not in heap.replace(b"zqmailboxash", b"") and found_in(heap, ["zqmailboxash"])  # the address it goes to is the control


def test_the_space_is_named_only_where_the_settings_let_it(office, settings):
    cast.space(name="Harbour")
    settings.MAIL_NAMES_SPACE = True
    asked(listener())
    send_due("mail")
    assert office.came[0].message["Subject"] == "Somebody at Harbour could use a listener"


def test_the_row_is_written_with_the_notice_or_not_at_all():
    from django.db import transaction

    ash, share = listener(), share_of_somebody()
    with pytest.raises(RuntimeError), transaction.atomic():
        asked(ash, share)
        assert Outgoing.objects.count() == 1
        raise RuntimeError
    assert Outgoing.objects.count() == Notice.system.filter(kind="asked").count() == 0


def test_asked_twice_about_the_same_is_one_letter(office):
    from cairn.notices.verbs import give

    ask = asked(listener())
    send_due("mail")
    give(ask.listener_id, "asked", ask.share_id)
    send_due("mail")
    assert len(office.came) == 1


def test_the_waves_lead_to_a_letter(office, clock):
    ash = listener()
    offer_to_listen(weekly_limit=3, by=ash)
    cast.share_by(cast.member("Dell"))
    clock.tick(seconds=1)
    assert Ask.system.filter(listener=ash).exists()
    send_due("mail")
    assert len(office.came) == 1


# ---- looked at again before it goes


@pytest.mark.parametrize("meanwhile", ["declined", "answered", "closed", "withdrawn", "blocked", "turned off", "left", "a day too late"])
def test_what_is_so_no_more_is_not_sent(office, clock, meanwhile):
    ash = listener()
    ask = asked(ash)
    if meanwhile in {"declined", "answered", "closed"}:
        Ask.system.filter(pk=ask.pk).update(**{f"{meanwhile}_at": time.now()})
    elif meanwhile == "withdrawn":
        ask.share.__class__.system.filter(pk=ask.share_id).update(withdrawn_at=time.now())
    elif meanwhile == "blocked":
        cast.block(ask.share.authorship.member, ash)
    elif meanwhile == "turned off":
        Rhythm.objects.update(asks_by_mail=False)
    elif meanwhile == "left":
        cast.erased(ash)
    else:
        clock.move(days=1, minutes=1)
    send_due("mail")
    assert office.came == [] and row_of(ash).due_at is None and row_of(ash).sent_at is None


# ---- quiet hours


@pytest.fixture
def at_night(clock):
    """Half past ten in the evening, UTC."""
    now = time.now()
    clock.move(seconds=(datetime(now.year + 1, 5, 5, 22, 30, tzinfo=UTC) - now).total_seconds())


def test_in_quiet_hours_it_waits_until_they_end(office, clock, at_night):
    ash = listener(quiet=(21, 8))
    asked(ash)
    assert row_of(ash).due_at == datetime(time.now().year, 5, 6, 8, tzinfo=UTC)
    clock.move(hours=9, minutes=29)
    send_due("mail")
    assert office.came == []
    clock.move(minutes=1, seconds=1)
    send_due("mail")
    assert len(office.came) == 1


def test_quiet_hours_that_were_chosen_meanwhile_are_kept(office, at_night):
    ash = listener(quiet=(0, 0))
    asked(ash)
    ash.quiet_from, ash.quiet_to = 22, 7
    ash.save(update_fields=["quiet_from", "quiet_to"])
    send_due("mail")
    assert office.came == [] and row_of(ash).due_at == datetime(time.now().year, 5, 6, 7, tzinfo=UTC) and row_of(ash).tries == 0


# ---- trying again


def test_trouble_is_tried_again_with_growing_pauses_and_then_left(settings, clock):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1", 9
    ash = listener()
    asked(ash)
    pauses = []
    while row_of(ash).due_at:
        clock.move(seconds=(row_of(ash).due_at - time.now()).total_seconds() + 1)
        assert send_due("mail") is False
        pauses.append(row_of(ash).due_at and row_of(ash).due_at - time.now())
    assert [round(pause / timedelta(minutes=1)) for pause in pauses[:-1]] == [1, 5, 20, 60, 240]
    assert row_of(ash).sent_at is None and Rhythm.objects.get(member=ash).bounces == 0


def test_while_one_is_in_flight_nobody_else_sends_it(office):
    from cairn.notices.outgoing import sending

    ash = listener()
    asked(ash)
    assert sending._take("mail").member_id == ash.pk
    assert sending._take("mail") is None and send_due("mail") is False and office.came == []


def test_one_rows_trouble_does_not_keep_the_others(office):
    ash, rook, share = listener("Ash"), listener("Rook"), share_of_somebody()
    asked(ash, share)
    asked(rook, share)
    type(ash).objects.filter(pk=ash.pk).update(zone="Nowhere/Land")
    Outgoing.objects.filter(member=ash).update(due_at=time.now() - timedelta(hours=1))
    send_due("mail")
    assert [letter.to for letter in office.came] == ["zqmailboxrook@example.org"]


# ---- saying no by the link


def test_one_tap_declines_and_says_nothing_of_the_share(office):
    ask = asked(listener())
    send_due("mail")
    client, path = Client(enforce_csrf_checks=False), links(office.came[0])["asks/not-this-time"]
    opened = client.get(path)
    assert opened.status_code == 200 and "Not this time" in opened.text
    ask.refresh_from_db()
    assert ask.declined_at is None, "opening a link does nothing"
    done = client.post(path, follow=True)
    assert "That is fine. It is not asked of you any more." in done.text, "nobody else is there to be asked"
    ask.refresh_from_db()
    assert ask.declined_at
    for page in (opened, done):
        assert CANARY not in page.text and "zqdellqz" not in page.text.lower() and "/shares/" not in page.text


@pytest.mark.parametrize("how", ["get", "head", "options", "put"])
def test_nothing_but_a_press_declines(office, how):
    ask = asked(listener())
    send_due("mail")
    getattr(Client(), how)(links(office.came[0])["asks/not-this-time"])
    ask.refresh_from_db()
    assert ask.declined_at is None


def test_the_press_needs_its_own_page(office):
    """Another site cannot press for them."""
    ask = asked(listener())
    send_due("mail")
    path = links(office.came[0])["asks/not-this-time"]
    assert Client(enforce_csrf_checks=True).post(path).status_code == 403
    ask.refresh_from_db()
    assert ask.declined_at is None


def test_the_link_ends_and_cannot_be_made_up(office, clock):
    asked(listener())
    send_due("mail")
    path = links(office.came[0])["asks/not-this-time"]
    off = links(office.came[0])["letters/off"]
    assert Client().get(path[:-3] + "abc").status_code == 404
    assert Client().get(path.replace("/asks/not-this-time/", "/letters/off/")).status_code == 404, "a link is good for one thing"
    clock.move(days=8)
    assert Client().get(path).status_code == 404 and Client().get(off).status_code == 200
    clock.move(days=60)
    assert Client().get(off).status_code == 404


# ---- no more of them


def test_a_mail_programs_one_click_turns_them_off(office):
    """RFC 8058: a POST without a cookie, answered without a redirect."""
    ash = listener()
    asked(ash)
    send_due("mail")
    message = office.came[0].message
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = urlsplit(message["List-Unsubscribe"].strip("<>")).path
    client = Client(enforce_csrf_checks=True)
    assert "No more of them" in client.get(path).text and Rhythm.objects.get(member=ash).asks_by_mail
    answer = Client(enforce_csrf_checks=True).post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200 and not Rhythm.objects.get(member=ash).asks_by_mail
    assert "No more of these letters come" in client.get(path).text


def test_a_person_presses_and_is_told(office):
    ash = listener()
    asked(ash)
    send_due("mail")
    told = Client().post(links(office.came[0])["letters/off"], follow=True)
    assert "No more of these letters come" in told.text and not Rhythm.objects.get(member=ash).asks_by_mail
