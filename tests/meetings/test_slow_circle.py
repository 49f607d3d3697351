"""The slow circle: the same rounds and turns over days, under the clock, through a power cut."""

import threading
import time as real
from itertools import pairwise

import pytest

from cairn.base import clock as time
from cairn.live.models import Event as Pushed
from cairn.meetings import piece, queries, verbs, words
from cairn.meetings.models import Meeting, RoomEvent, Spoken
from cairn.meetings.piece import CLOSED, OFFERED, ROUND, SPEAKING, SPOKE, WAITING
from cairn.meetings.queries.welcoming import since_words
from cairn.notices.models import Notice
from tests.cast import block, circle_of, leave, meeting_of, member, signed_in
from tests.live.test_crash import Writer

DAY = 86_400


@pytest.fixture
def people(db):
    return [member(name) for name in ("Marl", "Wren", "Dell", "Juno", "Ash")]


def slow(people, *, guide=DAY, days=10):
    made = meeting_of(circle_of(*people), people[0], kind="slow", guide_seconds=guide, minutes=days * 1440)
    for person in people:
        made = verbs.enter(made, by=person)
    for _phase in ("opening", "round"):
        made = verbs.take(made, "go_on", by=people[0])
    return made


def fresh(meeting) -> Meeting:
    return Meeting.system.get(pk=meeting.pk)


def with_piece(meeting, people):
    held = fresh(meeting).room.with_piece
    return held and next(person for person in people if person.pk == held.member)


def notices_of(member) -> str:
    return signed_in(member).get("/notices").text


def assert_log_is_the_truth(meeting):
    meeting = fresh(meeting)
    rows = list(RoomEvent.objects.filter(meeting=meeting))
    start = piece.Room(holder=meeting.by_id, rounds=2, guide=meeting.guide_seconds)
    assert [row.number for row in rows] == list(range(1, meeting.log_length + 1))
    assert piece.play(start, [row.as_event() for row in rows]) == meeting.room


# ---- a soft day


def test_the_piece_coming_to_somebody_is_a_notice_only_in_a_slow_circle(people):
    meeting = slow(people)
    who = with_piece(meeting, people)
    assert "The talking piece has come to you in Tuesday circle." in notices_of(who)
    others = [person for person in people if person != who]
    assert all("has come to you" not in notices_of(person) for person in others)
    verbs.take(meeting, "pass_turn", by=who)
    assert "has come to you" not in notices_of(who)


def test_in_a_live_meeting_it_is_not(people):
    meeting = meeting_of(circle_of(*people), people[0])
    for person in people:
        verbs.enter(meeting, by=person)
    verbs.take(meeting, "go_on", by=people[0])
    assert with_piece(meeting, people) and not Notice.system.filter(kind="piece_with_you").exists()


def test_after_a_soft_day_one_kind_nudge_and_after_another_it_goes_on_and_comes_back_at_the_end(people, clock):
    meeting = slow(people)
    who = with_piece(meeting, people)
    clock.tick(hours=23)
    assert "is resting with you" not in notices_of(who)
    clock.tick(hours=1, minutes=1)
    assert "The piece is resting with you in Tuesday circle." in notices_of(who) and "has come to you" not in notices_of(who)
    Notice.system.filter(member=who).update(read_at=time.now())
    for _hour in range(22):
        clock.tick(hours=1)
    assert with_piece(meeting, people) == who and not Notice.system.filter(member=who, kind="turn_rests", read_at=None).exists()
    clock.tick(hours=2)
    room = fresh(meeting).room
    assert room.with_piece.member != who.pk and room.seats[-1].member == who.pk and room.seats[-1].turn == WAITING
    assert "is resting with you" not in notices_of(who)
    assert_log_is_the_truth(meeting)


def test_whoever_accepted_has_a_soft_day_to_speak_and_what_they_said_is_a_turn(people, clock):
    meeting = slow(people)
    who = with_piece(meeting, people)
    clock.tick(hours=20)
    verbs.take(meeting, "accept", by=who)
    verbs.say(meeting, "Half of it.", by=who)
    clock.tick(hours=23)
    assert fresh(meeting).room.seat(who.pk).turn == SPEAKING and "is resting" not in notices_of(who)
    clock.tick(hours=2)
    assert "is resting with you" in notices_of(who)
    clock.tick(hours=24)
    assert fresh(meeting).room.seat(who.pk).turn == SPOKE and Spoken.system.get().text == "Half of it."


