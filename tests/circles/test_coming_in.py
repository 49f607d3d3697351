"""Asking for a seat, being welcomed, saying yes to the agreement, sitting down."""

import pytest

from cairn.base.rules import Refused
from cairn.circles import queries, rules, verbs
from cairn.circles.models import Circle, Seat, SeatRequest
from cairn.members import queries as members
from cairn.members import verbs as member_verbs
from cairn.notices.models import Notice
from tests import cast
from tests.cast import block, circle_of, member, signed_in

pytestmark = pytest.mark.django_db


def kinds_of(somebody) -> set:
    return set(Notice.objects.seen_by(somebody).values_list("kind", flat=True))


def test_somebody_asks_is_welcomed_consents_and_sits():
    marl, wren = member("Marl"), member("Wren")
    tuesday = circle_of(marl)
    asked = verbs.ask_for_seat(tuesday, note="I would like to listen first.", by=wren)
    assert kinds_of(marl) == {"seat_asked"}
    verbs.answer_seat(asked, welcome=True, by=marl)
    assert kinds_of(wren) == {"seat_welcomed"}
    browser = signed_in(wren)
    page = browser.get(f"/circles/{tuesday.pk}/consent").content.decode()
    assert "We take turns." in page
    agreement = members.agreement_of(tuesday)
    answer = browser.post(f"/circles/{tuesday.pk}/consent", {"agreement": agreement.pk, "once": "a"})
    assert answer["Location"] == f"/circles/{tuesday.pk}"
    assert queries.seat_of(wren, tuesday) and members.has_consented(wren, agreement)
    assert "seat_taken" in kinds_of(marl)


def test_nobody_sits_without_a_welcome_or_without_consent():
    marl, wren = member("Marl"), member("Wren")
    tuesday = circle_of(marl)
    cast.consent(wren, tuesday)
    with pytest.raises(Refused):
        verbs.take_seat(tuesday, by=wren)
    ash = member("Ash")
    verbs.answer_seat(verbs.ask_for_seat(tuesday, by=ash), welcome=True, by=marl)
    with pytest.raises(Refused):
        verbs.take_seat(tuesday, by=ash)
    assert Seat.system.held().count() == 1


def test_an_agreement_that_changed_while_reading_is_read_once_more():
    marl, wren, ines = member("Marl"), member("Wren"), member("Ines", coordinator=True)
    tuesday = circle_of(marl)
    verbs.answer_seat(verbs.ask_for_seat(tuesday, by=wren), welcome=True, by=marl)
    old = members.agreement_of(tuesday)
    verbs.change_circle_agreement(tuesday, "We take turns.\nWe begin on time.", by=ines)
    page = signed_in(wren).post(f"/circles/{tuesday.pk}/consent", {"agreement": old.pk, "once": "a"}).content.decode()
    assert "changed while you were reading" in page and queries.seat_of(wren, tuesday) is None


def test_seat_holders_are_asked_again_when_the_agreement_changes_and_can_read_on():
    marl, wren, ines = member("Marl"), member("Wren"), member("Ines", coordinator=True)
    tuesday = circle_of(marl, wren)
    browser = signed_in(wren)
    assert "needs your yes" not in browser.get(f"/circles/{tuesday.pk}").content.decode()
    agreement = verbs.change_circle_agreement(tuesday, "We begin on time.", by=ines)
    page = browser.get(f"/circles/{tuesday.pk}").content.decode()
    assert "needs your yes" in page and "Who sits here" in page
    browser.post(f"/circles/{tuesday.pk}/consent", {"agreement": agreement.pk, "once": "a"})
    assert "needs your yes" not in browser.get(f"/circles/{tuesday.pk}").content.decode()


def test_a_form_sent_twice_asks_once_and_seats_once():
    marl, wren = member("Marl"), member("Wren")
    tuesday = circle_of(marl)
    browser = signed_in(wren)
    for _twice in range(2):
        browser.post(f"/circles/{tuesday.pk}/ask", {"note": "", "once": "ask"})
    asked = SeatRequest.system.get()
    for _twice in range(2):
        signed_in(marl).post(f"/seat-requests/{asked.pk}/answer", {"answer": "welcome", "once": "answer"})
    agreement = members.agreement_of(tuesday)
    for _twice in range(2):
        answer = browser.post(f"/circles/{tuesday.pk}/consent", {"agreement": agreement.pk, "once": "sit"})
        assert answer["Location"] == f"/circles/{tuesday.pk}"
    assert Seat.system.held().filter(member=wren).count() == 1


