"""A rest from a circle: the seat stays, and nobody expects whoever rests."""

from datetime import timedelta

import pytest

from cairn.base import clock as base_clock
from cairn.base.rules import Refused
from cairn.bonds.verbs import endings
from cairn.circles import queries, rules, verbs
from cairn.circles.models import COFACILITATOR, Seat
from cairn.circles.queries import circles_held_by
from cairn.growth.queries.recognition import not_thanked_lately
from cairn.hearing.verbs import ask_next
from cairn.meetings import shapes
from cairn.meetings import verbs as meetings
from cairn.meetings.models import Coming
from cairn.meetings.queries import cards_of, ids_who_could_stand_in, quieter_than_usual, who_holds
from cairn.meetings.queries.welcoming import newcomers
from cairn.meetings.verbs.welcoming import next_welcomer
from cairn.members.models import Member
from cairn.notices.models import Notice
from cairn.repair.verbs import conversations
from tests.cast import block, circle_of, leave, meeting_of, member, share_by, signed_in, stranger
from tests.circles.test_pages import queries_of
from tests.hearing.people import asked, at_noon, listener
from tests.meetings.test_planning import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    """Marl holds it; Dell and Juno sit there."""
    people = {name: member(name) for name in ("Marl", "Dell", "Juno")}
    return people | {"circle": circle_of(*people.values(), name="The long week")}


def seat_in(who, name="Dell") -> Seat:
    return queries.seat_of(who[name], who["circle"])


def rest(who, name="Dell", weeks=4) -> Seat:
    return verbs.rest_from_circle(seat_in(who, name), weeks=weeks, by=who[name])


def page_of(who, name) -> str:
    return signed_in(who[name]).get(f"/circles/{who['circle'].pk}").content.decode()


def told(somebody) -> set[str]:
    return set(Notice.system.filter(member=somebody).values_list("kind", flat=True))


# ---- resting, and coming back


def test_one_rests_from_the_circles_page_and_undoes_it(who, clock):
    browser, seat = signed_in(who["Dell"]), seat_in(who)
    assert f"/seats/{seat.pk}/rest" in page_of(who, "Dell")
    answer = browser.post(f"/seats/{seat.pk}/rest", {"weeks": "8", "once": "a"})
    assert answer["Location"] == f"/circles/{who['circle'].pk}"
    assert clock.now() + timedelta(weeks=8) - seat_in(who).resting_until < timedelta(minutes=1)
    assert set(queries.expected_ids(who["circle"].pk)) == {who["Marl"].pk, who["Juno"].pk}
    said = browser.get(answer["Location"]).content.decode()
    assert "You rest from this circle until" in said and f'action="/seats/{seat.pk}/back"' in said and "Undo" in said
    assert browser.post(f"/seats/{seat.pk}/back", {"once": "b"})["Location"] == answer["Location"]
    assert who["Dell"].pk in queries.expected_ids(who["circle"].pk) and "Come back whenever" not in page_of(who, "Dell")


def test_the_others_see_the_word_and_only_they_themselves_the_day(who):
    assert "resting" not in page_of(who, "Juno")
    day = f"{rest(who).resting_until:%-d %B}"
    assert f"until {day}. Come back whenever you like." in page_of(who, "Dell")
    for name in ("Marl", "Juno"):
        assert "<i>resting</i>" in page_of(who, name) and day not in page_of(who, name)
    outside = signed_in(member("Wren")).get(f"/circles/{who['circle'].pk}").content.decode()
    assert "resting" not in outside


def test_they_keep_seat_name_and_reading_and_nobody_is_told(who):
    seat = seat_in(who)
    verbs.change_seat_face(seat, name="Rowan", stone="", by=who["Dell"])
    share = share_by(who["Juno"], "It is hard just now.", circle=who["circle"])
    rest(who)
    assert "Rowan" in page_of(who, "Juno") and queries.circle_page(who["Juno"], who["circle"].pk).held == 3
    assert "It is hard" in signed_in(who["Dell"]).get(f"/shares/{share.pk}").content.decode()
    assert not Notice.system.exists()


