"""Care for those who hold circles: their measure, their rest, and looking back."""

from datetime import timedelta

import pytest

from cairn.base import clock as base_clock
from cairn.base.guarded import Unscoped
from cairn.base.rules import Refused
from cairn.meetings import verbs
from cairn.meetings.models import Care, Debrief, Meeting
from cairn.meetings.queries import caring as queries
from cairn.notices.models import Notice
from cairn.notices.queries import gathering
from tests.cast import block, circle_of, erased, meeting_of, member, signed_in

pytestmark = pytest.mark.django_db

HOW, NEEDS = "Heavier than I thought.", "Ask me about the long silence."


@pytest.fixture
def people():
    return {name: member(name, coordinator=name == "Ines") for name in ("Ines", "Marl", "Ash", "Dell", "Sol")}


@pytest.fixture
def circle(people):
    return circle_of(people["Marl"], people["Dell"], cofacilitator=people["Ash"])


def held_by(facilitator, circle, **more) -> Meeting:
    """A meeting that is over, and that they held."""
    meeting = verbs.enter(meeting_of(circle, facilitator, **more), by=facilitator)
    for what in ("go_on", "begin_closing", "end"):
        meeting = verbs.take(meeting, what, by=facilitator)
    return meeting


def looked_back(people, circle) -> Debrief:
    return verbs.write_debrief(held_by(people["Marl"], circle), how=HOW, needs=NEEDS, by=people["Marl"])


def sees(person) -> list:
    return list(Debrief.objects.seen_by(person))


def notices_of(person) -> list[str]:
    return [str(line.sentence) for line in gathering(person)]


# ---- their own measure


def test_only_those_who_hold_a_circle_or_stand_in_have_a_page_of_care(people, circle):
    assert signed_in(people["Marl"]).get("/care").status_code == 200
    for name in ("Dell", "Ines", "Sol"):
        assert signed_in(people[name]).get("/care").status_code == 404
        for path in ("/care/only-a-member", "/care/hold-again"):
            assert signed_in(people[name]).post(path).status_code == 404
        with pytest.raises(Refused):
            verbs.be_only_member(by=people[name])
        with pytest.raises(Refused):
            verbs.care_for_self(most_a_week=2, by=people[name])
    assert not Care.objects.exists()


def test_their_limit_is_theirs_to_set(people, circle):
    page = signed_in(people["Marl"])
    assert page.post("/care", {"most_a_week": "2"}).status_code == 302
    assert Care.objects.get().most_a_week == 2
    assert "Error:" in page.post("/care", {"most_a_week": "40"}).content.decode()
    assert Care.objects.get().most_a_week == 2


def test_only_a_member_lasts_a_week_and_can_be_undone(people, circle, clock):
    marl, page = people["Marl"], signed_in(people["Marl"])
    page.post("/care/only-a-member")
    assert "You are only a member until" in page.get("/care").content.decode()
    clock.move(days=7)
    assert "You are only a member until" not in page.get("/care").content.decode()
    page.post("/care/only-a-member")
    page.post("/care/hold-again")
    assert Care.objects.get(member=marl).only_member_until is None


def test_a_stand_in_tonight_is_one_link(people, circle, clock):
    now = base_clock.now()
    clock.move(hours=(12 - now.hour) % 24)
    tonight = meeting_of(circle, people["Marl"], opens=False, starts_at=base_clock.now() + timedelta(hours=6))
    page = signed_in(people["Marl"]).get("/care").content.decode()
    assert "Ask for a stand-in tonight" in page and f"/meetings/{tonight.pk}/stand-in" in page
    assert "Ask for a stand-in tonight" not in signed_in(people["Ash"]).get("/care").content.decode()


# ---- rest, in words


def at_wednesday(clock):
    clock.move(days=(2 - base_clock.now().weekday()) % 7, hours=(12 - base_clock.now().hour) % 24)


def three_this_week(people, circle):
    for hours in (1, 2, 3):
        verbs.enter(meeting_of(circle, people["Marl"], starts_at=base_clock.now() - timedelta(hours=hours)), by=people["Marl"])


def test_rest_is_suggested_in_words_when_they_held_as_many_as_they_wanted(people, circle, clock):
    at_wednesday(clock)
    meeting_of(circle, people["Marl"], opens=False, starts_at=base_clock.now() + timedelta(days=1))
    page = signed_in(people["Marl"])
    assert "You have held" not in page.get("/care").content.decode()
    three_this_week(people, circle)
    thursday = (base_clock.now() + timedelta(days=1)).strftime("%A")
    assert f"You have held three this week. Ash could take {thursday}." in page.get("/care").content.decode()
    verbs.care_for_self(most_a_week=5, by=people["Marl"])
    assert "You have held" not in page.get("/care").content.decode()


