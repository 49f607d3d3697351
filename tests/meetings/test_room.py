"""A room from gathering to closing, through its verbs and pages."""

from datetime import timedelta

import pytest

from cairn.base.clock import now as clock_now
from cairn.meetings import piece, verbs
from cairn.meetings.models import RoomEvent, RoomSignal, Spoken
from cairn.meetings.piece import CLOSED, QUIET, ROUND
from cairn.meetings.verbs import NotNow
from tests.cast import block, circle_of, leave, meeting_of, member, seat, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {name: member(name) for name in ("Marl", "Wren", "Dell", "Juno")}


@pytest.fixture
def room(people):
    marl, *others = people.values()
    circle = circle_of(marl, *others)
    meeting = meeting_of(circle, marl)
    for person in people.values():
        meeting = verbs.enter(meeting, by=person)
    return meeting


def with_piece(meeting, people):
    pk = meeting.room.with_piece.member
    return next(person for person in people.values() if person.pk == pk)


def at_round(meeting, people):
    for _phase in ("opening", "round"):
        meeting = verbs.take(meeting, "go_on", by=people["Marl"])
    return meeting


def test_a_whole_meeting(room, people, clock):
    marl = people["Marl"]
    meeting = room
    for _round in range(4):  # opening, two rounds, closing
        meeting = verbs.take(meeting, "go_on", by=marl)
        while meeting.room.with_piece:
            who = with_piece(meeting, people)
            meeting = verbs.take(meeting, "accept", by=who, seen=meeting.room.turn)
            verbs.say(meeting, f"{who.name} in {meeting.room.phase}", by=who)
            meeting = verbs.take(meeting, "finish", by=who)
    meeting = verbs.take(meeting, "end", by=marl)
    assert meeting.room.phase == QUIET
    clock.tick(minutes=11)
    meeting.refresh_from_db()
    assert meeting.room.phase == CLOSED and meeting.ended_at and meeting.words_until
    assert Spoken.system.filter(meeting=meeting).count() == 16
    assert_log_is_the_truth(meeting)


def assert_log_is_the_truth(meeting):
    start = piece.Room(holder=meeting.by_id, rounds=2, guide=meeting.guide_seconds)
    events = [row.as_event() for row in RoomEvent.objects.filter(meeting=meeting)]
    assert [row.number for row in RoomEvent.objects.filter(meeting=meeting)] == list(range(1, meeting.log_length + 1))
    assert piece.play(start, events) == meeting.room


def test_what_does_not_fit_any_more_gets_a_kind_line_and_changes_nothing(room, people):
    meeting = at_round(room, people)
    seen, who = meeting.room.turn, with_piece(meeting, people)
    verbs.take(meeting, "pass_on", by=people["Marl"], seen=seen)
    for what, by in (("pass_on", people["Marl"]), ("accept", who)):
        with pytest.raises(NotNow) as said:
            verbs.take(meeting, what, by=by, seen=seen)
        assert said.value.sentence.endswith(".")
    meeting.refresh_from_db()
    assert_log_is_the_truth(meeting)


def test_only_whoever_has_the_piece_is_heard(room, people):
    meeting = at_round(room, people)
    who = with_piece(meeting, people)
    meeting = verbs.take(meeting, "accept", by=who)
    other = next(person for person in people.values() if person != who)
    with pytest.raises(NotNow):
        verbs.say(meeting, "Over here", by=other)
    verbs.say(meeting, "It asked me to wait.", by=who)
    page = signed_in(other).get(f"/meetings/{meeting.pk}/room")
    assert "It asked me to wait." in page.text and "Over here" not in page.text


def test_signals_reach_the_speaker_gathered(room, people, clock):
    meeting = at_round(room, people)
    who = with_piece(meeting, people)
    meeting = verbs.take(meeting, "accept", by=who)
    others = [person for person in people.values() if person != who]
    for other in others:
        assert verbs.signal(meeting, "nod", turn=meeting.room.turn, by=other)
    assert RoomSignal.objects.filter(to=who).count() == 3
    from cairn.live.models import Event

    assert Event.objects.filter(kind="signals").count() == 0
    clock.tick(seconds=6)
    assert Event.objects.filter(kind="signals").count() == 1
    with pytest.raises(NotNow):
        verbs.signal(meeting, "nod", turn=meeting.room.turn, by=who)


