"""The desk: what is coming up, and who has grown quieter."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.base import clock as base_clock
from cairn.circles.models import Seat
from cairn.circles.queries import circles_held_by
from cairn.home.queries import desk_of
from cairn.meetings import verbs
from cairn.meetings.models import Care, Coming, Meeting, StandIn
from cairn.meetings.queries import coming_up, quieter_than_usual
from cairn.meetings.queries.holding import those_who_hold, who_holds
from tests.cast import block, circle_of, leave, meeting_of, member, seat, signed_in

pytestmark = pytest.mark.django_db


def soon(circle, by, *, days=0, hours=2, **more):
    return meeting_of(circle, by, opens=False, starts_at=base_clock.now() + timedelta(days=days, hours=hours), **more)


def says(meeting, person, yes):
    Coming.objects.update_or_create(meeting=meeting, member=person, defaults={"yes": yes})


def stands_in(meeting, person, by):
    StandIn.objects.create(meeting=meeting, member=person, asked_by=by, accepted_at=base_clock.now())


def coming(person):
    return coming_up(person, circles_held_by(person))


def lines(person):
    return [one.line for one in coming(person)]


# ---- coming up


def test_the_next_meetings_of_circles_they_hold_and_of_those_they_stand_in_for():
    marl, ash = member("Marl"), member("Ash")
    tuesday, other = circle_of(marl, member("Dell")), circle_of(ash, name="Other")
    later, first, foreign = soon(tuesday, marl, days=3), soon(tuesday, marl), soon(other, ash, days=1)
    assert [one.meeting for one in coming(marl)] == [first, later]
    stands_in(foreign, marl, ash)
    assert [one.meeting for one in coming(marl)] == [first, foreign, later]
    assert lines(marl) == ["You hold it."] * 3 and lines(ash) == ["Marl holds it."]


def test_no_stand_in_yet_where_the_facilitator_said_not_this_time():
    marl, dell = member("Marl"), member("Dell")
    meeting = soon(circle_of(marl, dell), marl)
    says(meeting, marl, True)
    assert lines(marl) == ["You hold it."]
    says(meeting, marl, False)
    assert lines(marl) == ["No stand-in yet."]
    page = signed_in(marl).get("/desk").content.decode()
    assert "No stand-in yet." in page and f"/meetings/{meeting.pk}/stand-in" in page
    stands_in(meeting, dell, marl)
    assert lines(marl) == ["Dell holds it."]


def test_no_stand_in_yet_where_they_are_only_a_member_this_week():
    marl = member("Marl")
    circle = circle_of(marl, member("Dell"))
    soon(circle, marl), soon(circle, marl, days=9)
    verbs.be_only_member(by=marl)
    assert lines(marl) == ["No stand-in yet.", "You hold it."]


def test_no_stand_in_yet_beyond_their_own_weekly_limit(clock):
    marl = member("Marl")
    circles = [circle_of(marl, member(f"Dell {n}"), name=f"Circle {n}") for n in range(3)]
    to_monday = timedelta(days=-base_clock.now().weekday() + 7)
    for n, circle in enumerate(circles):
        meeting_of(circle, marl, opens=False, starts_at=base_clock.now() + to_monday + timedelta(days=n))
    assert lines(marl) == ["You hold it."] * 3
    verbs.care_for_self(most_a_week=2, by=marl)
    assert lines(marl) == ["You hold it.", "You hold it.", "No stand-in yet."]


def test_the_co_facilitator_holds_meanwhile():
    marl, ash = member("Marl"), member("Ash")
    circle = circle_of(marl, member("Dell"), cofacilitator=ash)
    meeting = soon(circle, marl)
    assert who_holds(meeting) == marl.pk
    verbs.be_only_member(by=marl)
    assert those_who_hold(meeting) == [ash.pk, marl.pk]
    assert lines(marl) == ["Ash holds it."] and lines(ash) == ["You hold it."]
    says(meeting, ash, False)
    assert lines(marl) == ["No stand-in yet."]


def test_a_stand_in_comes_before_everybody():
    marl, ash, dell = member("Marl"), member("Ash"), member("Dell")
    meeting = soon(circle_of(marl, dell, cofacilitator=ash), marl)
    stands_in(meeting, dell, marl)
    assert those_who_hold(meeting) == [dell.pk, marl.pk, ash.pk]
    assert verbs.open_room(meeting).room.holder == dell.pk


def test_whoever_is_only_a_member_this_week_does_not_begin_as_the_holder():
    marl, ash = member("Marl"), member("Ash")
    circle = circle_of(marl, cofacilitator=ash)
    verbs.be_only_member(by=marl)
    assert meeting_of(circle, marl).room.holder == ash.pk
    verbs.hold_again(by=marl)
    assert meeting_of(circle, marl).room.holder == marl.pk  # the control


def test_who_is_new_stands_beside_their_first_meeting():
    marl, wren, dell, juno = member("Marl"), member("Wren"), member("Dell"), member("Juno")
    circle = circle_of(marl, wren, dell, juno)
    before = meeting_of(circle, marl)
    verbs.enter(before, by=dell)
    Meeting.system.filter(pk=before.pk).update(ended_at=base_clock.now())
    soon(circle, marl), soon(circle, marl, days=7)
    block(juno, marl)
    assert [one.new for one in coming(marl)] == [["Wren"], []]


def test_somebody_blocked_with_the_viewer_is_not_named_as_the_holder():
    marl, ash = member("Marl"), member("Ash")
    meeting = soon(circle_of(marl, cofacilitator=ash), marl)
    says(meeting, marl, False)
    assert lines(marl) == ["Ash holds it."]
    block(ash, marl)
    assert lines(marl) == ["Somebody holds it."]


def test_a_cancelled_or_foreign_meeting_is_on_nobodys_desk():
    marl, ash = member("Marl"), member("Ash")
    circle_of(ash, name="Other")
    meeting = soon(circle_of(marl), marl)
    assert lines(ash) == [] and lines(marl)
    Meeting.system.filter(pk=meeting.pk).update(cancelled_at=base_clock.now())
    assert lines(marl) == []


# ---- quieter than usual


def past(circle, by, came, *, n):
    """A meeting that is over, n weeks ago, to which these came."""
    meeting = meeting_of(circle, by, opens=False, starts_at=base_clock.now() - timedelta(weeks=n), ended_at=base_clock.now() - timedelta(weeks=n, hours=-1))
    for person in came:
        Coming.objects.create(meeting=meeting, member=person, came=True)
    return meeting


def weeks_of(circle, marl, dell, *, dell_came="CCCCC--", others=()):
    long_ago = base_clock.now() - timedelta(weeks=30)
    Seat.system.filter(circle=circle).update(taken_at=long_ago)
    return [past(circle, marl, [marl, *others, *([dell] if mark == "C" else [])], n=len(dell_came) - k) for k, mark in enumerate(dell_came)]


@pytest.fixture
def quiet():
    marl, dell, juno = member("Marl"), member("Dell"), member("Juno")
    circle = circle_of(marl, dell, juno)
    return marl, dell, juno, circle, weeks_of(circle, marl, dell, others=[juno])


def named(person):
    return [one.person.name for one in quieter_than_usual(person, circles_held_by(person))]


def test_whoever_came_and_then_was_absent_twice_is_named_without_a_number(quiet):
    marl, _dell, _juno, circle, _meetings = quiet
    assert named(marl) == ["Dell"]
    page = signed_in(marl).get("/desk").content.decode()
    part = page[page.index('id="quieter"'):page.index('id="brought"')]
    assert "You could say hello." in part and "Dell" in part and circle.name in part
    assert not any(word in part.casefold() for word in ("twice", "two", "absent", "missed", "five"))


def test_not_this_time_is_without_reproach(quiet):
    marl, dell, _juno, _circle, meetings = quiet
    says(meetings[-1], dell, False)
    assert named(marl) == []


def test_coming_once_is_enough_not_to_be_named(quiet):
    marl, dell, _juno, _circle, meetings = quiet
    Coming.objects.create(meeting=meetings[-2], member=dell, came=True)
    assert named(marl) == []


def test_people_blocked_with_the_facilitator_are_left_out(quiet):
    marl, dell, *_more = quiet
    block(dell, marl)
    assert named(marl) == []


def test_whoever_left_or_sat_down_lately_is_not_named(quiet):
    marl, dell, _juno, circle, _meetings = quiet
    leave(circle, dell)
    assert named(marl) == []
    seat(circle, dell)
    assert named(marl) == []


def test_a_meeting_to_which_nobody_came_tells_nothing(quiet):
    marl, _dell, juno, circle, _meetings = quiet
    past(circle, marl, [], n=0)
    past(circle, marl, [], n=0)
    assert named(marl) == ["Dell"]  # and not Juno


def test_only_those_who_hold_the_circle_see_it(quiet):
    _marl, dell, juno, _circle, _meetings = quiet
    assert named(juno) == [] and signed_in(juno).get("/desk").status_code == 404


# ---- the whole desk


def test_four_lists_in_this_order():
    marl = member("Marl", coordinator=True)
    circle_of(marl)
    page = signed_in(marl).get("/desk").content.decode()
    places = [page.index(f'<h2 id="{name}">') for name in ("waiting", "coming", "quieter", "brought")]
    assert places == sorted(places)
    for name in ("asking", "door", "reports", "wishes"):
        assert page.index(f'<h3 id="{name}">') > places[-1]


def test_the_desk_costs_as_many_queries_with_one_circle_as_with_four():
    counts = []
    for n in (1, 4):
        marl = member("Marl", coordinator=True)
        for k in range(n):
            dell, juno = member(f"Dell {k}"), member(f"Juno {k}")
            circle = circle_of(marl, dell, juno, name=f"Circle {n} {k}", cofacilitator=member(f"Ash {k}"))
            weeks_of(circle, marl, dell, others=[juno])
            for days in range(n):
                stands_in(soon(circle, marl, days=days), dell, marl)
            seat(circle, member(f"New {k}"))
        page = signed_in(marl)
        page.get("/desk")
        with CaptureQueriesContext(connection) as queries:
            page.get("/desk")
        desk = desk_of(marl)
        assert len(desk.coming) == min(12, n * n) and len(desk.quieter) == n
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 32, counts


def test_nobodys_limit_or_rest_is_told_to_others():
    """Another who holds the circle learns that a stand-in is missing, and not why."""
    marl, ash = member("Marl"), member("Ash")
    meeting = soon(circle_of(marl, cofacilitator=ash), marl)
    says(meeting, ash, False)
    told = []
    for rest in (lambda: says(meeting, marl, False), lambda: Care.objects.create(member=marl, only_member_until=base_clock.now().date() + timedelta(days=2))):
        rest()
        told.append(lines(ash))
        Coming.objects.filter(member=marl).delete()
    assert told == [["No stand-in yet."]] * 2
