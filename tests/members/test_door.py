"""The three doors, those who wait, and invitations."""

import re

import pytest
from django.test import Client

from cairn.base import keyring
from cairn.base.crypto import Unreadable
from cairn.base.rules import Refused
from cairn.members import queries, verbs
from cairn.members.models import Invitation, Member, Space
from cairn.members.rules import token_for
from cairn.notices.models import Notice
from tests import cast
from tests.members.doors import come_in, hand_in, newcomer, sign_in, words_of

pytestmark = pytest.mark.django_db


def door(kind: str) -> Member:
    """A space with this door, and its coordinator."""
    marl = cast.member("Marl", coordinator=True)
    Space.objects.update(door=kind)
    queries.forget_space()
    return marl


def invitation_from(coordinator) -> str:
    browser = cast.signed_in(coordinator)
    browser.post("/invitations", {})
    return re.search(r"/come-in/[\w-]+", words_of(browser.get("/invitations")))[0]


def test_by_invitation_a_stranger_finds_a_kind_page_and_no_way_round():
    door("invite")
    browser = cast.stranger()
    page = browser.get("/sign-up")
    assert "entered by invitation" in words_of(page) and "/help-now" in words_of(page)
    assert browser.post("/sign-up", {}).status_code == 200
    assert browser.get("/sign-up/name")["Location"] == "/sign-up"
    with pytest.raises(Refused):
        newcomer()


def test_an_invitation_lets_one_person_in():
    link = invitation_from(door("invite"))
    first, second = Client(), Client()
    assert first.get(link)["Location"] == second.get(link)["Location"] == "/sign-up"
    assert come_in(first)["Location"] == "/you/codes"
    assert "entered by invitation" in words_of(second.get("/sign-up"))
    assert "opens nothing any more" in words_of(Client().get(link))


def test_an_invitation_ends_after_two_weeks_or_when_taken_back(clock):
    marl = door("invite")
    link = invitation_from(marl)
    taken_back = invitation_from(marl)
    for invitation in queries.open_invitations(marl)[:1]:
        cast.signed_in(marl).post(f"/invitations/{invitation.pk}/end")
    assert Invitation.objects.count() == 1
    assert sorted(Client().get(path).status_code for path in (link, taken_back)) == [302, 404]
    clock.move(days=15)
    assert Client().get(link).status_code == 404


def test_an_invitation_is_kept_as_a_digest_and_shown_once():
    marl = door("invite")
    code = invitation_from(marl).rsplit("/", 1)[1]
    assert code not in str(list(Invitation.objects.values()))
    assert code not in words_of(cast.signed_in(marl).get("/invitations"))


def test_with_approval_somebody_waits_and_is_let_in():
    marl = door("approval")
    browser = cast.stranger()
    come_in(browser)
    assert browser.get("/")["Location"] == "/waiting"
    assert browser.get("/you")["Location"] == "/waiting"
    assert "You are at the door" in words_of(browser.get("/waiting"))
    assert [n.kind for n in Notice.objects.seen_by(marl)] == ["at_the_door"]
    desk = cast.signed_in(marl)
    page = words_of(desk.get("/door"))
    assert "Tarn" in page
    desk.post(re.search(r'action="(/door/[^"]+/let-in)"', page)[1])
    tarn = Member.objects.get(coordinator_since=None)
    assert [n.kind for n in Notice.objects.seen_by(tarn)] == ["let_in"]
    assert browser.get("/you").status_code == 200


def test_not_now_is_said_kindly_and_erases_what_was_given():
    marl = door("approval")
    browser = cast.stranger()
    come_in(browser)
    tarn = Member.objects.get(coordinator_since=None)
    desk = cast.signed_in(marl)
    link = re.search(r'href="(/door/[^"]+/not-now)"', words_of(desk.get("/door")))[1]
    assert "cannot be now" in words_of(desk.get(link))
    desk.post(link)
    keyring.forget_all()
    with pytest.raises(Unreadable):
        keyring.key_of(tarn.pk)
    assert browser.get("/waiting")["Location"] == "/sign-in"
    assert "It says nothing about you" in words_of(sign_in(Client()))
    assert "Nobody is waiting" in words_of(desk.get("/door"))


def test_whoever_was_invited_does_not_wait():
    link = invitation_from(door("approval"))
    browser = Client()
    browser.get(link)
    come_in(browser)
    assert browser.get("/you").status_code == 200


def test_members_are_not_shown_the_door():
    door("approval")
    waiting = cast.member("Juno", waiting=True)
    browser = cast.signed_in(cast.member("Wren"))
    token = token_for(waiting.pk)
    for method, path in (("get", "/door"), ("get", "/invitations"), ("post", f"/door/{token}/let-in"), ("post", f"/door/{token}/not-now")):
        assert getattr(browser, method)(path).status_code == 404
    with pytest.raises(Refused):
        verbs.let_in(waiting, by=cast.member("Ash"))
    with pytest.raises(Refused):
        verbs.invite(by=cast.member("Dell"))


def test_a_new_agreement_is_said_yes_to_again():
    wren = cast.member("Wren")
    verbs.new_agreement("We are patient.\nWe are kind.", by=cast.member("Marl", coordinator=True))
    browser = cast.signed_in(wren)
    assert "It has changed" in words_of(browser.get("/agreement"))
    hand_in(browser, "/agreement")
    assert "It has changed" not in words_of(browser.get("/agreement"))
    assert "We are patient." in words_of(cast.stranger().get("/agreement"))


def test_the_set_up_link_opens_once():
    first, second = verbs.new_setup_link(), verbs.new_setup_link()
    told = dict(name="Harbour", what_it_is="a", what_it_is_not="b", agreement_text="One.\nTwo.", topics=["Grief", "Exams"],
                country="GB", cover="c", door="open", adults_only="d", language="en", zone="Europe/London")
    way = dict(name="Marl", stone="5-0-83", languages=["en"], zone="UTC", sign_in_name="marl-private-1", password="four quiet words here")
    with pytest.raises(Refused):
        verbs.come_in_as_coordinator(link_code=first.rsplit("/", 1)[1], **way)
    code = second.rsplit("/", 1)[1]
    marl = verbs.come_in_as_coordinator(link_code=code, **way)
    verbs.set_up_space(link_code=code, coordinator=marl, **told)
    assert queries.the_space().name == "Harbour" and [topic.name for topic in queries.topics()] == ["Grief", "Exams"]
    assert queries.has_consented(marl, queries.agreement_of()) and Member.objects.get().is_coordinator
    assert verbs.new_setup_link() is None
    with pytest.raises(Refused):
        verbs.set_up_space(link_code=code, coordinator=marl, **told)