def test_a_pause_lets_nothing_rest(people, clock):
    meeting = slow(people)
    who = with_piece(meeting, people)
    clock.tick(hours=20)
    verbs.take(meeting, "pause", by=people[0])
    clock.tick(days=3)
    verbs.take(meeting, "resume", by=people[0])
    clock.tick(hours=3)
    assert with_piece(meeting, people) == who and not Notice.system.filter(kind="turn_rests").exists()
    clock.tick(hours=2)
    assert Notice.system.filter(kind="turn_rests", member=who).exists()


def test_what_is_due_no_more_is_looked_at_and_left(people, clock):
    """The row says due, and nothing is: the clock plans anew instead of failing every second."""
    meeting = slow(people)
    Meeting.system.filter(pk=meeting.pk).update(due_at=time.now())
    before = fresh(meeting).log_length
    clock.tick(seconds=1)
    assert fresh(meeting).log_length == before and fresh(meeting).due_at > time.now()
    for person in people:
        while fresh(meeting).room.seat(person.pk).turn in (WAITING, OFFERED):
            verbs.take(meeting, "pass_turn", by=person)
    Meeting.system.filter(pk=meeting.pk).update(due_at=time.now())
    clock.tick(seconds=1)
    assert fresh(meeting).due_at == fresh(meeting).ends_at


def test_when_its_days_are_over_it_ends(people, clock):
    meeting = slow(people, days=3)
    clock.tick(days=3, minutes=1)
    clock.tick(minutes=11)
    assert fresh(meeting).room.phase == CLOSED and fresh(meeting).ended_at
    assert "resting with you" not in "".join(notices_of(person) for person in people)
    assert_log_is_the_truth(meeting)


def test_nobody_is_asked_to_hold_a_slow_circle_because_its_holder_sleeps(people, clock):
    meeting = slow(people)
    clock.tick(hours=12)
    assert fresh(meeting).room.asked == 0 and not Notice.system.filter(kind="asked_to_hold").exists()


# ---- other notices of a room


def test_whoever_is_asked_to_hold_a_meeting_hears_of_it(people, clock):
    marl, wren, dell, *_ = people
    meeting = meeting_of(circle_of(marl, dell, cofacilitator=wren), marl)
    for person in (marl, wren, dell):
        meeting = verbs.enter(meeting, by=person)
    clock.tick(minutes=11)
    assert "needs somebody to hold it" in notices_of(wren) and "needs somebody" not in notices_of(dell)
    verbs.take(meeting, "hold", by=wren)
    assert "needs somebody to hold it" not in notices_of(wren)


def test_a_note_is_a_notice_without_its_words(people):
    meeting = slow(people)
    verbs.write_note(meeting, "Zaunkoenig", to=people[1], by=people[0])
    assert "A line was written to you in Tuesday circle." in notices_of(people[1])
    assert "Zaunkoenig" not in notices_of(people[1]) and "A line was written" not in notices_of(people[2])


def test_a_note_between_people_who_are_blocked_is_nothing(people):
    meeting = slow(people)
    block(people[1], people[0])
    verbs.write_note(meeting, "Zaunkoenig", to=people[1], by=people[0])
    assert "A line was written" not in notices_of(people[1])


def test_whoever_left_the_circle_hears_nothing_more(people, clock):
    meeting = slow(people)
    who = with_piece(meeting, people)
    leave(meeting.circle, who)
    clock.tick(days=1, minutes=1)
    shown = notices_of(who)
    assert Notice.system.filter(member=who, kind="turn_rests").exists() and "Tuesday circle" not in shown


# ---- where it rests


def test_whoever_holds_it_sees_where_it_rests_and_since_when(people, clock):
    meeting = slow(people)
    verbs.take(meeting, "offer", by=people[0], about=people[1].pk) if with_piece(meeting, people) != people[1] else None
    clock.tick(hours=5)
    [rests] = queries.where_it_rests(people[0])
    assert (rests.meeting.pk, rests.member, rests.line) == (meeting.pk, people[1].pk, "The piece waits for Wren, for some hours.")
    verbs.take(meeting, "accept", by=people[1])
    clock.tick(hours=26)
    assert queries.where_it_rests(people[0])[0].line == "Wren has the piece, for about a day."
    assert queries.where_it_rests(people[1]) == [] and queries.where_it_rests(member("Stranger")) == []


