"""The talking piece: what a meeting is at a moment, and what each act makes of it.

Pure functions over frozen values: nothing here reads the database or the clock. `decide` says what an act
would set in motion (a list of Event) or raises Refused; `apply` makes the next Room of one Event; a meeting's
log played through `apply` gives its Room again. The same grammar serves a live meeting and a slow one.

Times are whole seconds since 1970 (UTC). Members are ids. No words of anybody's are in here.
"""

from dataclasses import dataclass, replace

GATHERING, OPENING, ROUND, FLOOR, CLOSING, QUIET, CLOSED = "gathering", "opening", "round", "floor", "closing", "quiet", "closed"
ROUNDS = (OPENING, ROUND, CLOSING)  # in these the piece goes round
WAITING, OFFERED, SPEAKING, SPOKE, PASSED = "waiting", "offered", "speaking", "spoke", "passed"

SILENCE = 60  # seconds
QUIET_ROOM = 600
WAITED_COUNTS = 0.15  # hearing.md, "voice in a meeting": next = argmin(spoken - .15 * waited)


class Refused(Exception):
    """The act does not fit the room as it is. `why` is a word for the kind sentence."""

    def __init__(self, why: str):
        self.why = why
        super().__init__(why)


class Stale(Refused):
    """The room went on since the form of this act was opened."""

    def __init__(self):
        super().__init__("stale")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: who did it (0: the clock), about whom, with which number, when."""

    kind: str
    by: int
    at: int
    about: int = 0
    value: int = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in the ring, in speaking order."""

    member: int
    turn: str = WAITING  # in this round
    here: bool = True
    listens: bool = False  # said that they only listen: the piece goes by, and comes when they ask
    spoken: int = 0  # seconds with the piece, all rounds
    turns: int = 0
    passes: int = 0
    since: int = 0  # when they last gave the piece away, or came in
    beside: int = 0  # whose seat theirs follows at the beginning of each round: a newcomer's welcomer


@dataclass(frozen=True, slots=True)
class Room:
    """One meeting at one moment."""

    holder: int
    rounds: int  # between opening and closing
    guide: int  # seconds a turn softly takes
    phase: str = GATHERING
    round: int = 0  # 1 .. rounds
    seats: tuple[Seat, ...] = ()
    turn: int = 0  # counts everything that moves the piece or the phase: what a form was opened with
    since: int = 0  # when the present turn or phase began
    longer: int = 0  # seconds added to this turn
    silence_until: int = 0
    paused: bool = False
    paused_at: int = 0
    aside: int = 0  # with whom the holder has stepped aside
    asked: int = 0  # who was asked to hold it, the holder being gone
    back_to: str = ""  # the phase that the open floor returns to
    unheld: bool = False  # it closed because nobody held it

    def seat(self, member: int) -> Seat | None:
        return next((seat for seat in self.seats if seat.member == member), None)

    @property
    def with_piece(self) -> Seat | None:
        """Who speaks, or was offered the piece."""
        return next((seat for seat in self.seats if seat.turn in (OFFERED, SPEAKING)), None)

    @property
    def speaker(self) -> Seat | None:
        return next((seat for seat in self.seats if seat.turn == SPEAKING), None)

    @property
    def goes_round(self) -> bool:
        return self.phase in ROUNDS

    @property
    def is_over(self) -> bool:
        return self.phase in (QUIET, CLOSED)

    def next_up(self) -> Seat | None:
        """Whom the piece comes to next: the first in the order who is here and has not had it."""
        return next((seat for seat in self.seats if seat.turn == WAITING and seat.here and not seat.listens), None)

    def is_silent(self, at: int) -> bool:
        return at < self.silence_until


# ---- what an act would set in motion


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


def may_speak(room: Room, member: int, at: int) -> bool:
    """Whose words are taken now: who has the piece; anybody here while the floor is open; whoever holds the
    meeting while nobody has the piece. Nobody in a silence or a pause."""
    seat = room.seat(member)
    if seat is None or not seat.here or room.paused or room.is_silent(at) or room.is_over:
        return False
    if seat.turn == SPEAKING or room.phase == FLOOR:
        return True
    return member == room.holder and room.with_piece is None


# ---- what each event makes of the room


def play(room: Room, events) -> Room:
    for event in events:
        room = apply(room, event)
    return room


def apply(room: Room, event: Event) -> Room:
    return _EVENTS[event.kind](room, event)


