"""Responders, named by the coordinator; their own hours; the rota of the week."""

from datetime import timedelta

import pytest
from django.http import Http404

from cairn.base import clock
from cairn.base.rules import Refused
from cairn.members import queries as members
from cairn.members.models import Member, Space
from cairn.safety import verbs
from cairn.safety.models import Duty, LogLine
from cairn.safety.queries import cover
from tests import cast
from tests.safety.duty import responder

pytestmark = pytest.mark.django_db


def page(member, path="/duty") -> str:
    return cast.signed_in(member).get(path).content.decode()


def test_the_coordinator_names_a_responder_and_ends_it_and_the_log_says_so():
    cora, marl = cast.member("Cora", coordinator=True), cast.member("Marl")
    cast.signed_in(cora).post("/responders", {"member": marl.pk})
    marl.refresh_from_db()
    assert marl.is_responder
    cast.signed_in(marl).post("/duty", {"weekdays": ["0"], "begins": "1080", "ends": "1320"})
    assert Duty.objects.filter(member=marl).exists()
    cast.signed_in(cora).post(f"/responders/{marl.pk}/end")
    marl.refresh_from_db()
    assert not marl.is_responder and not Duty.objects.exists()
    assert list(LogLine.objects.order_by("number").values_list("act", flat=True)) == ["name_responder", "end_responder"]


def test_nobody_else_names_responders_or_says_anothers_hours():
    marl, ash, wren = responder("Marl", always=True), responder("Ash"), cast.member("Wren")
    for act in (lambda by: verbs.name_responder(wren, by=by), lambda by: verbs.end_responder(ash, by=by), lambda by: verbs.drop_hours(Duty.objects.first(), by=by)):
        with pytest.raises(Refused):
            act(wren)
    for act in (lambda: verbs.add_hours(weekdays=[0], begins=0, ends=60, by=wren), lambda: verbs.rest_from_duty(None, by=wren), lambda: verbs.carry_at_most(3, by=wren), lambda: verbs.stand_in(marl, by=wren)):
        with pytest.raises(Refused):
            act()
    assert cast.signed_in(wren).get("/duty").status_code == 404
    assert cast.signed_in(ash).post(f"/duty/{Duty.objects.first().pk}/drop").status_code == 404


def test_hours_over_midnight_are_two_rows_and_what_meets_is_one():
    marl = responder("Marl")
    verbs.add_hours(weekdays=[0, 1], begins=22 * 60, ends=6 * 60, by=marl)
    verbs.add_hours(weekdays=[1], begins=6 * 60, ends=8 * 60, by=marl)
    rows = list(Duty.objects.order_by("weekday", "begins").values_list("weekday", "begins", "ends"))
    assert rows == [(0, 1320, 1440), (1, 0, 480), (1, 1320, 1440), (2, 0, 360)]


def test_the_rota_says_who_is_there_and_what_nobody_covers():
    marl, cora = responder("Marl"), cast.member("Cora", coordinator=True)
    verbs.add_hours(weekdays=[0], begins=18 * 60, ends=22 * 60, by=marl)
    for who in (marl, cora):
        said = page(who)
        assert "6pm to 10pm: Marl" in said and "midnight to 6pm and 10pm to midnight" in said and "all day" in said


def test_whoever_rests_covers_nothing_and_somebody_stands_in():
    marl, ash = responder("Marl", always=True), responder("Ash")
    assert cover().now
    cast.signed_in(marl).post("/duty/rest", {"days": "7"})
    assert not cover().now and "Nobody is on duty now" in page(ash)
    cast.signed_in(ash).post(f"/duty/{marl.pk}/stand-in")
    assert cover().now and Duty.objects.filter(member=ash).count() == 7
    cast.signed_in(marl).post("/duty/back")
    marl.refresh_from_db()
    assert marl.duty_rests_until is None


def test_true_hours_are_said_in_the_readers_own_time():
    Space.objects.update(zone="Europe/London") if cast.space() else None
    members.forget_space()
    marl = responder("Marl")
    there = clock.now()
    begins = (there.hour * 60 + 120) % 1440  # in two hours, by the wall in UTC; London is the same in winter
    assert cover().in_words == "Nobody is on duty now."
    verbs.add_hours(weekdays=[there.weekday() if begins > there.hour * 60 else (there.weekday() + 1) % 7], begins=begins, ends=(begins + 60) % 1440, by=marl)
    assert "Somebody is" in cover().in_words and not cover().now


def test_help_now_the_door_and_sign_up_say_the_true_hours():
    cast.space()
    responder("Marl", always=True)
    from django.test import Client

    for path in ("/help-now", "/", "/sign-up"):
        assert "Somebody is on duty now" in Client().get(path).content.decode(), path
    Duty.objects.all().delete()
    for path in ("/help-now", "/", "/sign-up"):
        assert "Nobody is on duty now" in Client().get(path).content.decode(), path


def test_how_many_a_week_is_a_responders_own_choice():
    marl = responder("Marl")
    cast.signed_in(marl).post("/duty/load", {"most": "3"})
    assert Member.objects.get(pk=marl.pk).duty_most == 3
    assert "Choose a number" in cast.signed_in(marl).post("/duty/load", {"most": "0"}).content.decode()


def test_somebody_who_left_covers_nothing():
    marl = responder("Marl", always=True)
    Member.objects.filter(pk=marl.pk).update(left_at=clock.now() - timedelta(days=1))
    assert not cover().now


def test_standing_in_for_nobody_is_not_found():
    with pytest.raises(Http404):
        from cairn.base.pages import found
        from cairn.safety.queries import responder as one

        found(one(cast.member("Wren").pk))
