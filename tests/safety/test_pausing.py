"""Somebody paused reads, writes for themselves, is helped and appeals; nothing of theirs goes out to others."""

import pytest
from django.test import Client
from django.urls import get_resolver, path, reverse

from cairn.base import clock as base_clock
from cairn.base import pages
from cairn.members import pausing
from cairn.members.models import Member
from cairn.safety.models import Decision
from cairn.safety.verbs import deciding
from cairn.shares.models import Draft, Response, Share
from tests.cast import share_by, signed_in
from tests.matrix import World
from tests.safety.deciding import decided, people, reported

pytestmark = pytest.mark.django_db

# Written by hand from what is promised: for themselves, to be helped, to be apart. tests/matrix.py knows every address.
FOR_THEMSELVES = """decision kept sign_out_everywhere tell look_over draft_keep draft_drop response_keep withdraw withdraw_response
    you_experiences you_interests you_languages you_zone you_hours you_boundaries you_quiet you_leaving you_coach likeness sign_up_languages
    ways_in passkey_add passkey_options passkey_remove password password_remove places place_end codes mail reaching wake_here
    wake_no_more notices feed_make feed_names feed_revoke"""
TO_BE_HELPED_OR_APART = """report block unblock distance distance_end let_be_seen seat_leave seat_rest seat_back seat_take_back decline stop_listening rest
    stop_welcoming wish_take_back decisions ask_for_somebody noticed_answer noticed_unfounded care_return plan_write plan_tear_up
    concern_stop line_take_back step_back noticed plan help_plan how_to_respond"""

TOOLKIT = "try_it say_how_it_went ask_later let_go let_kept_go take_line_back withdraw_strategy"
BUDDIES = "buddy_wish buddy_rest buddy_withdraw buddy_end"
IN_THEIR_JOURNAL = """journal_begin journal_begin_passkey journal_passkey_options journal_open journal_open_passkey journal_lock
    journal_start_over journal_write journal_keep journal_search entry_edit entry_delete entry_bring_back journal_codes
    journal_key_password journal_key_passphrase journal_key_passkey journal_key_let_go"""
CAIRN = """victory_lay victory_change victory_tell victory_let_go victory_bring_back recognition_keep recognition_off_wall
    recognition_let_go recognition_bring_back"""
LETTERS = "letter_keep letter_take_back letters_let_go knock_take_back knock_decline door_close"
GOING = "going going_now along along_file along_let_go"
RETELLING = """retell retell_from retelling_write retelling_keep retell_again retelling_share retelling_let_go retelling_bring_back book
    uninvite invite_again view_step_away view_come_back"""
CHECK_INS = "checkin checkin_change checkin_let_go checkin_bring_back checkin_take_back"
PATH = """path_first path_aside path_offer_again stone_lay stone_change stone_remove stone_bring_back growth_choices witness_decline
    witness_accept witness_let_go witness_bring_back witness_take_back starting_withdraw starting_aside starting_show_again"""
ACTIVITIES = "activity_not_go activity_cancel activity_came"
ALLOWED = set(f"{FOR_THEMSELVES} {TO_BE_HELPED_OR_APART} {IN_THEIR_JOURNAL} {LETTERS} {GOING} {RETELLING} {CAIRN} {TOOLKIT} {BUDDIES} {CHECK_INS} {PATH} {ACTIVITIES}".split())


@pytest.fixture
def who():
    return people()


@pytest.fixture
def paused(who):
    _share, report = reported(who)
    decided(report, "pause", days=3, by=who.ida)
    return signed_in(who.dell)


def test_what_they_wrote_to_others_is_kept_for_them_and_goes_nowhere(who, paused):
    other = share_by(who.wren, "It is hard just now.", circle=who.circle)
    answer = paused.post(f"/shares/{other.pk}/respond", {"text": "I have words for you.", "kind": "heard", "once": "a"})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "You are paused until" in page and "I have words for you." in page and "/decisions" in page and "/help-now" in page
    assert not Response.system.filter(share=other).exists()