def test_the_holder_gone_for_ten_minutes_the_co_facilitator_is_asked_then_it_closes_kindly(people, clock):
    marl, wren, dell, juno = people.values()
    meeting = meeting_of(circle_of(marl, wren, dell, cofacilitator=juno), marl)
    for person in people.values():
        meeting = verbs.enter(meeting, by=person)
    clock.tick(minutes=11)
    meeting.refresh_from_db()
    assert meeting.room.asked == juno.pk
    page = signed_in(juno).get(f"/meetings/{meeting.pk}/room").text
    assert "Would you hold the meeting?" in page
    meeting = verbs.take(meeting, "hold", by=juno)
    assert meeting.room.holder == juno.pk
    clock.tick(minutes=11)
    clock.tick(minutes=6)
    clock.tick(minutes=6)
    meeting.refresh_from_db()
    assert meeting.room.phase == CLOSED and meeting.room.unheld


def test_a_holder_whose_page_is_open_is_there(people, clock):
    marl, *others = people.values()
    meeting = meeting_of(circle_of(marl, *others), marl)
    browser = signed_in(marl)
    verbs.enter(meeting, by=marl)
    for _minute in range(15):
        clock.move(minutes=1)
        browser.get(f"/meetings/{meeting.pk}/room")
        clock.tick(seconds=1)
    meeting.refresh_from_db()
    assert meeting.room.asked == 0 and not meeting.room.is_over


def test_strangers_and_those_who_left_find_nothing(room, people):
    stranger, wren = member("Ash"), people["Wren"]
    leave(room.circle, wren)
    for person in (stranger, wren):
        browser = signed_in(person)
        for path in ("room", "room/moving"):
            assert browser.get(f"/meetings/{room.pk}/{path}").status_code == 404
        for path in ("enter", "act", "say", "signal", "note", "keep"):
            assert browser.post(f"/meetings/{room.pk}/room/{path}").status_code == 404


def test_people_blocked_with_each_other_are_somebody_without_words(room, people):
    meeting = at_round(room, people)
    who = with_piece(meeting, people)
    other = next(person for person in people.values() if person != who)
    block(other, who)
    meeting = verbs.take(meeting, "accept", by=who)
    verbs.say(meeting, "Canary of the speaker", by=who)
    for viewer, hidden in ((other, who),):
        page = signed_in(viewer).get(f"/meetings/{meeting.pk}/room").text
        assert "Canary of the speaker" not in page and hidden.name not in page and hidden.stone not in page
    third = next(person for person in people.values() if person not in (who, other))
    assert "Canary of the speaker" in signed_in(third).get(f"/meetings/{meeting.pk}/room").text


def test_words_go_after_the_circles_time_unless_their_writer_keeps_them(room, people, clock):
    meeting = at_round(room, people)
    for _turn in range(2):
        who = with_piece(meeting, people)
        meeting = verbs.take(meeting, "accept", by=who)
        verbs.say(meeting, f"Said by {who.name}", by=who)
        meeting = verbs.take(meeting, "finish", by=who)
        keeper = who
    verbs.keep_mine(meeting, keep=True, by=keeper)
    verbs.take(meeting, "end", by=people["Marl"])
    clock.tick(minutes=11)
    clock.tick(days=7, minutes=1)
    assert list(Spoken.system.filter(meeting=meeting).values_list("member", flat=True)) == [keeper.pk]
    assert Spoken.objects.seen_by(keeper).count() == 1
    assert all(Spoken.objects.seen_by(person).count() == 0 for person in people.values() if person != keeper)


def test_a_note_is_for_one_person(room, people):
    marl, wren, dell, _juno = people.values()
    verbs.write_note(room, "Take your time, I see you.", to=wren, by=marl)
    assert "Take your time, I see you." in signed_in(wren).get(f"/meetings/{room.pk}/room").text
    assert "Take your time, I see you." not in signed_in(dell).get(f"/meetings/{room.pk}/room").text


def test_a_paragraph_that_is_not_taken_stays_in_the_box(room, people):
    meeting = at_round(room, people)
    other = next(person for person in people.values() if person.pk != meeting.room.with_piece.member)
    answer = signed_in(other).post(f"/meetings/{meeting.pk}/room/say", {"text": "My words"}, headers={"X-Fragment": "room"})
    assert answer.status_code == 422
    assert Spoken.system.count() == 0


def test_somebody_who_takes_a_seat_meanwhile_finds_the_room(room, people):
    ash = member("Ash")
    seat(room.circle, ash)
    browser = signed_in(ash)
    assert "Come in" in browser.get(f"/meetings/{room.pk}/room").text
    browser.post(f"/meetings/{room.pk}/room/enter", {})
    room.refresh_from_db()
    assert room.room.seats[-1].member == ash.pk and room.room.phase != ROUND


