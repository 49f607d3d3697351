"""The pages of leaving, as people meet them."""

import pytest

from cairn.members.models import Member, SignedIn
from tests import cast
from tests.members.doors import PASSWORD, newcomer

pytestmark = pytest.mark.django_db


def again(member):
    return Member.objects.get(pk=member.pk)


def test_leaving_is_one_form_and_signs_out_everywhere():
    dell, elsewhere = cast.member("Dell"), None
    browser, elsewhere = cast.signed_in(dell), cast.signed_in(dell)
    page = browser.get("/going").content.decode()
    assert "Take your words along first" in page and "Erase me now" in page
    answer = browser.post("/going", {"answers": "erase", "once": "a"})
    assert answer["Location"] == "/gone" and again(dell).left_at and not SignedIn.objects.filter(member=dell).exists()
    assert "within two weeks" in browser.get("/gone").content.decode()
    assert elsewhere.get("/shares").status_code == 302
    assert not again(dell).erased_at


def test_erasing_at_once_asks_for_a_tick_and_then_does_it():
    dell = newcomer("Dell")
    browser = cast.signed_in(dell)
    page = browser.post("/going/now", {"answers": "erase", "password": PASSWORD, "once": "a"})
    assert page.status_code == 200 and "Tick this box" in page.content.decode() and not again(dell).left_at
    answer = browser.post("/going/now", {"answers": "stand", "sure": "on", "password": PASSWORD, "once": "b"})
    assert answer["Location"] == "/gone/now" and again(dell).erased_at and again(dell).answers_stand
    assert "nobody any more" in browser.get("/gone/now").content.decode()


def test_pressing_twice_is_leaving_once():
    dell = cast.member("Dell")
    browser = cast.signed_in(dell)
    for _ in range(2):
        browser.post("/going", {"answers": "erase", "once": "a"})
    assert again(dell).left_at


def test_the_last_coordinator_is_led_to_naming_another():
    cole, marl = cast.member("Cole", coordinator=True), cast.member("Marl")
    tarn = cast.member("Tarn")
    cast.circle_of(marl)
    browser = cast.signed_in(cole)
    assert "Name another person" in browser.get("/going").content.decode()
    assert browser.post("/going", {"answers": "erase", "once": "a"}).status_code == 403 and not again(cole).left_at
    page = browser.get("/space/coordinators").content.decode()
    assert "Marl" in page and "Tarn" not in page
    assert browser.post("/space/coordinators", {"person": tarn.pk, "once": "b"}).status_code == 200 and not again(tarn).is_coordinator
    browser.post("/space/coordinators", {"person": marl.pk, "once": "c"})
    assert again(marl).is_coordinator
    browser.post("/going", {"answers": "erase", "once": "d"})
    assert again(cole).left_at


def test_somebody_who_holds_a_circle_alone_is_told():
    marl = cast.member("Marl")
    cast.circle_of(marl, cast.member("Dell"), name="Tuesday circle")
    assert "Nobody else holds Tuesday circle" in cast.signed_in(marl).get("/going").content.decode()


def test_after_a_facilitator_was_erased_the_circle_goes_on():
    """Meetings they prepared stand, without their words, and every page of theirs opens."""
    from cairn.members import verbs

    marl, dell, juno = cast.member("Marl"), cast.member("Dell"), cast.member("Juno")
    circle = cast.circle_of(marl, dell, cofacilitator=juno)
    coming, held = cast.meeting_of(circle, marl), cast.meeting_held(circle, marl)
    verbs.erase_me(by=marl)
    for somebody in (dell, juno):
        browser = cast.signed_in(somebody)
        for address in ("/meetings", f"/circles/{circle.pk}", f"/meetings/{coming.pk}", f"/meetings/{coming.pk}/room", f"/meetings/{held.pk}", "/", "/desk"):
            answer = browser.get(address, follow=True)
            assert answer.status_code in (200, 404), address
            text = answer.content.decode()
            assert "Marl" not in text and ">None<" not in text, address


def test_somebody_paused_or_asked_to_go_can_take_their_words_along_and_leave(clock):
    from datetime import timedelta

    from cairn.members import verbs

    dell = cast.member("Dell")
    cast.share_by(dell, "Dell tells.")
    Member.objects.filter(pk=dell.pk).update(paused_until=clock.now() + timedelta(days=3))
    browser = cast.signed_in(dell)
    assert browser.post("/along", {"once": "a"})["Location"] == "/along"
    verbs.end_membership(again(dell))
    browser = cast.signed_in(dell)
    assert browser.post("/along", {"once": "b"})["Location"] == "/along"
    assert browser.get("/along/words.zip").status_code == 200
    Member.objects.filter(pk=dell.pk).update(left_at=None, ended_at=None, erase_at=None)
    assert cast.signed_in(dell).post("/going", {"answers": "erase", "once": "c"})["Location"] == "/gone"
