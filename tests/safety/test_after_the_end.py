"""Whoever was asked to go can still be helped while they can appeal, and can be forgotten when they ask for it."""

import pytest
from django.urls import get_resolver

from cairn.members import pausing
from cairn.members.models import Member
from cairn.members.verbs import set_password
from cairn.safety import verbs
from cairn.safety.models import Alert, Appeal, Plan
from tests.cast import share_by, signed_in
from tests.members.devices import Device
from tests.members.doors import PASSWORD
from tests.safety.deciding import ended, people, reported

pytestmark = pytest.mark.django_db

# Written by hand from what is promised: reading why, appealing, being helped, taking one's words along, being erased.
ALLOWED = set("""decisions decision sign_out_everywhere kept ask_for_somebody noticed noticed_answer noticed_unfounded care_return
    plan help_plan plan_write plan_tear_up how_to_respond along along_file along_let_go going_now""".split())


@pytest.fixture
def who():
    """Dell's membership was ended by two. Their plan and a call for somebody were there before."""
    who = people()
    verbs.write_plan(signs="I stop sleeping.", alone="", places="", people="", helpers="", safer="", by=who.dell)
    share_by(who.dell, "I have the pills here.")
    who.alert = Alert.objects.get()
    verbs.acknowledge(who.alert, by=who.otto)
    verbs.write_to_author(who.alert, "I am here.", by=who.otto)
    _share, who.report = reported(who)
    who.decision = ended(who.report, first=who.ida, second=who.otto)
    who.dell.refresh_from_db()
    return who


@pytest.fixture
def browser(who):
    return signed_in(who.dell)


def test_they_reach_their_plan_a_person_and_whoever_is_there_for_them(who, browser):
    for address in ("/plan", "/help-now/plan"):
        assert "I stop sleeping." in browser.get(address).text
    assert "I am here." in browser.get(f"/noticed/{who.alert.pk}").text
    assert browser.post(f"/noticed/{who.alert.pk}/answer", {"words": "Thank you.", "once": "a"}).status_code == 302
    assert "Thank you." in signed_in(who.otto).get(f"/alerts/{who.alert.pk}").text
    browser.post("/ask-for-somebody", {"words": "Please.", "once": "b"})
    assert Alert.objects.filter(noun="call").exists()
    page = browser.get("/decisions").text
    for address in ("/noticed/", "/ask-for-somebody", "/plan", "/along", "/going/now"):
        assert f'href="{address}' in page, address


def test_their_plan_can_be_changed_and_torn_up(who, browser):
    browser.post("/plan/write", {"signs": "I stop eating.", "once": "a"})
    assert "I stop eating." in browser.get("/plan").text
    browser.post("/plan/tear-up", {"once": "b"})
    assert not Plan.system.filter(member=who.dell).exists()


def test_they_are_erased_when_they_ask_whatever_waits_for_an_answer(who, browser):
    verbs.appeal(who.decision, words="Please look again.", by=who.dell)
    set_password(PASSWORD, sign_in_name="dell-private-77", by=who.dell)
    assert "Erase me now" in browser.get("/going/now").text
    wrong = browser.post("/going/now", {"answers": "erase", "sure": "on", "password": "not the right words", "once": "a"})
    assert wrong.status_code == 200 and Member.objects.get(pk=who.dell.pk).erased_at is None
    answer = browser.post("/going/now", {"answers": "erase", "sure": "on", "password": PASSWORD, "once": "b"})
    assert answer.status_code == 302 and Member.objects.get(pk=who.dell.pk).erased_at


def test_by_a_passkey_too(who, browser):
    device = Device(who.dell)
    shown = device.answers(browser.post("/sign-in/passkey/options").json())
    answer = browser.post("/going/now", {"answers": "erase", "sure": "on", "credential": shown, "once": "a"})
    assert answer["Location"] == "/gone/now" and Member.objects.get(pk=who.dell.pk).erased_at


def test_an_appeal_that_nobody_answers_puts_it_off_for_twelve_weeks_at_most(who, clock):
    verbs.appeal(who.decision, words="Please look again.", by=who.dell)
    for _day in range(83):
        clock.tick(days=1)
    assert Member.objects.get(pk=who.dell.pk).erased_at is None
    clock.tick(days=2)
    assert Member.objects.get(pk=who.dell.pk).erased_at and Appeal.system.get().decided_at is None


def test_everything_else_stays_closed(who, browser):
    assert pausing._open_after_the_end == ALLOWED, pausing._open_after_the_end ^ ALLOWED
    assert {pattern.name for pattern in get_resolver().url_patterns} >= ALLOWED
    for address in ("/waiting", "/shares", "/circles", "/you", "/going", "/journal", "/notices", "/alerts"):
        answer = browser.get(address)
        assert answer.status_code in (302, 404) and answer.get("Location", "/decisions") == "/decisions", address
    assert browser.post("/shares/tell", {"text": "Hello", "once": "a"})["Location"] == "/decisions"


def test_the_control_an_address_that_opens_in_passing_is_caught(who, browser, monkeypatch):
    monkeypatch.setattr(pausing, "_open_after_the_end", pausing._open_after_the_end | {"shares"})
    assert browser.get("/shares").status_code == 200
    with pytest.raises(AssertionError):
        test_everything_else_stays_closed(who, browser)


def test_what_they_write_in_their_appeal_calls_a_person_and_they_can_talk_to_them(who, browser):
    page = browser.post(f"/decisions/{who.decision.pk}", {"words": "I am going to kill myself tonight.", "once": "a"}, follow=True).text
    alert = Alert.objects.get(noun="appeal")
    assert "We noticed this and care." in page and f'href="/noticed/{alert.pk}"' in page
    verbs.acknowledge(alert, by=who.otto)
    assert "Otto has read it and is there" in browser.get(f"/noticed/{alert.pk}").text
