"""Questions about doors and letters. Every one takes the member who asks."""

from cairn.bonds.queries.letters.evidence import door_as_it_stands, letter_as_it_stands
from cairn.bonds.queries.letters.knocking import At, Between, at_door, between, buddies_to_write_to, knocks_left, places_to_knock
from cairn.bonds.queries.letters.threads import DoorRow, LetterLine, Thread, door_for, doors_of, letter_for, own_door, thread

__all__ = [
    "At", "Between", "DoorRow", "LetterLine", "Thread", "at_door", "between", "buddies_to_write_to", "door_as_it_stands", "door_for", "doors_of",
    "knocks_left", "letter_as_it_stands", "letter_for", "own_door", "places_to_knock", "thread",
]