def test_it_ends_by_itself(who, clock):
    rest(who, weeks=2)
    clock.move(days=13)
    assert seat_in(who).rests and "<i>resting</i>" in page_of(who, "Juno")
    clock.move(days=1, minutes=1)
    assert not seat_in(who).rests and "<i>resting</i>" not in page_of(who, "Juno")
    assert who["Dell"].pk in queries.expected_ids(who["circle"].pk)


def test_two_four_or_eight_weeks(who):
    seat = seat_in(who)
    again = signed_in(who["Dell"]).post(f"/seats/{seat.pk}/rest", {"weeks": "52", "once": "a"})
    assert again.status_code == 200 and "two, four or eight weeks" in again.content.decode()
    with pytest.raises(Refused):
        verbs.rest_from_circle(seat, weeks=52, by=who["Dell"])
    assert not seat_in(who).rests


def test_nobody_rests_or_comes_back_for_another(who):
    seat, rested = seat_in(who), rest(who, "Juno")
    block(who["Juno"], who["Dell"])
    others = (who["Marl"], who["Juno"], member("Wren"), member("Ines", coordinator=True), member("Ida", responder_since=base_clock.now()))
    for other in others:
        with pytest.raises(Refused):
            verbs.rest_from_circle(seat, weeks=2, by=other)
        assert signed_in(other).get(f"/seats/{seat.pk}/rest").status_code == 404
        if other != who["Juno"]:
            with pytest.raises(Refused):
                verbs.end_rest(rested, by=other)
        assert signed_in(other).post(f"/seats/{seat.pk}/back", {"once": "a"}).status_code == 404
    assert stranger().get(f"/seats/{seat.pk}/rest")["Location"].startswith("/sign-in")
    assert not seat_in(who).rests and seat_in(who, "Juno").rests


def test_whoever_left_or_whose_circle_closed_does_not_rest(who):
    seat = seat_in(who)
    leave(who["circle"], who["Dell"])
    assert signed_in(who["Dell"]).get(f"/seats/{seat.pk}/rest")["Location"] == "/circles"
    with pytest.raises(Refused):
        verbs.rest_from_circle(seat, weeks=2, by=who["Dell"])
    verbs.close_circle(who["circle"], by=member("Ines", coordinator=True))
    with pytest.raises(Refused):
        rest(who, "Juno")
    assert "Rest from this circle" not in page_of(who, "Juno")


def test_whoever_holds_it_rests_while_somebody_else_does(who):
    with pytest.raises(Refused):
        rest(who, "Marl")
    refused = signed_in(who["Marl"]).get(f"/seats/{seat_in(who, 'Marl').pk}/rest").content.decode()
    assert "a rest is yours" in refused and "For how long?" not in refused
    verbs.name_facilitator(who["circle"], who["Juno"], COFACILITATOR, by=who["Marl"])
    assert "For how long?" in signed_in(who["Marl"]).get(f"/seats/{seat_in(who, 'Marl').pk}/rest").content.decode()
    rest(who, "Marl")
    assert not rules.may_rest(seat_in(who, "Juno"))
    with pytest.raises(Refused):
        rest(who, "Juno")
    verbs.end_rest(seat_in(who, "Marl"), by=who["Marl"])
    assert rest(who, "Juno").rests


def test_nobody_is_given_a_circle_while_they_rest(who):
    rest(who)
    with pytest.raises(Refused):
        verbs.name_facilitator(who["circle"], who["Dell"], COFACILITATOR, by=who["Marl"])
    names = signed_in(who["Marl"]).get(f"/circles/{who['circle'].pk}/facilitators").content.decode()
    assert "Juno" in names and "Dell" not in names
    verbs.end_rest(seat_in(who), by=who["Dell"])
    assert verbs.name_facilitator(who["circle"], who["Dell"], COFACILITATOR, by=who["Marl"]).holds


