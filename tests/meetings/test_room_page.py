"""A room's page: how it reads to somebody who listens to it, and what it says when an act comes too late."""

import re
from datetime import timedelta

import pytest

from cairn.circles.models import in_circle
from cairn.meetings import verbs
from cairn.meetings.models import RoomEvent, Spoken
from tests.cast import circle_of, meeting_of, member, signed_in

pytestmark = pytest.mark.django_db
ONCE = {"once": "a-form-of-its-own"}


@pytest.fixture
def people():
    return {name: member(name) for name in ("Marl", "Wren", "Dell")}


@pytest.fixture
def meeting(people):
    marl, *others = people.values()
    made = meeting_of(circle_of(marl, *others, cofacilitator=member("Juno")), marl)
    for person in people.values():
        made = verbs.enter(made, by=person)
    for _phase in ("opening", "round"):
        made = verbs.take(made, "go_on", by=marl)
    return made


def who_has_it(meeting, people):
    return next(person for person in people.values() if person.pk == meeting.room.with_piece.member)


def shown(person, meeting) -> str:
    return signed_in(person).get(f"/meetings/{meeting.pk}/room").text


def act(person, meeting, what, **more):
    return signed_in(person).post(f"/meetings/{meeting.pk}/room/act", {"act": what, **more}, follow=True)


def test_it_reads_as_an_ordered_list_one_log_and_a_silent_timer(meeting, people):
    speaker = who_has_it(meeting, people)
    verbs.take(meeting, "accept", by=speaker)
    verbs.say(meeting, "It asked me to wait.", by=speaker)
    page = shown(people["Wren"], meeting)
    assert page.count('role="log"') == 1 and page.count("<ol class=\"seats\"") == 1
    assert 'role="timer" aria-live="off"' in page and 'aria-current="true"' in page
    states = re.findall(r"<i>(.*?)</i>", page)
    assert len(states) == 3 and all(re.sub("<.*?>", "", state).strip() for state in states), states


def test_one_polite_line_when_the_piece_moves_and_none_for_the_nods_of_others(meeting, people):
    speaker = who_has_it(meeting, people)
    other = next(person for person in people.values() if person != speaker)
    verbs.take(meeting, "accept", by=speaker)
    verbs.signal(meeting, "nod", turn=meeting.room.turn + 1, by=other)
    lines = re.findall(r'data-arrives="(.*?)"', shown(other, meeting))
    assert len(lines) == 1 and lines[0].startswith(f"{speaker.name} has the piece. You are")
    assert "nodded" not in lines[0]


def test_an_act_that_comes_too_late_says_so_kindly_and_changes_nothing(meeting, people):
    seen = meeting.room.turn
    act(people["Marl"], meeting, "pass_on", seen=seen)
    events = RoomEvent.objects.filter(meeting=meeting).count()
    page = act(people["Marl"], meeting, "pass_on", seen=seen).text
    assert "had already moved on" in page
    assert RoomEvent.objects.filter(meeting=meeting).count() == events


def test_a_form_sent_twice_is_one_act(meeting, people):
    speaker = who_has_it(meeting, people)
    verbs.take(meeting, "accept", by=speaker)
    browser = signed_in(speaker)
    for _twice in range(2):
        answer = browser.post(f"/meetings/{meeting.pk}/room/say", {"text": "Once only.", **ONCE}, follow=True)
        assert answer.status_code == 200
    assert Spoken.system.filter(meeting=meeting).count() == 1


def test_an_act_on_a_meeting_that_is_over_leads_to_its_page(meeting, people, clock):
    verbs.take(meeting, "end", by=people["Marl"])
    clock.tick(minutes=11)
    page = act(people["Wren"], meeting, "pass_turn")
    assert page.redirect_chain[-1][0] == f"/meetings/{meeting.pk}"


def test_only_what_members_may_press_is_an_act(meeting, people):
    for what in ("close", "close_unheld", "ask_second", "nudge_on", "come_in", "nonsense", ""):
        assert act(people["Marl"], meeting, what).status_code == 404


def test_two_who_stepped_aside_write_to_each_other_alone(meeting, people):
    marl, wren, dell = people.values()
    verbs.take(meeting, "step_aside", by=marl, about=wren.pk)
    signed_in(wren).post(f"/meetings/{meeting.pk}/room/note", {"to": in_circle(meeting.circle_id, marl.pk), "text": "It is a lot today."})
    assert "It is a lot today." in shown(marl, meeting) and "It is a lot today." in shown(wren, meeting)
    assert "It is a lot today." not in shown(dell, meeting)
    verbs.take(meeting, "come_back", by=wren)
    answer = signed_in(wren).post(f"/meetings/{meeting.pk}/room/note", {"to": in_circle(meeting.circle_id, marl.pk), "text": "One more."})
    assert answer.status_code == 403


