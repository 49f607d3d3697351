"""The talking piece, as pure functions: whatever people do in whatever order, the room stays a legal one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cairn.meetings import piece
from cairn.meetings.piece import (
    CLOSED, CLOSING, FLOOR, GATHERING, OFFERED, OPENING, PASSED, QUIET, ROUND, SPEAKING, SPOKE, WAITING, Refused, Room, Stale,
    decide, from_data, as_data, may_speak, play,
)

MARL, WREN, DELL, JUNO = 1, 2, 3, 4


class Table:
    """A room that acts are tried on, with its log."""

    def __init__(self, rounds=2, holder=MARL):
        self.start = self.room = Room(holder=holder, rounds=rounds, guide=180)
        self.log, self.now = [], 1_000

    def do(self, act, by, **more):
        self.now += more.pop("after", 10)
        events = decide(self.room, act, by=by, at=self.now, **more)
        self.log += events
        self.room = play(self.room, events)
        return events

    def gathered(self, *people):
        for person in people or (MARL, WREN, DELL, JUNO):
            self.do("come_in", person)
        return self

    def at_round(self, *people):
        self.gathered(*people)
        self.do("go_on", MARL)
        self.do("go_on", MARL)
        return self

    def turn(self, member):
        return self.room.seat(member).turn


@pytest.fixture
def table():
    return Table()


def test_the_piece_goes_round_and_everybody_has_had_it(table):
    table.gathered()
    table.do("go_on", MARL)
    assert table.room.phase == OPENING
    for _turn in range(4):
        who = table.room.with_piece.member
        table.do("accept", who)
        table.do("finish", who)
    assert [seat.turn for seat in table.room.seats] == [SPOKE] * 4 and table.room.with_piece is None
    assert table.room.phase == OPENING  # the facilitator says when the next round begins


def test_a_pass_moves_on_without_remark_and_can_be_taken_back_until_the_round_ends(table):
    table.at_round()
    first = table.room.with_piece.member
    table.do("pass_turn", first)
    assert table.turn(first) == PASSED and table.room.with_piece.member != first
    table.do("take_back", first)
    assert table.turn(first) == WAITING and table.room.seats[-1].member == first
    table.do("go_on", MARL)
    with pytest.raises(Refused):
        table.do("take_back", first)


def test_one_may_pass_before_the_piece_comes(table):
    table.at_round()
    last = table.room.seats[-1].member
    table.do("pass_turn", last)
    assert table.turn(last) == PASSED and table.room.with_piece.member != last


def test_in_a_moment_lets_the_next_one_go_first(table):
    table.at_round()
    first, second, third = (seat.member for seat in table.room.seats[:3])
    table.do("in_a_moment", first)
    assert table.room.with_piece.member == second and table.room.next_up().member == first
    table.do("accept", second)
    table.do("finish", second)
    assert table.room.with_piece.member == first and table.room.next_up().member == third


def test_whoever_comes_late_joins_the_end(table):
    table.at_round(MARL, WREN, DELL)
    table.do("come_in", JUNO)
    assert table.room.seats[-1].member == JUNO and table.turn(JUNO) == WAITING


def test_a_newcomer_sits_right_after_whoever_welcomes_them_in_every_round(table):
    table.gathered(MARL, DELL, JUNO)
    assert table.do("come_in", WREN, about=DELL)[0].kind == "came beside"
    assert [seat.member for seat in table.room.seats] == [MARL, DELL, WREN, JUNO]
    for _phase in ("opening", "round", "round"):
        table.do("go_on", MARL)
        order = [seat.member for seat in table.room.seats]
        assert order.index(WREN) == order.index(DELL) + 1
        while table.room.with_piece:
            who = table.room.with_piece.member
            table.do("accept", who)
            table.do("finish", who, after=300 if who == WREN else 20)


def test_without_a_welcomer_the_order_would_part_them():
    """The control: the voice rule alone brings whoever spoke long to the end."""
    table = Table()
    table.gathered(MARL, DELL, WREN, JUNO)
    table.do("go_on", MARL)
    while table.room.with_piece:
        who = table.room.with_piece.member
        table.do("accept", who)
        table.do("finish", who, after=300 if who == WREN else 20)
    table.do("go_on", MARL)
    assert table.room.seats[-1].member == WREN


def test_the_piece_does_not_fall_to_a_newcomer_at_the_door(table):
    table.at_round(MARL, DELL, JUNO)
    while table.turn(DELL) != SPOKE:
        who = table.room.with_piece.member
        table.do("accept", who)
        table.do("finish", who)
    table.do("come_in", WREN, about=DELL)
    assert table.room.seats[-1].member == WREN
    table.do("go_on", MARL)
    order = [seat.member for seat in table.room.seats]
    assert order.index(WREN) == order.index(DELL) + 1


def test_beside_somebody_who_is_not_in_the_ring_is_at_the_end(table):
    table.gathered(MARL, JUNO)
    assert table.do("come_in", WREN, about=DELL)[0].kind == "came"
    assert table.room.seats[-1].member == WREN


def test_a_pause_takes_nothing_of_anybodys_time(table):
    table.at_round()
    who = table.room.with_piece.member
    table.do("accept", who)
    table.do("pause", MARL, after=30)
    table.do("resume", MARL, after=5_000)
    assert table.now - table.room.since == 30
    table.do("finish", who, after=20)
    assert table.room.seat(who).spoken == 50


def test_a_turn_that_rests_comes_back_at_the_end_and_counts_for_nothing(table):
    table.at_round()
    first = table.room.with_piece.member
    table.do("accept", first)
    table.do("nudge_on", 0, after=172_800, seen=table.room.turn)
    assert table.turn(first) == WAITING and table.room.seats[-1].member == first
    assert (table.room.seat(first).spoken, table.room.seat(first).turns) == (0, 0)


def test_a_turn_in_which_something_was_said_is_finished_by_the_clock(table):
    table.at_round()
    first = table.room.with_piece.member
    table.do("accept", first)
    table.do("nudge_on", 0, value=1, after=172_800)
    assert table.turn(first) == SPOKE and table.room.with_piece.member != first


def test_where_nobody_else_waits_a_resting_turn_goes_by_and_can_be_taken_back(table):
    table.at_round()
    for _turn in range(3):
        table.do("pass_turn", table.room.with_piece.member)
    last = table.room.with_piece.member
    table.do("accept", last)
    table.do("nudge_on", 0)
    assert table.turn(last) == PASSED and table.room.with_piece is None
    table.do("take_back", last)
    assert table.room.with_piece.member == last


def test_a_dropped_connection_keeps_the_place(table):
    table.at_round()
    order = [seat.member for seat in table.room.seats]
    table.do("come_in", order[2])  # the page is opened again
    assert [seat.member for seat in table.room.seats] == order


def test_whoever_steps_out_with_the_piece_gives_it_on_and_finds_their_place_again(table):
    table.at_round()
    first = table.room.with_piece.member
    other = next(member for member in (WREN, DELL, JUNO) if member != first)
    if first == MARL:
        table.do("pass_turn", MARL)
        first = table.room.with_piece.member
    table.do("step_out", first)
    assert table.room.with_piece.member != first and not table.room.seat(first).here
    table.do("come_in", first)
    assert table.turn(first) == WAITING and other


def test_the_facilitator_brings_the_piece_on_and_nobody_is_skipped(table):
    table.at_round()
    offered = table.room.with_piece.member
    table.do("pass_on", MARL)
    assert table.turn(offered) == WAITING and table.room.seats[-1].member == offered
    speaking = table.room.with_piece.member
    table.do("accept", speaking)
    table.do("pass_on", MARL)
    assert table.turn(speaking) == SPOKE


def test_two_who_pass_on_at_once_pass_once(table):
    table.at_round()
    seen = table.room.turn
    table.do("pass_on", MARL, seen=seen)
    after = table.room
    with pytest.raises(Stale):
        table.do("pass_on", MARL, seen=seen)
    assert table.room == after


def test_accept_after_pass_is_refused_and_changes_nothing(table):
    table.at_round()
    first = table.room.with_piece.member
    seen = table.room.turn
    table.do("pass_turn", first)
    after = table.room
    with pytest.raises(Refused):
        table.do("accept", first, seen=seen)
    assert table.room == after


def test_only_who_holds_it_moves_it(table):
    table.at_round()
    for act in ("go_on", "begin_closing", "end", "pass_on", "hold_silence", "open_floor", "pause"):
        with pytest.raises(Refused):
            table.do(act, WREN)


def test_words_are_taken_from_the_speaker_alone_until_the_floor_is_open(table):
    table.at_round()
    first = table.room.with_piece.member
    table.do("accept", first)
    others = {MARL, WREN, DELL, JUNO} - {first}
    assert may_speak(table.room, first, table.now) and not any(may_speak(table.room, one, table.now) for one in others)
    table.do("open_floor", MARL)
    assert table.room.phase == FLOOR and all(may_speak(table.room, one, table.now) for one in others)
    table.do("close_floor", MARL)
    assert table.room.phase == ROUND and table.room.with_piece is not None


def test_in_a_silence_and_a_pause_nobody_speaks(table):
    table.at_round()
    first = table.room.with_piece.member
    table.do("accept", first)
    table.do("hold_silence", MARL)
    assert not may_speak(table.room, first, table.now) and may_speak(table.room, first, table.now + 61)
    table.do("end_silence", MARL)
    table.do("pause", MARL)
    assert not may_speak(table.room, first, table.now)
    table.do("resume", MARL)
    assert may_speak(table.room, first, table.now) and table.turn(first) == SPEAKING


def test_who_had_it_least_and_waited_longest_comes_first(table):
    table.at_round()
    for seconds in (200, 20, 100, 5):
        who = table.room.with_piece.member
        table.do("accept", who)
        table.do("finish", who, after=seconds)
    spoken = {seat.member: seat.spoken for seat in table.room.seats}
    table.do("go_on", MARL)
    assert table.room.seats[-1].member == max(spoken, key=spoken.get)


def test_the_facilitator_can_overrule_the_order(table):
    table.at_round()
    last = table.room.seats[-1].member
    table.do("move", MARL, about=last, value=-1)
    assert table.room.seats[-1].member != last
    table.do("offer", MARL, about=last)
    assert table.room.with_piece.member == last


def test_who_only_listens_is_not_offered_the_piece_until_they_ask(table):
    table.gathered(MARL, WREN)
    table.do("come_in", DELL, value=1)
    table.do("go_on", MARL)
    for _ in range(2):
        who = table.room.with_piece.member
        assert who != DELL
        table.do("accept", who)
        table.do("finish", who)
    assert table.room.with_piece is None
    table.do("listen", DELL, value=0)
    assert table.room.with_piece.member == DELL


def test_when_the_holder_is_gone_a_second_is_asked_and_takes_it(table):
    table.at_round()
    with pytest.raises(Refused):
        table.do("hold", DELL, may_hold=True)
    table.do("ask_second", 0, about=DELL)
    with pytest.raises(Refused):
        table.do("hold", WREN)
    table.do("hold", DELL)
    assert table.room.holder == DELL and table.room.asked == 0
    table.do("pass_on", DELL)


def test_if_the_holder_comes_back_first_nobody_takes_it(table):
    table.at_round()
    table.do("step_out", MARL)
    table.do("ask_second", 0, about=DELL)
    table.do("come_in", MARL)
    with pytest.raises(Refused):
        table.do("hold", DELL)


def test_it_closes_kindly_when_nobody_can_hold_it(table):
    table.at_round()
    table.do("close_unheld", 0)
    assert table.room.phase == CLOSED and table.room.unheld
    for act in piece.ACTS:
        with pytest.raises(Refused):
            table.do(act, MARL, about=WREN)


def test_after_the_last_word_the_quiet_room_is_open_for_a_while(table):
    table.at_round()
    table.do("begin_closing", MARL)
    assert table.room.phase == CLOSING
    table.do("end", MARL)
    assert table.room.phase == QUIET and table.room.with_piece is None
    table.do("close", 0)
    assert table.room.phase == CLOSED


WHOEVER_HAS_IT = 9
PEOPLE = st.one_of(st.integers(0, 6), st.just(MARL), st.just(WHOEVER_HAS_IT))
STEPS = st.lists(
    st.tuples(st.sampled_from(piece.ACTS), PEOPLE, PEOPLE, st.sampled_from((-1, 0, 1)), st.integers(0, 400), st.booleans(), st.booleans()),
    max_size=80,
)


@settings(max_examples=300, deadline=None)
@given(STEPS, st.integers(0, 4))
def test_any_acts_by_anybody_in_any_order_leave_a_legal_room_and_the_log_gives_it_again(steps, rounds):
    table = Table(rounds=rounds)
    for member in (MARL, WREN, DELL):
        table.do("come_in", member)
    for act, by, about, value, after, may_hold, stale in steps:
        before = table.room
        if by == WHOEVER_HAS_IT:
            by = before.with_piece.member if before.with_piece else MARL
        try:
            table.do(act, by, about=about, value=value, after=after, may_hold=may_hold, seen=before.turn - 1 if stale else before.turn)
        except Refused:
            assert table.room == before
        legal(table.room)
        assert from_data(as_data(table.room)) == table.room
    assert play(table.start, table.log) == table.room


def legal(room):
    held = [seat for seat in room.seats if seat.turn in (OFFERED, SPEAKING)]
    assert len(held) <= 1
    assert not held or room.goes_round and held[0].here and not held[0].listens
    assert len({seat.member for seat in room.seats}) == len(room.seats)
    assert 0 <= room.round <= room.rounds and room.turn >= 0
    assert (room.phase == FLOOR) == bool(room.back_to)
    assert {seat.member for seat in piece.in_order(room.seats, 2_000)} == {seat.member for seat in room.seats}
    assert all(seat.beside == 0 or room.seat(seat.beside) for seat in room.seats)
    assert all(seat.spoken >= 0 for seat in room.seats)
    if room.goes_round and not room.paused and room.with_piece is None:
        assert room.next_up() is None, "somebody waits and is not offered the piece"
    if room.phase in (GATHERING, QUIET, CLOSED):
        assert not held


def test_a_room_whose_piece_is_lost_would_be_noticed():
    """The control: a room in which two hold the piece is not a legal one."""
    two = Room(holder=1, rounds=1, guide=60, phase=ROUND, seats=(piece.Seat(1, SPEAKING), piece.Seat(2, OFFERED)))
    with pytest.raises(AssertionError):
        legal(two)