def test_the_page_asks_the_database_the_same(who):
    browser, address = signed_in(who["Juno"]), f"/circles/{who['circle'].pk}"
    before = queries_of(browser, address)
    rest(who), rest(who, "Juno")
    assert queries_of(browser, address) == before


# ---- its meetings


def test_they_hear_nothing_of_meetings_planned_moved_and_cancelled(who, clock):
    rest(who)
    evening = plan(who["circle"], who["Marl"], clock.now() + timedelta(days=3))
    assert "meeting_planned" in told(who["Juno"])
    meetings.change(
        evening, shapes.shape("three_rounds").prepared(), starts_at=clock.now() + timedelta(days=4), zone="UTC",
        minutes=60, guide_seconds=180, places=None, by=who["Marl"],
    )
    meetings.cancel(evening, by=who["Marl"])
    assert told(who["Juno"]) == {"meeting_planned", "meeting_moved", "meeting_cancelled"} and told(who["Dell"]) == set()


def test_they_hear_nothing_of_one_about_to_begin_and_may_come(who, clock):
    rest(who)
    meeting = meeting_of(who["circle"], who["Marl"])
    assert "meeting_soon" in told(who["Juno"]) and told(who["Dell"]) == set()
    assert meetings.enter(meeting, by=who["Dell"]).room.seat(who["Dell"].pk)


def test_they_are_not_among_those_who_are_still_expected(who, clock):
    evening = plan(who["circle"], who["Marl"], clock.now() + timedelta(days=3))
    before = cards_of([evening], who["Juno"])[0].unsaid
    rest(who)
    assert cards_of([evening], who["Juno"])[0].unsaid == before - 1
    block(who["Dell"], who["Juno"])
    assert cards_of([evening], Member.objects.get(pk=who["Juno"].pk))[0].unsaid == before, "it never tells of somebody they do not see"


def test_a_rest_of_whoever_holds_it_is_no_meeting_of_theirs(who, clock):
    verbs.name_facilitator(who["circle"], who["Juno"], COFACILITATOR, by=who["Marl"])
    evening = plan(who["circle"], who["Marl"], clock.now() + timedelta(days=3))
    assert who_holds(evening) == who["Marl"].pk and "Juno" not in cards_of([evening], who["Dell"])[0].holder.name
    rest(who, "Marl")
    assert who_holds(evening) == who["Juno"].pk and cards_of([evening], who["Dell"])[0].holder.name == "Juno"


@pytest.mark.parametrize("resting", [False, True])
def test_they_are_not_asked_to_hold_one_whose_holder_is_gone(who, clock, resting):
    verbs.name_facilitator(who["circle"], who["Juno"], COFACILITATOR, by=who["Marl"])
    meeting = meetings.enter(meeting_of(who["circle"], who["Marl"]), by=who["Marl"])
    meetings.enter(meeting, by=who["Dell"])
    if resting:
        rest(who, "Juno")
    clock.tick(minutes=11)
    assert ("asked_to_hold" in told(who["Juno"])) is not resting


def test_they_are_not_asked_to_stand_in(who, clock):
    evening = plan(who["circle"], who["Marl"], clock.now() + timedelta(days=3))
    assert set(ids_who_could_stand_in(who["Marl"], evening)) == {who["Dell"].pk, who["Juno"].pk}
    rest(who)
    assert ids_who_could_stand_in(who["Marl"], evening) == [who["Juno"].pk]


