"""Members propose something to do together; seats, a waiting list, reminders, and who came by their own word."""

from datetime import UTC, datetime, timedelta

import pytest

from cairn.base import clock as time
from cairn.base.rules import Refused
from cairn.base.times import begins, day_and_hour, elsewhere
from cairn.bonds.models import Activity, Going
from cairn.bonds.queries import activities as queries
from cairn.bonds.verbs import activities as verbs
from cairn.circles.models import Seat
from cairn.circles.verbs import rest_from_circle
from cairn.members import verbs as members
from cairn.notices.queries import gathering
from tests import cast
from tests.forms import forms_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def circle():
    marl, wren, ode, ash = (cast.member(name) for name in ("Marl", "Wren", "Ode", "Ash"))
    made = cast.circle_of(marl, wren, ode, ash, name="Tuesday circle")
    made.marl, made.wren, made.ode, made.ash = marl, wren, ode, ash
    return made


def said(**other) -> dict:
    what = {"kind": "place", "title": "A slow walk", "words": "Round the lake.", "where": "At the park gate", "minutes": 90, "zone": "Europe/London", "seats": 6}
    return {**what, "starts_at": time.now() + timedelta(days=3), **other}


def proposed(by, circle=None, **other) -> Activity:
    return verbs.propose(**said(**other), circle=circle, by=by)


def lines(member) -> str:
    return "\n".join(str(line.sentence) for line in gathering(member))


def test_a_circle_hears_of_it_and_who_goes_has_a_seat(circle):
    walk = proposed(circle.wren, circle)
    assert "Wren proposed something to do together" in lines(circle.ode) and "walk" not in lines(circle.ode)
    verbs.go(walk, by=circle.ode)
    verbs.go(walk, by=circle.ode)
    page = queries.activity_page(circle.ash, walk.pk)
    assert [goer.name for goer in page.goers] == ["Wren", "Ode"] and page.free == 4


def test_whoever_rests_from_the_circle_is_told_nothing(circle):
    rest_from_circle(Seat.system.get(circle=circle, member=circle.ash), weeks=2, by=circle.ash)
    proposed(circle.wren, circle)
    assert "something to do together" in lines(circle.ode) and "something to do together" not in lines(circle.ash)


def test_where_it_is_only_those_who_go_read(circle):
    walk = proposed(circle.wren, circle)
    ode = cast.signed_in(circle.ode)
    assert "At the park gate" not in ode.get(f"/activities/{walk.pk}").content.decode()
    ode.post(f"/activities/{walk.pk}/go")
    assert "At the park gate" in ode.get(f"/activities/{walk.pk}").content.decode()


def test_who_comes_after_the_seats_waits_and_hears_when_one_is_free(circle):
    walk = proposed(circle.wren, circle, seats=2)
    verbs.go(walk, by=circle.ode)
    verbs.go(walk, by=circle.ash)
    assert not queries.activity_page(circle.ash, walk.pk).has_seat
    assert "At the park gate" not in cast.signed_in(circle.ash).get(f"/activities/{walk.pk}").content.decode()
    verbs.not_go(walk, by=circle.ode)
    assert queries.activity_page(circle.ash, walk.pk).has_seat and "A seat is yours now" in lines(circle.ash)


def test_a_day_before_those_with_a_seat_are_reminded_and_afterwards_asked_once(circle, clock):
    walk = proposed(circle.wren, circle, seats=2)
    verbs.go(walk, by=circle.ode)
    verbs.go(walk, by=circle.ash)
    clock.move(days=2, minutes=1)
    for _again in range(2):
        verbs.mind_activities()
    assert lines(circle.ode).count("What you do together with Wren") == 1 and "What you do together" not in lines(circle.ash)
    clock.move(days=1, hours=4)
    for _again in range(2):
        verbs.mind_activities()
    assert lines(circle.ode).count("Did you come") == 1 and "Did you come" not in lines(circle.ash)
    assert Activity.system.get().due_at is None


def test_whether_one_came_is_said_by_oneself_and_shown_to_nobody_else(circle, clock):
    walk = proposed(circle.wren, circle)
    verbs.go(walk, by=circle.ode)
    with pytest.raises(Refused):
        verbs.say_came(walk, True, by=circle.ode)
    clock.move(days=3, hours=2)
    before = cast.signed_in(circle.wren).get(f"/activities/{walk.pk}").content
    verbs.say_came(walk, True, by=circle.ode)
    assert Going.objects.get(member=circle.ode).came is True and Going.objects.get(member=circle.wren).came is None
    assert "You came." in cast.signed_in(circle.ode).get(f"/activities/{walk.pk}").content.decode()
    again = cast.signed_in(circle.wren).get(f"/activities/{walk.pk}").content
    assert len(again) == len(before) and b"You came" not in again


