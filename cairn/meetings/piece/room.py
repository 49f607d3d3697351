"""What a meeting is at a moment: frozen values, and the plain data they are kept as. Times are whole seconds
since 1970 (UTC), members are ids, and no words of anybody's are in here."""

from dataclasses import dataclass

GATHERING, OPENING, ROUND, FLOOR, CLOSING, QUIET, CLOSED = "gathering", "opening", "round", "floor", "closing", "quiet", "closed"
ROUNDS = (OPENING, ROUND, CLOSING)  # in these the piece goes round
WAITING, OFFERED, SPEAKING, SPOKE, PASSED = "waiting", "offered", "speaking", "spoke", "passed"

SILENCE = 60  # seconds
QUIET_ROOM = 600


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


def may_speak(room: Room, member: int, at: int) -> bool:
    """Whose words are taken now: who has the piece; anybody here while the floor is open; whoever holds the
    meeting while nobody has the piece. Nobody in a silence or a pause."""
    seat = room.seat(member)
    if seat is None or not seat.here or room.paused or room.is_silent(at) or room.is_over:
        return False
    if seat.turn == SPEAKING or room.phase == FLOOR:
        return True
    return member == room.holder and room.with_piece is None


def as_data(room: Room) -> dict:
    """Plain JSON; from_data gives the room again."""
    fields = {name: getattr(room, name) for name in _FIELDS}
    return fields | {"seats": [[getattr(seat, name) for name in _SEAT] for seat in room.seats]}


def from_data(data: dict) -> Room:
    seats = tuple(Seat(**dict(zip(_SEAT, values, strict=True))) for values in data["seats"])
    return Room(**{**{name: data[name] for name in _FIELDS}, "seats": seats})


_SEAT = tuple(Seat.__dataclass_fields__)
_FIELDS = tuple(name for name in Room.__dataclass_fields__ if name != "seats")