def test_nobody_is_suggested_who_is_away_or_blocked(people, circle, clock):
    at_wednesday(clock)
    meeting_of(circle, people["Marl"], opens=False, starts_at=base_clock.now() + timedelta(days=1))
    three_this_week(people, circle)
    said = lambda: queries.care_page(people["Marl"]).rest  # noqa: E731
    assert "Ash could take" in said()
    verbs.be_only_member(by=people["Ash"])
    assert "Somebody else could take" in said()
    verbs.hold_again(by=people["Ash"])
    block(people["Ash"], people["Marl"])
    assert "Somebody else could take" in said() and "Ash" not in said()


def test_with_nothing_ahead_it_is_only_said_that_it_is_plenty(people, circle, clock):
    at_wednesday(clock)
    three_this_week(people, circle)
    assert queries.care_page(people["Marl"]).rest == "You have held three this week. That is plenty. Rest well."


# ---- looking back


def test_after_a_meeting_they_held_they_are_reminded_and_look_back(people, circle):
    marl, page = people["Marl"], signed_in(people["Marl"])
    meeting = held_by(marl, circle)
    assert f"You held {circle.name}. A short look back can do good." in notices_of(marl)
    assert f"/meetings/{meeting.pk}/look-back" in page.get("/care").content.decode()
    assert page.post(f"/meetings/{meeting.pk}/look-back", {"how": HOW, "needs": NEEDS}).status_code == 302
    assert Debrief.objects.seen_by(marl).get().answers == (HOW, NEEDS)
    shown = page.get("/care").content.decode()
    assert HOW in shown and NEEDS in shown
    assert not any("look back" in line for line in notices_of(marl))
    page.post(f"/meetings/{meeting.pk}/look-back", {"how": "Lighter today.", "needs": ""})
    assert Debrief.objects.seen_by(marl).get().answers == ("Lighter today.", "")


def test_nothing_written_is_not_kept(people, circle):
    meeting = held_by(people["Marl"], circle)
    answer = signed_in(people["Marl"]).post(f"/meetings/{meeting.pk}/look-back", {"how": " ", "needs": ""})
    assert "Nothing is written here yet." in answer.content.decode() and sees(people["Marl"]) == []


def test_only_whoever_held_it_looks_back_and_only_when_it_is_over(people, circle):
    going_on = meeting_of(circle, people["Marl"])
    over = held_by(people["Marl"], circle)
    for name, meeting in (("Ash", over), ("Dell", over), ("Sol", over), ("Ines", over), ("Marl", going_on)):
        assert signed_in(people[name]).get(f"/meetings/{meeting.pk}/look-back").status_code == 404, name
        with pytest.raises(Refused):
            verbs.write_debrief(meeting, how=HOW, needs="", by=people[name])


def test_whoever_handed_it_over_looks_back_too(people, circle):
    meeting = verbs.enter(meeting_of(circle, people["Marl"]), by=people["Marl"])
    verbs.enter(meeting, by=people["Ash"])
    for what, by, about in (("go_on", "Marl", 0), ("hand_over", "Marl", people["Ash"].pk), ("begin_closing", "Ash", 0), ("end", "Ash", 0)):
        meeting = verbs.take(meeting, what, by=people[by], about=about)
    for name, status in (("Marl", 200), ("Ash", 200), ("Dell", 404)):
        assert signed_in(people[name]).get(f"/meetings/{meeting.pk}/look-back").status_code == status
    assert queries.to_look_back(people["Marl"]) == queries.to_look_back(people["Ash"]) == [meeting]
    assert queries.to_look_back(people["Dell"]) == []


def test_they_can_take_it_back_and_nobody_else_can(people, circle):
    debrief = looked_back(people, circle)
    verbs.name_supervisor(people["Marl"], people["Sol"], by=people["Ines"])
    for name in ("Sol", "Ash", "Ines", "Dell"):
        assert signed_in(people[name]).post(f"/looks-back/{debrief.pk}/take-back").status_code == 404
        with pytest.raises(Refused):
            verbs.take_back_debrief(debrief, by=people[name])
    assert sees(people["Marl"]) == [debrief]
    signed_in(people["Marl"]).post(f"/looks-back/{debrief.pk}/take-back")
    assert sees(people["Marl"]) == []


# ---- who reads it


def test_only_they_and_their_supervisor_see_it(people, circle):
    verbs.name_supervisor(people["Marl"], people["Sol"], by=people["Ines"])
    debrief = looked_back(people, circle)
    assert [name for name, person in people.items() if sees(person) == [debrief]] == ["Marl", "Sol"]
    shown = signed_in(people["Sol"]).get("/looks-back").content.decode()
    assert HOW in shown and NEEDS in shown and "Marl" in shown
    for name in ("Ash", "Dell", "Ines"):
        assert signed_in(people[name]).get("/looks-back").status_code == 404


