"""What each event makes of a room. A meeting's log played through `apply` gives its room again."""

from dataclasses import replace

from cairn.meetings.piece.room import (
    CLOSED, CLOSING, OFFERED, OPENING, PASSED, QUIET, ROUND, SPEAKING, SPOKE, WAITING, FLOOR, Event, Room, Seat,
)

WAITED_COUNTS = 0.15  # hearing.md, "voice in a meeting": next = argmin(spoken - .15 * waited)


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