def test_another_time_is_told_and_another_word_is_not(circle):
    walk = proposed(circle.wren, circle)
    verbs.go(walk, by=circle.ode)
    verbs.change(walk, **said(starts_at=walk.starts_at, title="A very slow walk"), by=circle.wren)
    assert "has changed" not in lines(circle.ode)
    verbs.change(walk, **said(starts_at=walk.starts_at + timedelta(hours=1)), by=circle.wren)
    assert "has changed" in lines(circle.ode)


def a_day_and(hour: int, minute: int = 0) -> datetime:
    """Four days from now, in UTC. Neither Abidjan nor Kolkata changes its clocks."""
    return (time.now() + timedelta(days=4)).replace(hour=hour, minute=minute, second=0, microsecond=0)


def test_when_it_begins_is_said_with_its_hour_by_the_readers_clock(circle):
    cast.Member.objects.filter(pk=circle.ode.pk).update(zone="Asia/Kolkata")
    walk = proposed(circle.wren, circle, starts_at=a_day_and(13), zone="Africa/Abidjan")
    verbs.go(walk, by=circle.ode)
    ode, wren, on = cast.signed_in(circle.ode), cast.signed_in(circle.wren), f"{walk.starts_at:%A} {walk.starts_at.day} {walk.starts_at:%B}"
    for page in ("/activities", f"/activities/{walk.pk}", f"/circles/{circle.pk}", "/"):
        there, here = ode.get(page).content.decode(), wren.get(page).content.decode()
        assert f"{on}, at 6:30pm</time>" in there and "by your clock; 1pm in Abidjan" in there, page
        assert f"{on}, at 1pm</time>" in here and "in Abidjan" not in here, page


def test_the_notices_say_the_hour_also_where_only_the_hour_is_another(circle, clock):
    starts_at = a_day_and(13)
    on, walk = f"{starts_at:%A} {starts_at.day} {starts_at:%B}", proposed(circle.wren, circle, starts_at=starts_at)
    assert f"on {on} at 1pm." in lines(circle.ode)
    verbs.go(walk, by=circle.ode)
    verbs.change(walk, **said(starts_at=starts_at + timedelta(hours=1)), by=circle.wren)
    assert f"has changed: it is on {on} at 2pm now." in lines(circle.ode)
    clock.move(seconds=(starts_at - clock.now()).total_seconds() - 20 * 3600)
    verbs.mind_activities()
    assert f"What you do together with Wren is on {on} at 2pm." in lines(circle.ode)


def test_the_other_clock_says_its_day_where_that_is_another():
    late = datetime(2026, 1, 13, 18, 30, tzinfo=UTC)
    assert elsewhere(late, "Europe/London") == "" and elsewhere(late, "Asia/Tokyo") == "Wednesday, 3:30am in Tokyo"
    assert "Tomorrow, " in begins(time.now() + timedelta(days=1)) and day_and_hour(late + timedelta(days=3650)).endswith("2036 at 6:30pm")


def test_whoever_proposed_it_is_spoken_to_in_their_own_sentences(circle, clock):
    walk = proposed(circle.wren, circle)
    verbs.go(walk, by=circle.ode)
    clock.move(days=2, minutes=1)
    verbs.mind_activities()
    assert "What you proposed to do together is on" in lines(circle.wren)
    clock.move(days=1, hours=4)
    verbs.mind_activities()
    assert "Did you come to what you proposed?" in lines(circle.wren) and "yourself" not in lines(circle.wren)


def test_nobody_is_chosen_beforehand_but_the_circle_one_came_from(circle):
    wren = cast.signed_in(circle.wren)
    for path, chosen in (("/activities/propose", None), (f"/activities/propose?circle={circle.pk}", f"circle-{circle.pk}")):
        form = next(form for form in forms_of(wren.get(path), path) if "audience" in form.names)
        assert [value for name, _kind, value, ticked in form.fields if name == "audience" and ticked] == ([chosen] if chosen else []), path
    assert "You meet in person." in wren.get("/activities/propose").content.decode()


def test_nobody_loses_a_seat_by_a_change(circle):
    walk = proposed(circle.wren, circle, seats=3)
    for goer in (circle.ode, circle.ash):
        verbs.go(walk, by=goer)
    assert verbs.change(walk, **said(seats=2), by=circle.wren).seats == 3


def test_called_off_it_is_told_and_can_be_taken_back_for_ten_minutes(circle, clock):
    walk = proposed(circle.wren, circle)
    verbs.go(walk, by=circle.ode)
    verbs.cancel(walk, by=circle.wren)
    assert "called off" in lines(circle.ode) and not queries.activities_to_come(circle.ode)
    verbs.uncancel(walk, by=circle.wren)
    assert "called off" not in lines(circle.ode) and queries.activities_to_come(circle.ode)
    verbs.cancel(walk, by=circle.wren)
    clock.move(minutes=11)
    with pytest.raises(Refused):
        verbs.uncancel(walk, by=circle.wren)