def test_when_everybody_has_had_it_they_are_told_that_too(people):
    meeting = slow(people)
    for person in people:
        while fresh(meeting).room.seat(person.pk).turn in (WAITING, OFFERED):
            verbs.take(meeting, "pass_turn", by=person)
    [rests] = queries.where_it_rests(people[0])
    assert rests.member is None and "go on to what follows" in rests.line


def test_somebody_blocked_is_somebody_on_the_desk(people):
    meeting = slow(people)
    if with_piece(meeting, people) != people[1]:
        verbs.take(meeting, "offer", by=people[0], about=people[1].pk)
    block(people[1], people[0])
    holder = people[0].__class__.objects.get(pk=people[0].pk)
    assert "Wren" not in queries.where_it_rests(holder)[0].line


def test_soft_time_has_words_for_days_and_no_digits():
    assert [words.time_left(hours * 3600) for hours in (3, 14, 23, 40, 70, 200)] == [
        "some hours", "about a day", "about a day", "about two days", "about three days", "several days",
    ]
    assert not [s for s in range(0, 20 * DAY, 5000) if any(c.isdigit() for c in since_words(s))]


# ---- a day and a night


def test_twenty_four_hours_of_five_people_lose_and_double_nothing(people, clock):
    """With a soft turn of two hours: some answer at once, some late, one sleeps through all of it."""
    meeting, said, order, sleeper = slow(people, guide=2 * 3600, days=3), [], [], people[4]
    for half_hour in range(48):
        clock.tick(minutes=30)
        who = with_piece(meeting, people)
        if who is None:
            if fresh(meeting).room.phase == ROUND:
                verbs.take(meeting, "go_on", by=people[0])
            continue
        order.append(who.name)
        if who == sleeper or half_hour % (1 + people.index(who)):
            continue
        turn = fresh(meeting).room.seat(who.pk).turn
        if turn == OFFERED:
            verbs.take(meeting, "accept", by=who, seen=fresh(meeting).room.turn)
        else:
            said.append(f"{who.name} at {half_hour}")
            verbs.say(meeting, said[-1], by=who)
            verbs.take(meeting, "finish", by=who)
        assert_log_is_the_truth(meeting)
    assert sorted(row.text for row in Spoken.system.filter(meeting=meeting)) == sorted(said) and len(said) >= 6
    assert len(set(order)) == 5
    by_clock = RoomEvent.objects.filter(meeting=meeting, by=0, kind__in=("later", "passed"), about=sleeper.pk)
    assert by_clock.exists() and not Spoken.system.filter(member=sleeper).exists()
    assert_log_is_the_truth(meeting)
    pushed = list(Pushed.objects.filter(stream=f"meeting:{meeting.pk}").order_by("number").values_list("number", flat=True))
    assert all(later == earlier + 1 for earlier, later in pairwise(pushed))


def test_ticking_twice_at_the_same_moment_does_nothing_twice(people, clock):
    meeting = slow(people)
    clock.tick(hours=25)
    before = fresh(meeting).log_length, Notice.system.filter(kind="turn_rests").count()
    clock.tick()
    clock.tick()
    assert (fresh(meeting).log_length, Notice.system.filter(kind="turn_rests").count()) == before == (before[0], 1)


# ---- kill -9


