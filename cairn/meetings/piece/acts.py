"""What an act would set in motion: the events of it, or Refused. Nothing is changed here."""

from dataclasses import dataclass

from cairn.meetings.piece.events import play
from cairn.meetings.piece.room import (
    CLOSED, FLOOR, GATHERING, OFFERED, OPENING, PASSED, QUIET, ROUND, SILENCE, SPEAKING, SPOKE, WAITING, Event, Refused,
    Room, Stale,
)


def decide(room: Room, act: str, *, by: int, at: int, about: int = 0, value: int = 0, seen: int | None = None, may_hold: bool = False) -> list[Event]:
    """The events of `act`, or Refused. `seen` is the turn its form was opened at, where the act depends on
    it; `may_hold` says that `by` may hold this meeting (facilitator, co-facilitator, stand-in)."""
    if room.phase == CLOSED:
        raise Refused("closed")
    return _ACTS[act](room, _Act(by, at, about, value, seen, may_hold))


@dataclass(frozen=True, slots=True)
class _Act:
    by: int
    at: int
    about: int
    value: int
    seen: int | None
    may_hold: bool

    def event(self, kind: str, about: int = 0, value: int = 0) -> Event:
        return Event(kind, self.by, self.at, about, value)


def _fresh(room: Room, act: _Act) -> None:
    if act.seen is not None and act.seen != room.turn:
        raise Stale


def _need(so: bool, why: str) -> None:
    if not so:
        raise Refused(why)


def _holding(room: Room, act: _Act) -> None:
    _need(act.by == room.holder, "not holding")


def _then_offer(room: Room, events: list[Event], act: _Act) -> list[Event]:
    """After these events the piece goes on to whom it comes next."""
    after = play(room, events)
    following = after.next_up() if after.goes_round and not after.paused and after.with_piece is None else None
    return [*events, act.event("offered", following.member)] if following else events


def _come_in(room, act):
    _need(room.phase != QUIET or room.seat(act.by) is not None, "closed")
    seat, holder_is_back = room.seat(act.by), room.asked != 0 and act.by == room.holder
    if seat and seat.here and not holder_is_back:
        return []
    return _then_offer(room, [_coming(room, act)], act)


def _coming(room, act) -> Event:
    """The first time beside `about`, where they are in the ring; afterwards everybody finds their own place."""
    if room.seat(act.by) is None and room.seat(act.about) is not None:
        return act.event("came beside", act.about, act.value)
    return act.event("came", act.by, act.value)


def _step_out(room, act):
    seat = room.seat(act.by)
    _need(seat is not None and seat.here, "not here")
    return _then_offer(room, [act.event("stepped out", act.by)], act)


def _listen(room, act):
    """Say that one only listens (value 1), or would take a turn after all (value 0)."""
    seat = room.seat(act.by)
    _need(seat is not None and seat.here, "not here")
    return _then_offer(room, [act.event("listens", act.by, 1 if act.value else 0)], act)


def _go_on(room, act):
    """To what follows: the opening, each round, the closing."""
    _holding(room, act)
    _fresh(room, act)
    _need(room.phase in (GATHERING, OPENING, ROUND), "nothing follows")
    if room.phase == GATHERING:
        return _then_offer(room, [act.event("began opening")], act)
    if room.round < room.rounds:
        return _then_offer(room, [act.event("began round", value=room.round + 1)], act)
    return _then_offer(room, [act.event("began closing")], act)


def _begin_closing(room, act):
    _holding(room, act)
    _fresh(room, act)
    _need(room.phase in (OPENING, ROUND, FLOOR), "nothing to close")
    return _then_offer(room, [act.event("began closing")], act)


def _end(room, act):
    """The last word was said (or a slow meeting's days are over): the quiet room is open for a while."""
    _need(act.by in (0, room.holder), "not holding")
    _fresh(room, act)
    _need(not room.is_over, "closed")
    return [act.event("ended")]