def _moved_on(room: Room, event: Event, **changes) -> Room:
    return replace(room, turn=room.turn + 1, since=event.at, longer=0, **changes)


def _with(room: Room, seat: Seat) -> Room:
    return replace(room, seats=tuple(seat if one.member == seat.member else one for one in room.seats))


def _at_end(room: Room, seat: Seat) -> Room:
    return replace(room, seats=(*(one for one in room.seats if one.member != seat.member), seat))


def _came(room, event):
    seat, room = room.seat(event.by), _holder_is_back(room, event)
    if seat is None:
        return replace(room, seats=(*room.seats, Seat(event.by, since=event.at, listens=bool(event.value))))
    return _with(room, replace(seat, here=True))


def _holder_is_back(room: Room, event: Event) -> Room:
    """Nobody need hold it in their stead."""
    return replace(room, asked=0) if event.by == room.holder else room


def _came_beside(room, event):
    """Right after the neighbour. Whoever comes when the neighbour's turn is over already joins the end, so
    that the piece does not fall into their hands at the door; the next round brings the two together."""
    neighbour, room = room.seat(event.about), _holder_is_back(room, event)
    seat = Seat(event.by, since=neighbour.since, listens=bool(event.value), beside=neighbour.member)
    if room.goes_round and neighbour.turn != WAITING:
        return replace(room, seats=(*room.seats, seat))
    at = room.seats.index(neighbour) + 1
    return replace(room, seats=(*room.seats[:at], seat, *room.seats[at:]))


def _stepped_out(room, event):
    room = _given_away(room, event, WAITING)
    room = _with(room, replace(room.seat(event.by), here=False))
    return replace(room, aside=0) if event.by in (room.aside, room.holder) else room


def _given_away(room: Room, event: Event, turn: str, member: int = 0) -> Room:
    """Whoever has the piece gives it away; what they had of it is counted."""
    seat = room.seat(member or event.by)
    if seat.turn == SPEAKING:
        seat = replace(seat, spoken=seat.spoken + max(0, event.at - room.since), turns=seat.turns + 1, since=event.at)
        return _moved_on(_with(room, replace(seat, turn=turn)), event)
    if seat.turn == OFFERED:
        return _moved_on(_with(room, replace(seat, turn=turn)), event)
    return room


def _listens(room, event):
    room = _given_away(room, event, WAITING)
    return _with(room, replace(room.seat(event.by), listens=bool(event.value)))


def _began(phase: str):
    def began(room, event):
        if room.speaker:
            room = _given_away(room, event, SPOKE, room.speaker.member)
        seats = tuple(replace(seat, turn=WAITING) for seat in room.seats)
        room = _moved_on(room, event, phase=phase, round=event.value, silence_until=0, back_to="")
        return replace(room, seats=in_order(seats, event.at))

    return began


def in_order(seats, at: int) -> tuple[Seat, ...]:
    """The voice rule of hearing.md: who has had the piece least, and waited longest, comes first. Whoever
    came beside somebody follows them."""
    by_voice = sorted(seats, key=lambda seat: seat.spoken - WAITED_COUNTS * (at - seat.since))
    here = {seat.member for seat in seats} - {0}
    return tuple(placed for seat in by_voice if seat.beside not in here for placed in _with_neighbours(seat, by_voice))


def _with_neighbours(seat: Seat, by_voice) -> list[Seat]:
    """A neighbour was always there before, so this ends."""
    following = [one for one in by_voice if one.beside and one.beside == seat.member]
    return [seat, *(placed for one in following for placed in _with_neighbours(one, by_voice))]


def _ended(room, event):
    if room.speaker:
        room = _given_away(room, event, SPOKE, room.speaker.member)
    seats = tuple(replace(seat, turn=SPOKE if seat.turn == OFFERED else seat.turn) for seat in room.seats)
    return _moved_on(room, event, phase=QUIET, seats=seats, paused=False, silence_until=0, aside=0, asked=0)


def _closed(room, event):
    return _moved_on(_ended(room, event), event, phase=CLOSED, unheld=event.kind == "closed unheld")


def _offered(room, event):
    return _moved_on(_with(room, replace(room.seat(event.about), turn=OFFERED, listens=False)), event)


def _accepted(room, event):
    return _moved_on(_with(room, replace(room.seat(event.about), turn=SPEAKING)), event)


