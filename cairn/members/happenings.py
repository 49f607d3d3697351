from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class CameIn(Happening):
    """Somebody signed up; `waiting` when a coordinator has yet to let them in."""

    member_id: int
    waiting: bool


@dataclass(frozen=True, slots=True)
class LetIn(Happening):
    member_id: int


@dataclass(frozen=True, slots=True)
class Blocked(Happening):
    blocker_id: int
    blocked_id: int