def _accept(room, act):
    _fresh(room, act)
    seat = room.seat(act.by)
    _need(seat is not None and seat.turn == OFFERED, "not offered")
    _need(not room.paused, "paused")
    return [act.event("accepted", act.by)]


def _pass_turn(room, act):
    """Pass by without remark: the piece offered, or one's turn before it comes."""
    seat = room.seat(act.by)
    _need(seat is not None and seat.here and room.goes_round and seat.turn in (OFFERED, SPEAKING, WAITING), "nothing to pass")
    return _then_offer(room, [act.event("passed", act.by)], act)


def _take_back(room, act):
    """A pass can be taken back until the round ends."""
    seat = room.seat(act.by)
    _need(seat is not None and room.goes_round and seat.turn == PASSED, "nothing to take back")
    return _then_offer(room, [act.event("took back", act.by)], act)


def _in_a_moment(room, act):
    """Not just now: the next one goes first."""
    _fresh(room, act)
    seat = room.seat(act.by)
    _need(seat is not None and seat.turn == OFFERED, "not offered")
    if room.next_up() is None:
        raise Refused("nobody else waits")
    return _then_offer(room, [act.event("in a moment", act.by)], act)


def _later(room, act):
    """Go to the end of the order, before the piece comes or when it does."""
    seat = room.seat(act.by)
    _need(seat is not None and seat.here and room.goes_round and seat.turn in (WAITING, OFFERED), "nothing to put off")
    if seat.turn == OFFERED and room.next_up() is None:
        raise Refused("nobody else waits")
    return _then_offer(room, [act.event("later", act.by)], act)


def _finish(room, act):
    _fresh(room, act)
    seat = room.seat(act.by)
    _need(seat is not None and seat.turn == SPEAKING, "not speaking")
    return _then_offer(room, [act.event("finished", act.by)], act)