def test_only_whoever_proposed_it_changes_or_calls_it_off(circle):
    walk = proposed(circle.wren, circle)
    for somebody in (circle.marl, circle.ode, cast.member("Cord", coordinator=True)):
        with pytest.raises(Refused):
            verbs.change(walk, **said(), by=somebody)
        with pytest.raises(Refused):
            verbs.cancel(walk, by=somebody)


def test_nobody_proposes_to_a_circle_they_do_not_sit_in(circle):
    with pytest.raises(Refused):
        proposed(cast.member("Stranger"), circle)


def test_what_is_for_a_circle_no_stranger_finds(circle):
    walk, stranger = proposed(circle.wren, circle), cast.signed_in(cast.member("Stranger"))
    for path in ("", "/calendar"):
        assert cast.signed_in(circle.ode).get(f"/activities/{walk.pk}{path}").status_code == 200
        assert stranger.get(f"/activities/{walk.pk}{path}").status_code == 404
    assert stranger.post(f"/activities/{walk.pk}/go").status_code == 404
    assert "A slow walk" not in stranger.get("/activities").content.decode()


@pytest.mark.parametrize("how", ["blocks", "is blocked by", "mutes"])
def test_people_apart_find_nothing_of_each_other(circle, how):
    walk = proposed(circle.wren, circle)
    verbs.go(walk, by=circle.ode)
    verbs.go(walk, by=circle.ash)
    if how == "mutes":
        members.mute(circle.wren, by=circle.ode)
    else:
        one, other = (circle.ode, circle.wren) if how == "blocks" else (circle.wren, circle.ode)
        members.block(other, by=one)
    ode = cast.signed_in(cast.Member.objects.get(pk=circle.ode.pk))
    assert ode.get(f"/activities/{walk.pk}").status_code == 404
    assert Going.objects.filter(activity=walk, member=circle.ode).exists() is (how == "mutes"), "blocked people do not meet there"
    mine = proposed(circle.ash, circle, title="A film")
    verbs.go(mine, by=circle.wren)
    assert "Wren" not in ode.get(f"/activities/{mine.pk}").content.decode()


def test_whoever_leaves_the_space_is_waited_for_nowhere(circle):
    walk, film = proposed(circle.wren, circle), proposed(circle.ode, circle, title="A film")
    verbs.go(walk, by=circle.ode)
    verbs.go(film, by=circle.wren)
    members.leave(by=circle.wren)
    assert Activity.system.get(pk=walk.pk).cancelled_at and not Going.objects.filter(activity=film, member=circle.wren).exists()


def test_the_calendar_file_says_only_the_hour(circle):
    walk = proposed(circle.wren, circle)
    answer = cast.signed_in(circle.ode).get(f"/activities/{walk.pk}/calendar")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar") and "SUMMARY:Cairn" in text and "DTSTART:" in text
    assert "walk" not in text and "gate" not in text and "Wren" not in text and str(walk.pk) not in text


def test_proposing_on_the_page_keeps_what_was_typed(circle):
    wren, on = cast.signed_in(circle.wren), (time.now() + timedelta(days=5)).date().isoformat()
    typed = {"title": "Baking along", "words": "Bread, slowly.", "kind": "online", "where": "The link is in the kitchen", "on": on, "at": "15:00",
             "zone": "Europe/London", "minutes": "90", "seats": "4", "audience": f"circle-{circle.pk}"}
    again = wren.post("/activities/propose", typed)
    assert again.status_code == 200 and "Baking along" in again.content.decode() and not Activity.system.exists(), "it is asked whether it is public"
    done = wren.post("/activities/propose", {**typed, "public": "on"})
    assert done.status_code == 302 and Activity.system.get().circle_id == circle.pk
    for page in (f"/circles/{circle.pk}", "/activities", "/"):
        assert "Baking along" in wren.get(page).content.decode(), page


def test_lists_ask_as_much_for_one_as_for_three(circle, django_assert_max_num_queries):
    client = cast.signed_in(circle.ash)
    for page in ("/activities", f"/circles/{circle.pk}"):
        client.get(page)  # what one process keeps for a moment is there
    for title in ("A walk", "A film", "Bread"):
        verbs.go(proposed(circle.wren, circle, title=title), by=circle.ode)
        with django_assert_max_num_queries(10):
            client.get("/activities")
        with django_assert_max_num_queries(9):
            client.get(f"/circles/{circle.pk}")


def test_changing_on_the_page_opens_as_it_is(circle):
    walk, wren = proposed(circle.wren, circle), cast.signed_in(circle.wren)
    page = wren.get(f"/activities/{walk.pk}/change").content.decode()
    assert "A slow walk" in page and "At the park gate" in page and 'name="audience"' not in page
    assert cast.signed_in(circle.ode).get(f"/activities/{walk.pk}/change").status_code == 404