def test_they_read_and_write_for_themselves_and_for_themselves_alone(who, paused):
    other = share_by(who.wren, "It is hard just now.", circle=who.circle)
    assert "It is hard" in paused.get(f"/shares/{other.pk}").text
    for audience, lands in (("me", True), (f"circle:{who.circle.pk}", False), ("everyone", False)):
        typed = {"text": f"Written to {audience}.", "need": "listening", "audience": audience, "shown_as": "stone", "draft": "77"}
        answer = paused.post("/shares/tell", typed | {"once": f"a{audience}"})
        assert answer.status_code == 302 and Draft.system.filter(member=who.dell).exists()
        told = paused.post(answer["Location"], {"once": f"b{audience}"})
        mine = [share.text for share in Share.system.by(who.dell)]
        assert (f"Written to {audience}." in mine) == lands, told.status_code


def test_it_ends_by_itself_and_by_lifting(who, paused, clock):
    other = share_by(who.wren, "It is hard just now.", circle=who.circle)
    deciding.lift(Decision.objects.get(), reason="They have talked.", by=who.otto)
    assert paused.post(f"/shares/{other.pk}/respond", {"text": "Thank you.", "kind": "heard", "once": "a"}).status_code == 302
    _share, report = reported(who, text="Fools again.")
    decided(report, "pause", days=1, by=who.ida)
    assert paused.post(f"/shares/{other.pk}/respond", {"text": "More.", "kind": "heard", "once": "b"}).status_code == 403
    clock.tick(days=2)
    assert paused.post(f"/shares/{other.pk}/respond", {"text": "More.", "kind": "heard", "once": "c"}).status_code == 302
    assert Decision.objects.get(report=report).ended_at


def test_nobody_else_is_told_and_they_are_not_asked_to_listen(who, paused):
    from cairn.hearing import resident
    from cairn.hearing.verbs import offer_to_listen

    assert "paused" not in signed_in(who.wren).get(f"/circles/{who.circle.pk}").text.lower()
    assert offer_to_listen is not None and who.dell.pk not in resident.load().ids.tolist()


# ---- over every address there is


def taken_while_paused(world, patterns=None) -> set[str]:
    """Names of addresses at which something handed in by somebody paused gets past the gate."""
    names = {pattern.name: pattern for pattern in patterns or get_resolver().url_patterns}
    asked = {name: args for name, args, *_rows in world.table if name in names and names[name].callback.gate != pages.PUBLIC}
    return {name for name, args in asked.items() if not is_refused(world.client("seat"), reverse(name, args=args))}


def is_refused(client: Client, address: str) -> bool:
    from django.db import transaction

    with transaction.atomic():
        answer = client.post(address)
        transaction.set_rollback(True)
    # Who may not open it at all is refused before, and a page that takes nothing says so to everybody.
    return answer.status_code in (404, 405) or b"You are paused until" in answer.content


def test_nothing_is_taken_but_what_is_named(monkeypatch):
    world = World()
    Member.objects.filter(pk=world.people["seat"].pk).update(paused_until=base_clock.now() + base_clock.timedelta(days=3))
    assert taken_while_paused(world) <= ALLOWED
    assert pausing._open_while_paused <= ALLOWED, pausing._open_while_paused - ALLOWED
    monkeypatch.setattr(pausing, "_open_while_paused", pausing._open_while_paused | {"respond"})  # the control
    assert "respond" in taken_while_paused(world)


def test_every_name_that_stays_open_is_an_address():
    known = {pattern.name for pattern in get_resolver().url_patterns}
    assert pausing._open_while_paused <= known, pausing._open_while_paused - known


def test_a_new_address_is_closed_to_them_by_itself():
    """The control: nobody named it, so it takes nothing."""
    from types import SimpleNamespace

    planted = path("planted", pages.member_page(lambda request: None), name="planted")
    request = SimpleNamespace(
        member=SimpleNamespace(left_at=None, paused_until=base_clock.now() + base_clock.timedelta(days=1)), method="POST",
        resolver_match=SimpleNamespace(url_name=planted.name),
    )
    assert planted.name not in pausing._open_while_paused and pausing.is_paused(request.member)


def test_a_consent_can_be_withdrawn_at_any_time(who, paused):
    Member.objects.filter(pk=who.dell.pk).update(likeness_since=base_clock.now())
    assert paused.post("/you/likeness", {"once": "a"}).status_code == 302
    assert Member.objects.get(pk=who.dell.pk).likeness_since is None