def test_the_circle_is_never_larger_than_its_seats_and_never_above_twelve():
    marl, ines = member("Marl"), member("Ines", coordinator=True)
    small = circle_of(marl, member("Ash"), member("Dell"), seats_offered=3)
    wren = member("Wren")
    asked = verbs.ask_for_seat(small, by=wren)
    with pytest.raises(Refused):
        verbs.answer_seat(asked, welcome=True, by=marl)
    facts = dict(name="x", purpose="x", topic=None, language="en", hidden=False)
    with pytest.raises(Refused):
        verbs.open_circle(**facts, seats_offered=13, agreement_text="x", facilitator=marl, by=ines)
    with pytest.raises(Refused):
        verbs.change_circle(small, **facts, seats_offered=2, by=ines)
    page = signed_in(ines).post(f"/circles/{small.pk}/change", {"name": "x", "purpose": "x", "language": "en", "seats": "13"})
    assert "three to twelve" in page.content.decode()


def test_the_database_refuses_thirteen_seats(transactional_db):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        Circle.system.create(name="Too large", purpose="x", seats_offered=13)


def test_a_welcome_keeps_a_seat_for_two_weeks(clock):
    marl, wren = member("Marl"), member("Wren")
    small = circle_of(marl, member("Ash"), seats_offered=3)
    verbs.answer_seat(verbs.ask_for_seat(small, by=wren), welcome=True, by=marl)
    assert rules.seats_free(small) == 0 and rules.seats_free(small, besides=wren) == 1
    clock.move(days=15)
    assert rules.seats_free(small) == 1 and not rules.is_welcome(wren, small)


def test_the_waiting_list_keeps_its_order_and_is_brought_when_a_seat_is_free(clock):
    marl, ash = member("Marl"), member("Ash")
    small = circle_of(marl, ash, member("Dell"), seats_offered=3)
    first, second = member("Wren"), member("Pip")
    one = verbs.ask_for_seat(small, by=first)
    clock.move(minutes=1)
    two = verbs.ask_for_seat(small, by=second)
    page = signed_in(second).get(f"/circles/{small.pk}").content.decode()
    assert "One person asked before you." in page
    verbs.leave_seat(queries.seat_of(ash, small), by=ash)
    assert "seat_free" in kinds_of(marl)
    shown = queries.circle_page(marl, small.pk)
    assert [asking.person.name for asking in shown.welcoming] == ["Wren"]
    assert [asking.person.name for asking in shown.waiting_list] == ["Pip"]
    with pytest.raises(Refused):
        verbs.answer_seat(two, welcome=True, by=marl)
    verbs.answer_seat(one, welcome=True, by=marl)


def test_not_now_is_said_kindly_and_nobody_is_pressed(clock):
    marl, wren = member("Marl"), member("Wren")
    tuesday = circle_of(marl)
    verbs.answer_seat(verbs.ask_for_seat(tuesday, by=wren), welcome=False, by=marl)
    assert "says nothing about you" in signed_in(wren).get("/notices").content.decode()
    with pytest.raises(Refused):
        verbs.ask_for_seat(tuesday, by=wren)
    clock.move(days=15)
    assert verbs.ask_for_seat(tuesday, by=wren)


def test_only_those_who_hold_the_circle_answer():
    marl, ash, wren = member("Marl"), member("Ash"), member("Wren")
    tuesday = circle_of(marl, ash)
    asked = verbs.ask_for_seat(tuesday, note="For Marl.", by=wren)
    for other in (ash, member("Stranger"), wren):
        with pytest.raises(Refused):
            verbs.answer_seat(asked, welcome=True, by=other)
    assert signed_in(ash).post(f"/seat-requests/{asked.pk}/answer", {"answer": "welcome"}).status_code == 404
    assert "For Marl." not in signed_in(ash).get(f"/circles/{tuesday.pk}").content.decode()
    assert "For Marl." in signed_in(marl).get(f"/circles/{tuesday.pk}").content.decode()


