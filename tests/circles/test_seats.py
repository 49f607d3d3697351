"""Leaving and coming back, who holds a circle, and how one is known in it."""

import pytest

from cairn.base.rules import Refused
from cairn.circles import queries, verbs
from cairn.circles.models import COFACILITATOR, FACILITATOR, SEAT, Seat
from cairn.notices.models import Notice
from tests.cast import block, circle_of, member, signed_in

pytestmark = pytest.mark.django_db


def role_of(somebody, circle) -> str:
    return queries.seat_of(somebody, circle).role


def test_a_goodbye_is_for_the_circle_and_a_quiet_leaving_for_those_who_hold_it():
    marl, ash, dell, wren = member("Marl"), member("Ash"), member("Dell"), member("Wren")
    tuesday = circle_of(marl, ash, dell, wren)
    verbs.leave_seat(queries.seat_of(ash, tuesday), goodbye="Thank you for the Tuesdays.", by=ash)
    assert "Thank you for the Tuesdays." in signed_in(wren).get(f"/circles/{tuesday.pk}").content.decode()
    assert "with a goodbye" in signed_in(wren).get("/notices").content.decode()
    verbs.leave_seat(queries.seat_of(dell, tuesday), by=dell)
    assert "Dell has left" not in signed_in(wren).get("/notices").content.decode()
    assert "Dell has left" in signed_in(marl).get("/notices").content.decode()
    assert signed_in(member("Stranger")).get(f"/circles/{tuesday.pk}").content.decode().count("Thank you for") == 0


def test_leaving_is_undone_within_ten_minutes_and_takes_the_goodbye_back(clock):
    marl, ash = member("Marl"), member("Ash")
    tuesday = circle_of(marl, ash)
    seat = queries.seat_of(ash, tuesday)
    browser = signed_in(ash)
    browser.post(f"/seats/{seat.pk}/leave", {"goodbye": "Goodbye.", "once": "a"})
    assert "Come back" in browser.get("/circles").content.decode()
    clock.move(minutes=9)
    browser.post(f"/seats/{seat.pk}/return", {"once": "b"})
    assert queries.seat_of(ash, tuesday).goodbye is None
    verbs.leave_seat(queries.seat_of(ash, tuesday), by=ash)
    clock.move(minutes=11)
    with pytest.raises(Refused):
        verbs.come_back(seat, by=ash)


def test_nobody_comes_back_to_a_seat_that_is_taken():
    marl, ash, wren = member("Marl"), member("Ash"), member("Wren")
    small = circle_of(marl, ash, member("Dell"), seats_offered=3)
    seat = verbs.leave_seat(queries.seat_of(ash, small), by=ash)
    verbs.answer_seat(verbs.ask_for_seat(small, by=wren), welcome=True, by=marl)
    with pytest.raises(Refused):
        verbs.come_back(seat, by=ash)


def test_nobody_leaves_or_returns_or_renames_for_another():
    marl, ash = member("Marl"), member("Ash")
    tuesday = circle_of(marl, ash)
    seat = queries.seat_of(ash, tuesday)
    for other in (marl, member("Stranger"), member("Ines", coordinator=True)):
        with pytest.raises(Refused):
            verbs.leave_seat(seat, by=other)
        with pytest.raises(Refused):
            verbs.come_back(seat, by=other)
        with pytest.raises(Refused):
            verbs.change_seat_face(seat, name="Mine", stone="", by=other)
        for path in ("leave", "face"):
            assert signed_in(other).get(f"/seats/{seat.pk}/{path}").status_code == 404
    assert queries.seat_of(ash, tuesday)


def test_a_circle_left_by_its_facilitator_is_told_to_the_coordinator():
    marl, ines = member("Marl"), member("Ines", coordinator=True)
    tuesday = circle_of(marl)
    seat = verbs.leave_seat(queries.seat_of(marl, tuesday), by=marl)
    assert "has no facilitator now" in signed_in(ines).get("/notices").content.decode()
    assert verbs.come_back(seat, by=marl).role == FACILITATOR


def test_the_coordinator_names_both_and_the_facilitator_the_cofacilitator():
    marl, ash, dell, ines = member("Marl"), member("Ash"), member("Dell"), member("Ines", coordinator=True)
    tuesday = circle_of(marl, ash, dell)
    verbs.name_facilitator(tuesday, ash, COFACILITATOR, by=marl)
    assert Notice.objects.seen_by(ash).get().kind == "facilitator_named"
    for by, who, role in ((marl, ash, FACILITATOR), (ash, dell, COFACILITATOR), (dell, dell, COFACILITATOR), (member("Stranger"), dell, FACILITATOR)):
        with pytest.raises(Refused):
            verbs.name_facilitator(tuesday, who, role, by=by)
    verbs.name_facilitator(tuesday, ash, FACILITATOR, by=ines)
    assert (role_of(ash, tuesday), role_of(marl, tuesday)) == (FACILITATOR, SEAT)
    with pytest.raises(Refused):
        verbs.name_facilitator(tuesday, member("Somebody outside"), FACILITATOR, by=ines)
    assert signed_in(dell).get(f"/circles/{tuesday.pk}/facilitators").status_code == 404


def test_a_name_and_a_stone_for_one_circle_alone():
    marl, ash = member("Marl"), member("Ash")
    tuesday, other = circle_of(marl, ash), circle_of(marl, ash, name="Other")
    seat = queries.seat_of(ash, tuesday)
    signed_in(ash).post(f"/seats/{seat.pk}/face", {"name": "Rowan", "stone": ash.stone, "once": "a"})
    assert queries.people_in(tuesday.pk, [ash.pk])[ash.pk].name == "Rowan"
    assert queries.people_in(other.pk, [ash.pk])[ash.pk].name == "Ash"
    assert queries.people_in(None, [ash.pk])[ash.pk].name == "Ash"
    assert "Rowan" in signed_in(marl).get(f"/circles/{tuesday.pk}").content.decode()
    taken = signed_in(marl).post(f"/seats/{queries.seat_of(marl, tuesday).pk}/face", {"name": "rowan"})
    assert "goes by this name already" in taken.content.decode()
    verbs.leave_seat(queries.seat_of(ash, tuesday), by=ash)
    assert queries.people_in(tuesday.pk, [ash.pk])[ash.pk].name == "Rowan"


def test_people_blocked_either_way_do_not_see_each_other_and_seats_still_count():
    marl, ash, dell = member("Marl"), member("Ash"), member("Dell")
    tuesday = circle_of(marl, ash, dell, seats_offered=5)
    block(ash, dell)
    for one, other in ((ash, "Dell"), (dell, "Ash")):
        shown = queries.circle_page(one, tuesday.pk)
        assert other not in [face.name for face in shown.people] and shown.free == 2
    assert {"Ash", "Dell"} < {face.name for face in queries.circle_page(marl, tuesday.pk).people}


def test_a_seat_of_somebody_who_left_frees_it_once():
    marl, ash = member("Marl"), member("Ash")
    tuesday = circle_of(marl, ash)
    browser = signed_in(ash)
    seat = queries.seat_of(ash, tuesday)
    for _twice in range(2):
        assert browser.post(f"/seats/{seat.pk}/leave", {"goodbye": "", "once": "a"})["Location"] == "/circles"
    assert Seat.system.held().filter(circle=tuesday).count() == 1