SETTLE = """
from cairn.members.sessions import SessionStore
from cairn.meetings import verbs
from tests import cast
people = [cast.member(name) for name in ("Marl", "Wren", "Dell", "Juno", "Ash")]
meeting = cast.meeting_of(cast.circle_of(*people), people[0], kind="slow", guide_seconds=7200, minutes=3 * 1440)
for person in people:
    verbs.enter(meeting, by=person)
for _phase in range(2):
    verbs.take(meeting, "go_on", by=people[0])
sessions = []
for person in people:
    session = SessionStore(); session["member"] = person.pk; session.create(); sessions.append(session.session_key)
answer = {"meeting": meeting.pk, "sessions": sessions, "sleepers": [person.pk for person in people[3:]]}
"""
TICK = """
import time
from datetime import timedelta
from cairn.base import clock
from cairn.meetings import verbs
from cairn.meetings.models import Meeting
answer = []
for hours in several:
    clock.stand_still()
    clock.move(timedelta(hours=hours, minutes=5))
    clock.tick(all_now=True)
    answer.append(Meeting.system.get(pk=pk).room.turn)
    patience = time.monotonic() + 90  # a speaker has the present to speak in, not the two hours that pass here at once
    while time.monotonic() < patience:
        held = Meeting.system.get(pk=pk).room.with_piece
        if held is None or held.member in sleepers:
            break
        time.sleep(0.05)
if goes_on:
    clock.stand_still()
    meeting = Meeting.system.get(pk=pk)
    verbs.take(meeting, "go_on", by=meeting.by)
"""
LOOK = """
from cairn.meetings import piece
from cairn.meetings.models import Meeting, RoomEvent, Spoken
meeting = Meeting.system.get(pk=pk)
rows = list(RoomEvent.objects.filter(meeting=meeting))
start = piece.Room(holder=meeting.by_id, rounds=2, guide=meeting.guide_seconds)
room = meeting.room
answer = {
    "turn": room.turn, "numbers": [row.number for row in rows], "replays": piece.play(start, [row.as_event() for row in rows]) == room,
    "said": [row.text for row in Spoken.system.filter(meeting=meeting)], "kinds": [row.kind for row in rows if row.by == 0],
}
"""


class Speakers(threading.Thread):
    """Three of the five take the turns that come to them, by the pages' own forms, five paragraphs each; every form
    is sent again until it is acknowledged. The other two sleep."""

    def __init__(self, live_cairn, settled):
        super().__init__(daemon=True)
        self.room, self.ending, self.said = f"/meetings/{settled['meeting']}/room", threading.Event(), []
        self.writers = [Writer(n, live_cairn.port, session, 0, self.ending) for n, session in enumerate(settled["sessions"][:3])]
        self.count = 0

    def run(self):
        while not self.ending.is_set():
            before = len(self.said)
            for writer in self.writers:
                self.count += 1
                self.act(writer, "accept")
                for paragraph in range(5):
                    if not self.speak(writer, f"Said {self.count}, {paragraph}.", "finish" if paragraph == 4 else ""):
                        break
            real.sleep(0.05 if len(self.said) > before else 0.5)

    def act(self, writer, what):
        writer.send(f"{self.room}/act", {"act": what, "once": f"{what}{self.count}"})

    def speak(self, writer, words, then) -> bool:
        """Whether they were taken: then the page leads on; else they stay in the box."""
        try:
            writer.send(f"{self.room}/say", {"text": words, "then": then, "once": words})
        except AssertionError as kept:
            assert "/say', 200)" in str(kept), kept
            return False
        self.said.append(words)
        return True


def test_a_day_and_a_night_with_kill_minus_nine_lose_and_double_nothing_and_the_piece_still_moves(live_cairn):
    """The server serves in the present; the clock's work of each second hour is done beside it."""
    settled = live_cairn.run(SETTLE)
    speakers, rested = Speakers(live_cairn, settled), []
    speakers.start()
    for several in (range(2, 10, 2), range(10, 18, 2), range(18, 26, 2)):
        goes_on = several[-1] < 24
        rested += live_cairn.run(TICK, pk=settled["meeting"], sleepers=settled["sleepers"], several=list(several), goes_on=goes_on)
        if goes_on:
            before, until = len(speakers.said), real.monotonic() + 20
            while speakers.is_alive() and len(speakers.said) < before + 2 and real.monotonic() < until:
                real.sleep(0.01)
            live_cairn.kill()
            live_cairn.start()
        assert speakers.is_alive(), live_cairn.log[-3000:]
    speakers.ending.set()
    speakers.join(60)
    assert not speakers.is_alive()

    found = live_cairn.run(LOOK, pk=settled["meeting"])
    assert len(speakers.said) >= 20 and sum(writer.tried_again for writer in speakers.writers) > 0  # there was something to lose
    assert set(speakers.said) <= set(found["said"]), "lost"
    assert len(found["said"]) == len(set(found["said"])), "doubled"
    assert found["replays"] and found["numbers"] == list(range(1, len(found["numbers"]) + 1))
    assert found["kinds"].count("later") >= 3 and len(set(rested)) >= 6, "the piece moves on where nobody takes it"