def test_what_was_written_before_somebody_was_named_was_not_written_for_them(people, circle):
    debrief = looked_back(people, circle)
    verbs.name_supervisor(people["Marl"], people["Sol"], by=people["Ines"])
    assert not sees(people["Sol"]) and sees(people["Marl"]) == [debrief]


def test_a_supervisor_sees_nothing_else(people, circle):
    verbs.name_supervisor(people["Marl"], people["Sol"], by=people["Ines"])
    looked_back(people, circle)
    page = signed_in(people["Sol"])
    assert circle.name not in page.get("/looks-back").content.decode()
    for path in ("/care", "/desk", f"/meetings/{Meeting.system.get().pk}", f"/meetings/{Meeting.system.get().pk}/look-back", "/care/supervisors"):
        assert page.get(path).status_code == 404, path


def test_somebody_else_named_takes_the_first_ones_place_and_reads_what_is_written_from_then_on(people, circle, clock):
    verbs.name_supervisor(people["Marl"], people["Sol"], by=people["Ines"])
    looked_back(people, circle)
    assert sees(people["Sol"])
    clock.move(minutes=1)
    verbs.name_supervisor(people["Marl"], people["Dell"], by=people["Ines"])
    assert not sees(people["Sol"]) and not sees(people["Dell"])
    verbs.name_supervisor(people["Marl"], None, by=people["Ines"])
    assert not sees(people["Dell"])


def test_a_supervisor_who_is_blocked_with_them_sees_nothing_and_is_not_named(people, circle):
    marl, sol = people["Marl"], people["Sol"]
    verbs.name_supervisor(marl, sol, by=people["Ines"])
    looked_back(people, circle)
    assert sees(sol) and "Sol" in signed_in(marl).get("/care").content.decode()
    block(sol, marl)
    assert not sees(sol) and HOW not in signed_in(sol).get("/looks-back").content.decode()
    assert "Sol" not in signed_in(marl).get("/care").content.decode()
    assert not any("there for" in line for person in (marl, sol) for line in notices_of(person))


def test_the_coordinator_names_supervisors_and_nobody_else(people, circle):
    page = signed_in(people["Ines"])
    sent = {"facilitator": people["Marl"].pk, "supervisor": people["Sol"].pk}
    assert page.post("/care/supervisors", sent).status_code == 302
    assert Care.objects.get(member=people["Marl"]).supervisor == people["Sol"]
    assert "Sol is there for them." in page.get("/care/supervisors").content.decode()
    assert "Error:" in page.post("/care/supervisors", sent | {"supervisor": people["Marl"].pk}).content.decode()
    assert "Error:" in page.post("/care/supervisors", sent | {"facilitator": people["Dell"].pk}).content.decode()
    for name in ("Marl", "Ash", "Dell", "Sol"):
        assert signed_in(people[name]).post("/care/supervisors", sent).status_code == 404
        with pytest.raises(Refused):
            verbs.name_supervisor(people["Ash"], people["Sol"], by=people[name])
    assert Care.objects.filter(supervisor__isnull=False).count() == 1


def test_both_are_told_and_no_word_of_it_is_in_a_notice(people, circle):
    verbs.name_supervisor(people["Marl"], people["Sol"], by=people["Ines"])
    verbs.name_supervisor(people["Marl"], people["Sol"], by=people["Ines"])  # safe to repeat
    looked_back(people, circle)
    assert "Somebody is there for you now, who reads your looks back after meetings." in notices_of(people["Marl"])
    assert notices_of(people["Sol"]) == ["Somebody you are there for has looked back at a meeting."]
    assert Notice.system.filter(kind="supervisor_named").count() == 1
    assert not [line for name in ("Ash", "Dell", "Ines") for line in notices_of(people[name]) if "look" in line]


# ---- sealed


def test_no_column_holds_a_word_of_it_and_erasing_its_writer_makes_it_unreadable(people, circle):
    from django.db import connection

    debrief = looked_back(people, circle)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM cairn_debrief")
        kept = str(cursor.fetchone()[0])
    assert kept and not any(word in kept for word in ("Heavier", "silence"))
    erased(people["Marl"])
    assert Debrief.system.get(pk=debrief.pk).answers == ("", "")


def test_debriefs_and_wishes_answer_nobody_who_does_not_say_who_looks(people):
    with pytest.raises(Unscoped):
        list(Debrief.objects.all())
    with pytest.raises(Unscoped):
        Debrief.objects.filter(pk=1).exists()