def _longer(room, act):
    """A little longer: for oneself, or given by whoever holds the meeting."""
    _fresh(room, act)
    _need(room.speaker is not None, "nobody speaks")
    _need(act.by in (room.speaker.member, room.holder), "not holding")
    return [act.event("longer", room.speaker.member, max(30, room.guide // 2))]


def _offer(room, act):
    """Offer the piece to somebody: the facilitator can always overrule the order."""
    _holding(room, act)
    _fresh(room, act)
    seat = room.seat(act.about)
    _need(room.goes_round and not room.paused, "no round")
    _need(seat is not None and seat.here and seat.turn in (WAITING, PASSED, SPOKE), "cannot be offered")
    return [*_put_down(room, act), act.event("offered", act.about)]


def _pass_on(room, act):
    """Bring the piece on to the next, whoever has it."""
    _holding(room, act)
    _fresh(room, act)
    _need(room.goes_round and not room.paused and (room.with_piece is not None or room.next_up() is not None), "nobody waits")
    return _then_offer(room, _put_down(room, act), act)


def _put_down(room, act) -> list[Event]:
    """Whoever speaks has spoken; whom it was offered to is asked again at the end. Nobody is skipped."""
    held = room.with_piece
    if held is None:
        return []
    return [act.event("finished" if held.turn == SPEAKING else "later", held.member)]


def _move(room, act):
    """One place sooner (value -1) or later (value 1) in the order, among those who still wait."""
    _holding(room, act)
    seat = room.seat(act.about)
    _need(seat is not None and seat.turn == WAITING and act.value in (-1, 1), "cannot be moved")
    return [act.event("moved", act.about, act.value)]


def _hold_silence(room, act):
    _holding(room, act)
    _need(room.phase not in (GATHERING, QUIET), "no round")
    return [act.event("silence", value=act.at + SILENCE)]


def _end_silence(room, act):
    """By whoever holds the meeting, or by the clock when its minute is over."""
    _need(act.by in (0, room.holder), "not holding")
    _need(room.silence_until > 0, "no silence")
    return [act.event("silence", value=0)]


def _open_floor(room, act):
    _holding(room, act)
    _fresh(room, act)
    _need(room.phase in (OPENING, ROUND) and not room.paused, "no round")
    return [*_put_down(room, act), act.event("floor opened")]


def _close_floor(room, act):
    _holding(room, act)
    _fresh(room, act)
    _need(room.phase == FLOOR, "floor is closed")
    return _then_offer(room, [act.event("floor closed")], act)


def _pause(room, act):
    _holding(room, act)
    _need(not room.paused and not room.is_over, "paused")
    return [act.event("paused")]


def _resume(room, act):
    _holding(room, act)
    _need(room.paused, "not paused")
    return _then_offer(room, [act.event("resumed")], act)


def _step_aside(room, act):
    _holding(room, act)
    seat = room.seat(act.about)
    _need(seat is not None and seat.here and act.about != room.holder, "not here")
    return [act.event("stepped aside", act.about)]


def _come_back(room, act):
    _need(room.aside and act.by in (room.holder, room.aside), "nobody aside")
    return [act.event("came back", room.aside)]


def _hand_over(room, act):
    """Give the holding to somebody who may hold it and is here."""
    _holding(room, act)
    seat = room.seat(act.about)
    _need(act.value == 1 and seat is not None and seat.here and act.about != room.holder, "cannot hold")
    return [act.event("held by", act.about)]


def _hold(room, act):
    """Take the holding: asked by the clock when the holder is gone, or while the holder is not in the room."""
    _need(act.may_hold or act.by == room.asked, "cannot hold")
    _need(room.asked != 0 or _is_away(room, room.holder), "is held")
    if act.by == room.holder:
        return []
    came = [] if (seat := room.seat(act.by)) and seat.here else [act.event("came", act.by)]
    return [*came, act.event("held by", act.by)]


def _is_away(room: Room, member: int) -> bool:
    seat = room.seat(member)
    return seat is None or not seat.here


def _ask_second(room, act):
    """The clock's: the holder has been gone for ten minutes, and `about` is asked to hold it."""
    _need(act.by == 0 and room.asked != act.about and not room.is_over, "is held")
    return [act.event("second asked", act.about)]


def _close_unheld(room, act):
    """The clock's: nobody is there to hold it, so it closes kindly."""
    _need(act.by == 0 and not room.is_over, "closed")
    return [act.event("closed unheld")]


def _close(room, act):
    """The clock's: the quiet room has been open for its ten minutes."""
    _need(act.by == 0 and room.phase == QUIET, "not over")
    return [act.event("closed")]


def _nudge_on(room, act):
    """The clock's, in a slow meeting: the soft time of an offer or a turn is long over. `value` 1: whoever
    speaks has said something, so their turn is finished; else it comes back to them at the end, and where
    nobody else waits it goes by."""
    _fresh(room, act)
    _need(act.by == 0 and room.goes_round and not room.paused and room.with_piece is not None, "nobody waits")
    held = room.with_piece
    if held.turn == SPEAKING and act.value:
        return _then_offer(room, [act.event("finished", held.member)], act)
    return _then_offer(room, [act.event("later" if room.next_up() else "passed", held.member)], act)


_ACTS = {
    "come_in": _come_in, "step_out": _step_out, "listen": _listen,
    "go_on": _go_on, "begin_closing": _begin_closing, "end": _end,
    "accept": _accept, "pass_turn": _pass_turn, "take_back": _take_back, "in_a_moment": _in_a_moment, "later": _later,
    "finish": _finish, "longer": _longer,
    "offer": _offer, "pass_on": _pass_on, "move": _move,
    "hold_silence": _hold_silence, "end_silence": _end_silence, "open_floor": _open_floor, "close_floor": _close_floor,
    "pause": _pause, "resume": _resume, "step_aside": _step_aside, "come_back": _come_back,
    "hand_over": _hand_over, "hold": _hold,
    "ask_second": _ask_second, "close_unheld": _close_unheld, "close": _close, "nudge_on": _nudge_on,
}
ACTS = tuple(_ACTS)