def test_somebody_blocked_with_the_facilitator_comes_silently_to_the_cofacilitator():
    marl, ash, wren = member("Marl"), member("Ash"), member("Wren")
    tuesday = circle_of(marl, cofacilitator=ash)
    block(marl, wren)
    asked = verbs.ask_for_seat(tuesday, by=wren)
    assert kinds_of(marl) == set() and kinds_of(ash) == {"seat_asked"}
    assert queries.circle_page(marl, tuesday.pk).askings == []
    verbs.answer_seat(asked, welcome=True, by=ash)


def test_without_a_cofacilitator_such_a_request_comes_to_the_coordinator():
    marl, ines, wren = member("Marl"), member("Ines", coordinator=True), member("Wren")
    tuesday = circle_of(marl)
    other = verbs.ask_for_seat(tuesday, by=member("Pip"))
    block(wren, marl)
    asked = verbs.ask_for_seat(tuesday, by=wren)
    assert kinds_of(ines) == {"seat_asked"}
    assert [asking.pk for asking in queries.circle_page(ines, tuesday.pk).askings] == [asked.pk]
    assert queries.circle_page(marl, tuesday.pk).askings[0].pk == other.pk
    verbs.answer_seat(asked, welcome=True, by=ines)
    with pytest.raises(Refused):
        verbs.answer_seat(other, welcome=True, by=ines)


def test_an_invitation_seats_one_person_also_in_a_hidden_circle_and_runs_out(clock):
    marl, wren, pip = member("Marl"), member("Wren"), member("Pip")
    secret = circle_of(marl, name="Behind the harbour", hidden=True)
    invitation, code = verbs.invite_to_circle(secret, by=marl)
    assert signed_in(wren).get(f"/circles/{secret.pk}").status_code == 404
    browser = signed_in(wren)
    assert "Behind the harbour" in browser.get(f"/invited/{code}").content.decode()
    agreement = members.agreement_of(secret)
    browser.post(f"/invited/{code}", {"agreement": agreement.pk, "once": "a"})
    assert queries.seat_of(wren, secret)
    assert signed_in(pip).get(f"/invited/{code}").status_code == 404
    member_verbs.consent(agreement, by=pip)
    with pytest.raises(Refused):
        verbs.take_seat(secret, invitation=invitation, by=pip)
    verbs.leave_seat(queries.seat_of(wren, secret), by=wren)
    with pytest.raises(Refused):
        verbs.take_seat(secret, invitation=invitation, by=wren)
    _late, late_code = verbs.invite_to_circle(secret, by=marl)
    clock.move(days=15)
    assert signed_in(pip).get(f"/invited/{late_code}").status_code == 404


def test_an_invitation_leads_a_newcomer_through_the_door_first():
    from django.test import Client

    marl = member("Marl")
    _invitation, code = verbs.invite_to_circle(circle_of(marl), by=marl)
    browser = Client()
    assert browser.get(f"/invited/{code}")["Location"] == f"/come-in/{code}"
    assert browser.get(f"/come-in/{code}")["Location"] == "/sign-up"
    assert browser.session["next"] == f"/invited/{code}"


def test_only_those_who_hold_it_invite():
    marl, ash = member("Marl"), member("Ash")
    tuesday = circle_of(marl, ash)
    for other in (ash, member("Stranger")):
        with pytest.raises(Refused):
            verbs.invite_to_circle(tuesday, by=other)
    browser = signed_in(marl)
    browser.post(f"/circles/{tuesday.pk}/invite", {"once": "a"})
    assert "/invited/" in browser.get(f"/circles/{tuesday.pk}").content.decode()
    assert "/invited/" not in browser.get(f"/circles/{tuesday.pk}").content.decode()


def test_the_words_of_a_request_are_not_readable_in_the_database():
    from django.db import connection

    marl, wren = member("Marl"), member("Wren")
    verbs.ask_for_seat(circle_of(marl), note="Canary by the harbour", by=wren)
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM cairn_seatrequest")
        assert b"Canary" not in bytes(cursor.fetchone()[0])
    assert SeatRequest.system.get().note == "Canary by the harbour"
