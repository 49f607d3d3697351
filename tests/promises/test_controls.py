"""Planted faults for promises whose own tests have none beside them: each must be caught."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, path

from cairn.base import clock as base_clock
from cairn.base.pages import public
from cairn.live.hub import Hub
from cairn.members import passwords
from cairn.safety.models import Alert, AlertStep
from tests import cast
from tests.live.conftest import drawing, house  # noqa: F401  the fixtures of live
from tests.live.test_streams import move
from tests.members.doors import newcomer, sign_in
from tests.members.test_signing_in import derivations  # noqa: F401
from tests.safety.duty import responder

# ---- 1: pages that open for anybody. A new name here needs a reason; one that is gone goes.

PUBLIC = set("""
    agreement come_in declined feed gone gone_now help_now invited leave leave_quickly left letters_off mail_proof new_way_in
    new_way_in_passkey new_way_in_passkey_options not_this_time not_yet reading recover recover_by_mail recover_link
    recover_mail_sent set_up set_up_passkey_options set_up_step sign_in sign_in_passkey sign_in_passkey_options sign_out sign_up
    sign_up_agreement sign_up_ask sign_up_name sign_up_passkey sign_up_passkey_options sign_up_stone sign_up_way_back today
    who_can_do_what who_sees worker
""".split())


def open_to_anybody(patterns) -> set[str]:
    return {pattern.name for pattern in patterns if pattern.callback.gate == "public"}


def test_no_page_opens_for_anybody_that_is_not_named_here():
    assert open_to_anybody(get_resolver().url_patterns) == PUBLIC


def test_a_page_that_was_opened_in_passing_is_noticed():
    planted = [*get_resolver().url_patterns, path("planted", public(lambda request: None), name="planted")]
    assert open_to_anybody(planted) - PUBLIC == {"planted"}


# ---- 4: a hub that gives whoever comes back only what comes next


async def forgetful(self, channel, listener):
    listener.cursor = max(listener.cursor, channel.cursor)


@pytest.mark.django_db(transaction=True)
def test_a_hub_that_does_not_look_back_is_caught(house, monkeypatch):  # noqa: F811
    monkeypatch.setattr(Hub, "_catch_up", forgetful)
    page, staying = house.open_page(), house.open_page(member=2)
    page.leave()
    move(150)
    staying.wait_until_number(150)
    page.open()
    move()
    page.wait_until_number(151)
    assert page.numbers != list(range(1, 152))


# ---- 12: a door that is quicker for names nobody has


def quick_for_strangers(password, kept):
    return bool(kept) and before(password, kept)


before = passwords.matches


@pytest.mark.django_db
def test_a_door_that_does_no_work_for_unknown_names_is_caught(derivations, monkeypatch):  # noqa: F811
    newcomer()
    passwords._nobodys()
    monkeypatch.setattr(passwords, "matches", quick_for_strangers)
    costs = []
    for name in ("tarn-private-77", "nobody-has-this"):
        derivations.clear()
        sign_in(Client(), name, "not the right words")
        costs.append(list(derivations))
    assert costs[0] == ["verify"] and costs[1] == []


# ---- 21: a clock that takes an alert for done once it was told


@pytest.mark.django_db
def test_an_alert_that_is_told_once_and_forgotten_is_caught(clock, monkeypatch):
    dell, marl, ash = cast.member("Dell"), responder("Marl", always=True), responder("Ash")
    alert = Alert.objects.get(noun="share", noun_id=cast.share_by(dell, "I have the pills here.").pk)
    monkeypatch.setitem(base_clock._due, "safety.alerts", (timedelta(0), lambda: None))
    clock.tick(minutes=6)
    assert set(called(alert)) == {marl.pk}, "planted: nobody else comes to know"
    monkeypatch.undo()
    clock.tick(minutes=6)
    assert set(called(alert)) >= {marl.pk, ash.pk}, "it stayed due: what is lost is time, not the alert"


def called(alert) -> list:
    return list(AlertStep.objects.filter(alert=alert, what="told").values_list("to", flat=True))