def test_voices_so_far_are_for_whoever_holds_it(meeting, people):
    assert "Voices so far" in shown(people["Marl"], meeting)
    assert "Voices so far" not in shown(people["Wren"], meeting)


def test_without_scripts_it_can_load_itself_again(meeting, people):
    page = signed_in(people["Wren"]).get(f"/meetings/{meeting.pk}/room?refresh=15").text
    assert '<meta http-equiv="refresh" content="15">' in page
    answer = signed_in(people["Wren"]).post(f"/meetings/{meeting.pk}/room/act", {"act": "later", "refresh": "15"})
    assert answer["Location"].endswith("?refresh=15")


def test_whoever_leaves_the_circle_steps_out_of_its_open_room_and_the_piece_goes_on(meeting, people):
    from cairn.circles import verbs as circles
    from cairn.circles.models import Seat

    gone = who_has_it(meeting, people)
    circles.leave_seat(Seat.system.held().get(circle=meeting.circle, member=gone), by=gone)
    meeting.refresh_from_db()
    assert not meeting.room.seat(gone.pk).here
    assert meeting.room.with_piece and meeting.room.with_piece.member != gone.pk


def test_the_holder_may_open_the_room_early_and_others_may_not(people, clock):
    marl, wren, _dell = people.values()
    later = meeting_of(circle_of(marl, wren, name="Later"), marl, opens=False, starts_at=clock.now() + timedelta(hours=2))
    enter = f"/meetings/{later.pk}/room/enter"
    signed_in(wren).post(enter)
    later.refresh_from_db()
    assert later.state is None
    signed_in(marl).post(enter)
    later.refresh_from_db()
    assert later.room.seat(marl.pk)


def test_the_page_asks_the_same_of_the_database_whether_one_spoke_or_many(meeting, people):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = signed_in(people["Wren"])

    def asked() -> int:
        browser.get(f"/meetings/{meeting.pk}/room")
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(f"/meetings/{meeting.pk}/room").status_code == 200
        return len(counted)

    first = asked()
    speaker = who_has_it(meeting, people)
    verbs.take(meeting, "accept", by=speaker)
    for number in range(12):
        verbs.say(meeting, f"Paragraph {number}", by=speaker)
    assert asked() == first <= 14


def test_without_scripts_a_paragraph_that_is_not_taken_stays_in_the_box_and_the_page_says_why(meeting, people):
    speaker = who_has_it(meeting, people)
    verbs.take(meeting, "accept", by=speaker)
    verbs.take(meeting, "hold_silence", by=people["Marl"])
    answer = signed_in(speaker).post(f"/meetings/{meeting.pk}/room/say", {"text": "Typed before the silence."})
    assert "Typed before the silence." in answer.text and "this was not sent" in answer.text
    assert not Spoken.system.exists()
    verbs.take(meeting, "step_out", by=speaker)
    answer = signed_in(speaker).post(f"/meetings/{meeting.pk}/room/say", {"text": "Typed before I went."})
    assert "Typed before I went." in answer.text and not Spoken.system.exists()


def test_it_never_loads_itself_again_under_somebody_who_may_write(meeting, people):
    speaker = who_has_it(meeting, people)
    verbs.take(meeting, "accept", by=speaker)
    assert "http-equiv" not in signed_in(speaker).get(f"/meetings/{meeting.pk}/room?refresh=15").text


def test_words_for_a_room_that_is_not_open_are_refused_kindly(people):
    marl, wren, _dell = people.values()
    later = meeting_of(circle_of(marl, wren, name="Later"), marl, opens=False)
    answer = signed_in(wren).post(f"/meetings/{later.pk}/room/say", {"text": "Early."}, headers={"X-Fragment": "room"})
    assert answer.status_code == 404


def test_what_was_said_on_the_open_floor_stands_with_its_round_when_the_floor_is_closed(meeting, people):
    marl, wren, dell = people.values()
    meeting = verbs.take(meeting, "open_floor", by=marl)
    verbs.say(meeting, "A word from the floor.", by=wren)
    assert "A word from the floor." in shown(dell, meeting)
    meeting = verbs.take(meeting, "close_floor", by=marl)
    assert "A word from the floor." in shown(dell, meeting)
    verbs.take(meeting, "begin_closing", by=marl)
    assert "A word from the floor." not in shown(dell, meeting)


def test_each_earlier_turn_has_a_name_of_its_own_by_which_its_fold_stays_as_it_is(meeting, people):
    speaker = who_has_it(meeting, people)
    verbs.take(meeting, "accept", by=speaker)
    said = verbs.say(meeting, "It asked me to wait.", and_finish=True, by=speaker)
    assert f'<li id="earlier-{said.pk}">' in shown(people["Marl"], meeting)