def test_they_are_not_asked_to_welcome_nor_awaited_as_new(who, clock):
    evening = plan(who["circle"], who["Marl"], clock.now() + timedelta(days=3))
    Coming.objects.create(meeting=meeting_of(who["circle"], who["Marl"], opens=False, starts_at=clock.now() - timedelta(days=3)), member=who["Dell"], came=True)
    meetings.offer_to_welcome(by=who["Dell"])
    assert newcomers(evening) == [who["Juno"].pk] and next_welcomer(evening, who["Juno"]) == who["Dell"]
    rest(who), rest(who, "Juno")
    assert newcomers(evening) == [] and next_welcomer(evening, who["Juno"]) is None
    clock.tick(minutes=2)
    assert not {"first_meeting", "welcome_asked"} & (told(who["Juno"]) | told(who["Dell"]))


# ---- what is said of them on the desk


def weeks_of(who, dell_came: str) -> None:
    """Meetings week by week, the last a week ago, at all of which Marl and Juno were."""
    Seat.system.update(taken_at=base_clock.now() - timedelta(weeks=30))
    for weeks, mark in zip(range(len(dell_came), 0, -1), dell_came, strict=True):
        then = base_clock.now() - timedelta(weeks=weeks)
        meeting = meeting_of(who["circle"], who["Marl"], opens=False, starts_at=then, ended_at=then + timedelta(hours=1))
        Coming.objects.bulk_create(Coming(meeting=meeting, member=who[name], came=True) for name in ("Marl", "Juno", *(["Dell"] if mark == "C" else [])))


def quieter(who) -> list[str]:
    return [one.person.name for one in quieter_than_usual(who["Marl"], [who["circle"]])]


def test_they_have_not_grown_quieter_while_they_rest_nor_for_it_afterwards(who, clock):
    weeks_of(who, "CCCCC--")
    assert quieter(who) == ["Dell"]
    rest(who)
    assert quieter(who) == []
    clock.move(days=29)
    assert quieter(who) == [], "what they missed was no absence"
    weeks_of(who, "--")
    assert quieter(who) == []


def test_they_have_grown_quieter_when_they_stay_away_after_a_rest(who, clock):
    weeks_of(who, "CCCCC")
    rest(who, weeks=2)
    clock.move(days=14, minutes=1)
    clock.move(days=15)
    weeks_of(who, "--")
    assert quieter(who) == ["Dell"]


def test_they_are_not_on_not_thanked_lately(who):
    Seat.system.update(taken_at=base_clock.now() - timedelta(days=40))
    assert {person.name for person in not_thanked_lately(who["Marl"], circles_held_by(who["Marl"]))[0].people} == {"Dell", "Juno"}
    rest(who)
    assert {person.name for person in not_thanked_lately(who["Marl"], circles_held_by(who["Marl"]))[0].people} == {"Juno"}


# ---- shares that look for somebody


def test_they_are_not_asked_to_hear_what_is_told_there_and_are_elsewhere(clock):
    at_noon()
    marl, ode, ash, rook = member("Marl"), member("Ode"), listener("Ash"), listener("Rook")
    long_week, other = circle_of(marl, ode, ash, rook), circle_of(marl, ode, ash, name="Other")
    verbs.rest_from_circle(queries.seat_of(ash, long_week), weeks=4, by=ash)
    there, elsewhere, everyone = share_by(ode, circle=long_week), share_by(ode, circle=other), share_by(ode)
    for share in (there, elsewhere, everyone):
        ask_next(share.pk)
    assert asked(there) == {rook.pk} and asked(elsewhere) == {ash.pk} and ash.pk in asked(everyone)
    assert signed_in(ash).get(f"/shares/{there.pk}").status_code == 200, "they read it all the same"


# ---- what reaches them still


def test_a_last_round_and_a_called_conversation_reach_them(who):
    rest(who)
    endings.begin_closing(who["circle"], "Our time together ends.", days=7, by=who["Marl"])
    assert told(who["Dell"]) == told(who["Juno"]) != set()
    before = told(who["Dell"])
    conversations.call(who["circle"], "How we begin.", by=who["Marl"])
    assert told(who["Dell"]) == told(who["Juno"]) > before