def test_where_places_are_few_those_who_said_yes_first_have_theirs(people):
    marl, wren, dell, juno = people.values()
    meeting = meeting_of(circle_of(marl, wren, dell, juno), marl, places=2, opens=False, starts_at=clock_now() + timedelta(minutes=5))
    for person in (dell, wren):
        verbs.come(meeting, yes=True, by=person)
    meeting = verbs.enter(meeting, by=marl)
    with pytest.raises(NotNow) as said:
        verbs.enter(meeting, by=juno)
    assert "Every place at this meeting is taken" in said.value.sentence
    for person in (wren, dell):
        meeting = verbs.enter(meeting, by=person)
    assert len(meeting.room.seats) == 3


def test_kept_words_of_a_meeting_that_is_over_move_no_page(room, people, clock):
    """Its writer keeps them for themselves: the log of the stream gives them to nobody any more."""
    from cairn.live.models import Event
    from cairn.meetings.live import draw

    meeting = at_round(room, people)
    who = with_piece(meeting, people)
    meeting = verbs.take(meeting, "accept", by=who)
    verbs.say(meeting, "Kept for myself.", by=who)
    said = Event.objects.get(kind="said")
    assert "Kept for myself." in draw(said).html
    verbs.keep_mine(meeting, keep=True, by=who)
    verbs.take(meeting, "end", by=people["Marl"])
    clock.tick(minutes=11)
    assert draw(said).html is None


def test_words_that_were_kept_can_still_go_after_the_others_have(room, people, clock):
    meeting = at_round(room, people)
    who = with_piece(meeting, people)
    meeting = verbs.take(meeting, "accept", by=who)
    verbs.say(meeting, "Kept for a while.", by=who)
    verbs.keep_mine(meeting, keep=True, by=who)
    verbs.take(meeting, "end", by=people["Marl"])
    clock.tick(minutes=11)
    clock.tick(days=8)
    verbs.keep_mine(meeting, keep=False, by=who)
    assert not Spoken.system.exists()


def test_sending_and_passing_on_is_one_act(room, people):
    meeting = at_round(room, people)
    who = with_piece(meeting, people)
    meeting = verbs.take(meeting, "accept", by=who)
    verbs.say(meeting, "And that is all.", and_finish=True, by=who)
    meeting.refresh_from_db()
    assert meeting.room.seat(who.pk).turn == "spoke" and meeting.room.with_piece.member != who.pk
    assert_log_is_the_truth(meeting)


def test_a_facilitator_who_comes_late_is_not_asked_about_any_more(people, clock):
    marl, wren, dell, juno = people.values()
    meeting = meeting_of(circle_of(marl, wren, dell, cofacilitator=juno), marl)
    verbs.enter(meeting, by=wren)
    clock.tick(minutes=11)
    meeting.refresh_from_db()
    assert meeting.room.asked == juno.pk
    meeting = verbs.enter(meeting, by=marl)
    assert meeting.room.asked == 0
    clock.tick(minutes=6)
    meeting.refresh_from_db()
    assert not meeting.room.is_over


def test_handing_over_leaves_the_turn_as_it_is(people):
    marl, wren, dell, juno = people.values()
    meeting = meeting_of(circle_of(marl, wren, dell, cofacilitator=juno), marl)
    for person in people.values():
        meeting = verbs.enter(meeting, by=person)
    meeting = at_round(meeting, people)
    who = with_piece(meeting, people)
    meeting = verbs.take(meeting, "accept", by=who)
    turn = meeting.room.turn
    meeting = verbs.take(meeting, "hand_over", by=marl, about=juno.pk)
    assert meeting.room.holder == juno.pk and meeting.room.turn == turn and meeting.room.speaker.member == who.pk


def test_a_stand_in_who_declines_after_all_is_out_of_the_room(people, clock):
    marl, wren, *_others = people.values()
    sol = member("Sol")
    circle_of(sol, name="Another circle")
    meeting = meeting_of(circle_of(marl, wren), marl, starts_at=clock_now() + timedelta(minutes=12))
    asked = verbs.ask_stand_in(meeting, sol, by=marl)
    verbs.accept_stand_in(asked, by=sol)
    verbs.enter(meeting, by=sol)
    verbs.decline_stand_in(asked, by=sol)
    meeting.refresh_from_db()
    assert not meeting.room.seat(sol.pk).here
    assert signed_in(sol).get(f"/meetings/{meeting.pk}/room").status_code == 404
