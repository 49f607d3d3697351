"""What happened between two at a door."""

from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class Knocked(Happening):
    door_id: int


@dataclass(frozen=True, slots=True)
class DoorOpened(Happening):
    """Whom they knocked at has opened."""

    door_id: int


@dataclass(frozen=True, slots=True)
class LetterWritten(Happening):
    door_id: int
    letter_id: int


@dataclass(frozen=True, slots=True)
class LetterTakenBack(Happening):
    """`gone`, or brought back again."""

    door_id: int
    letter_id: int
    gone: bool
