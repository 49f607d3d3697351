"""The talking piece: what a meeting is at a moment, and what each act makes of it.

Pure functions over frozen values: nothing here reads the database or the clock. `decide` (acts.py) says what an
act would set in motion, a list of Event, or raises Refused; `apply` (events.py) makes the next Room of one Event;
a meeting's log played through it gives its Room (room.py) again. The same grammar serves a live meeting and a
slow one.
"""

from cairn.meetings.piece.acts import ACTS, decide
from cairn.meetings.piece.events import WAITED_COUNTS, apply, in_order, play
from cairn.meetings.piece.room import (
    CLOSED, CLOSING, FLOOR, GATHERING, OFFERED, OPENING, PASSED, QUIET, QUIET_ROOM, ROUND, ROUNDS, SILENCE, SPEAKING, SPOKE,
    WAITING, Event, Refused, Room, Seat, Stale, as_data, from_data, may_speak,
)

__all__ = [
    "ACTS", "CLOSED", "CLOSING", "FLOOR", "GATHERING", "OFFERED", "OPENING", "PASSED", "QUIET", "QUIET_ROOM", "ROUND", "ROUNDS",
    "SILENCE", "SPEAKING", "SPOKE", "WAITED_COUNTS", "WAITING", "Event", "Refused", "Room", "Seat", "Stale", "apply", "as_data",
    "decide", "from_data", "in_order", "may_speak", "play",
]
