"""Waking browsers: a service that checks what it is given, browsers that open it, and places that are gone."""

import pytest

from cairn.base import clock as time
from cairn.notices import verbs
from cairn.notices.models import Outgoing, PushPlace, Rhythm
from cairn.notices.outgoing.sending import send_due
from tests import cast
from tests.hearing.people import at_noon
from tests.notices.asking import CANARY, asked, row_of, share_of_somebody
from tests.promises.canaries import found_in
from tests.serving import PATIENCE

pytestmark = pytest.mark.django_db
DEVICE = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


def woken(name, *browsers, **more):
    """Somebody who agreed in each of these browsers, through the page."""
    ash = cast.member(name, **{"quiet_from": 0, "quiet_to": 0} | more)
    for browser in browsers:
        cast.signed_in(ash).post("/you/reaching/here", browser.said, **DEVICE)
    return ash


def test_a_browser_is_woken_with_words_of_nobody(push_service):
    browser = push_service.browser("one")
    ash = woken("Ash", browser)
    ask = asked(ash)
    send_due("push")
    (path, headers, body), = push_service.took
    said = browser.opens(body)
    assert path == "/one" and headers["Content-Encoding"] == "aes128gcm" and 0 < int(headers["TTL"]) <= 7200
    assert said["title"] == "Somebody could use a listener" and said["path"] == f"/shares/{ask.share_id}"
    assert found_in(str(said).encode(), [CANARY, "zqdellqz", "harbour"]) == set()
    assert row_of(ash, "push").sent_at


def test_what_the_browser_says_is_kept_sealed(push_service):
    ash = woken("Ash", push_service.browser("one"))
    place = PushPlace.objects.get(member=ash)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT endpoint, keys FROM cairn_pushplace")
        kept = b"".join(bytes(value) for value in cursor.fetchone())
    assert place.device == "Firefox on Linux" and b"127.0.0.1" not in kept and b"p256dh" not in kept
    assert "127.0.0.1" in place.endpoint


@pytest.mark.parametrize("status", [404, 410, 403])
def test_a_place_that_is_gone_is_forgotten(push_service, status):
    ash = woken("Ash", push_service.browser("one"), push_service.browser("two"))
    push_service.answers["/one"] = status
    asked(ash)
    send_due("push")
    assert PushPlace.objects.filter(member=ash).count() == 1 and row_of(ash, "push").sent_at and Rhythm.objects.get(member=ash).asks_by_push
    push_service.answers["/two"] = status
    asked(ash, share_of_somebody())
    send_due("push")
    assert not PushPlace.objects.filter(member=ash).exists() and not Rhythm.objects.get(member=ash).asks_by_push


@pytest.mark.parametrize("status", [429, 500, 302])
def test_trouble_is_tried_again(push_service, status, clock):
    ash = woken("Ash", push_service.browser("one"))
    push_service.answers["/one"] = status
    asked(ash)
    assert send_due("push") is False
    row = row_of(ash, "push")
    assert row.sent_at is None and row.due_at > time.now() and PushPlace.objects.filter(member=ash).exists()
    push_service.answers.clear()
    clock.move(minutes=2)
    send_due("push")
    assert row_of(ash, "push").sent_at


def test_it_never_waits_into_quiet_hours(push_service):
    """A service keeps a message for a browser that is asleep: not longer than until they want quiet."""
    at_noon()
    woken_soon = woken("Ash", push_service.browser("one"), quiet_from=13, quiet_to=21)
    asked(woken_soon)
    send_due("push")
    assert 3600 - PATIENCE < int(push_service.took[0][1]["TTL"]) <= 3600


def test_a_browser_is_of_one_person_at_a_time(push_service):
    """Two people at one browser: who agreed last is woken there, the other no more."""
    browser = push_service.browser("one")
    ash, rook = woken("Ash", browser), woken("Rook", browser)
    assert [place.member_id for place in PushPlace.objects.all()] == [rook.pk]
    assert not Rhythm.objects.get(member=ash).asks_by_push


@pytest.mark.parametrize("changed", [
    {"endpoint": "http://push.example.org/a"}, {"endpoint": "https://10.0.0.1/a"}, {"endpoint": ""}, {"p256dh": "AAAA"}, {"p256dh": "BAAA"}, {"auth": "AAAA"},
    {"auth": "é"}, {"p256dh": "!" * 90},
])
def test_an_answer_that_cannot_be_used_is_not_kept(changed, push_service, settings):
    settings.PUSH_ANYWHERE = False
    said = {**push_service.browser("one").said, "endpoint": "https://push.example.org/a", **changed}
    ash = cast.member("Ash")
    assert cast.signed_in(ash).post("/you/reaching/here", said).status_code in {302, 403}
    assert not PushPlace.objects.exists() and not Rhythm.objects.filter(asks_by_push=True).exists()


def test_a_good_answer_is_kept_the_control(push_service, settings):
    settings.PUSH_ANYWHERE = False
    cast.signed_in(cast.member("Ash")).post("/you/reaching/here", {**push_service.browser("one").said, "endpoint": "https://push.example.org/a"})
    assert PushPlace.objects.count() == 1


def test_stopping_is_ones_own(push_service):
    ash, rook = woken("Ash", push_service.browser("one")), cast.member("Rook")
    place = PushPlace.objects.get()
    assert cast.signed_in(rook).post(f"/you/reaching/{place.pk}/stop").status_code == 404
    assert cast.signed_in(ash).post(f"/you/reaching/{place.pk}/stop").status_code == 302
    assert not PushPlace.objects.exists()


def test_signing_out_ends_it_for_that_browser_and_everywhere_for_all(push_service):
    ash = cast.member("Ash")
    here, there = cast.signed_in(ash), cast.signed_in(ash)
    here.post("/you/reaching/here", push_service.browser("here").said)
    there.post("/you/reaching/here", push_service.browser("there").said)
    here.post("/sign-out")
    assert [place.endpoint.rsplit("/")[-1] for place in PushPlace.objects.all()] == ["there"]
    there.post("/sign-out/everywhere")
    assert not PushPlace.objects.exists()


def test_whoever_turned_it_off_meanwhile_is_left_in_peace(push_service):
    ash = woken("Ash", push_service.browser("one"))
    asked(ash)
    verbs.take_back(PushPlace.objects.get(), by=ash)
    send_due("push")
    assert push_service.took == [] and Outgoing.objects.get().due_at is None