def _passed(room, event):
    seat = room.seat(event.about)
    if event.by == 0:  # the clock's: it can be taken back, and nothing was said
        return _moved_on(_with(room, replace(seat, turn=PASSED, passes=seat.passes + 1)), event)
    room = _given_away(room, event, SPOKE if seat.turn == SPEAKING else PASSED, seat.member)
    seat = room.seat(event.about)
    return _with(room, replace(seat, turn=PASSED, passes=seat.passes + 1)) if seat.turn != SPOKE else room


def _took_back(room, event):
    return _at_end(room, replace(room.seat(event.about), turn=WAITING))


def _in_a_moment_happened(room, event):
    """Behind the one who comes next."""
    room = _given_away(room, event, WAITING)
    seat, following = room.seat(event.about), None
    rest = [one for one in room.seats if one.member != seat.member]
    for n, one in enumerate(rest):
        if one.turn == WAITING and one.here and not one.listens:
            following = n
            break
    at = len(rest) if following is None else following + 1
    return replace(room, seats=(*rest[:at], seat, *rest[at:]))


def _put_off(room, event):
    before = room.seat(event.about)
    room = _given_away(room, event, WAITING, event.about)
    if event.by == 0:  # a turn that rested in a slow meeting was none: nothing is counted against them
        return _at_end(room, replace(before, turn=WAITING))
    return _at_end(room, room.seat(event.about))


def _finished(room, event):
    return _given_away(room, event, SPOKE, event.about)


def _given_longer(room, event):
    return replace(room, longer=room.longer + event.value)


def _moved(room, event):
    """Past the next one who waits as well, in that direction."""
    seats = list(room.seats)
    here = next(n for n, seat in enumerate(seats) if seat.member == event.about)
    step = 1 if event.value > 0 else -1
    there = next((n for n in range(here + step, len(seats) if step > 0 else -1, step) if seats[n].turn == WAITING), None)
    if there is not None:
        seats[here], seats[there] = seats[there], seats[here]
    return replace(room, seats=tuple(seats))


def _silence(room, event):
    return replace(room, silence_until=event.value)


def _floor_opened(room, event):
    return _moved_on(room, event, phase=FLOOR, back_to=room.phase)


def _floor_closed(room, event):
    return _moved_on(room, event, phase=room.back_to, back_to="")


def _paused(room, event):
    return replace(room, paused=True, paused_at=event.at)


def _resumed(room, event):
    """The turn goes on where it stood: a pause takes nothing of anybody's time."""
    stood = max(0, room.paused_at - room.since)
    return replace(room, paused=False, paused_at=0, since=event.at - stood)


def _stepped_aside(room, event):
    return replace(room, aside=event.about)


def _came_back(room, event):
    return replace(room, aside=0)


def _held_by(room, event):
    """Whoever has the piece keeps it: their turn goes on as it was."""
    return replace(room, holder=event.about or event.by, asked=0, aside=0)


def _second_asked(room, event):
    return replace(room, asked=event.about)


_EVENTS = {
    "came": _came, "came beside": _came_beside, "stepped out": _stepped_out, "listens": _listens,
    "began opening": _began(OPENING), "began round": _began(ROUND), "began closing": _began(CLOSING),
    "ended": _ended, "closed": _closed, "closed unheld": _closed,
    "offered": _offered, "accepted": _accepted, "passed": _passed, "took back": _took_back,
    "in a moment": _in_a_moment_happened, "later": _put_off, "finished": _finished, "longer": _given_longer,
    "moved": _moved, "silence": _silence, "floor opened": _floor_opened, "floor closed": _floor_closed,
    "paused": _paused, "resumed": _resumed, "stepped aside": _stepped_aside, "came back": _came_back,
    "held by": _held_by, "second asked": _second_asked,
}


# ---- kept beside the log, so that a page need not play it


def as_data(room: Room) -> dict:
    """Plain JSON; from_data gives the room again."""
    fields = {name: getattr(room, name) for name in _FIELDS}
    return fields | {"seats": [[getattr(seat, name) for name in _SEAT] for seat in room.seats]}


def from_data(data: dict) -> Room:
    seats = tuple(Seat(**dict(zip(_SEAT, values, strict=True))) for values in data["seats"])
    return Room(**{**{name: data[name] for name in _FIELDS}, "seats": seats})


_SEAT = tuple(Seat.__dataclass_fields__)
_FIELDS = tuple(name for name in Room.__dataclass_fields__ if name != "seats")
