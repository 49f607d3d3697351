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
class CoordinatorNamed(Happening):
    """One more runs the space."""

    member_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class Blocked(Happening):
    blocker_id: int
    blocked_id: int


@dataclass(frozen=True, slots=True)
class PasswordRemoved(Happening):
    member_id: int


@dataclass(frozen=True, slots=True)
class PasskeyRemoved(Happening):
    member_id: int
    passkey_id: int


@dataclass(frozen=True, slots=True)
class Distanced(Happening):
    """Somebody keeps a little distance from somebody else; `both`: neither is shown the other's words."""

    member_id: int
    other_id: int
    both: bool


@dataclass(frozen=True, slots=True)
class Left(Happening):
    """Somebody left the space; until their time to change their mind is over, nothing of theirs is erased."""

    member_id: int


@dataclass(frozen=True, slots=True)
class Stayed(Happening):
    """They changed their mind, and are back."""

    member_id: int


@dataclass(frozen=True, slots=True)
class ErasingPutOff(Happening):
    """Somebody whose membership was ended will be erased later than was said when they went."""

    member_id: int


@dataclass(frozen=True, slots=True)
class Erased(Happening):
    """Told while their words can still be read for the last time, and inside the same act: each room lets go of
    what is theirs. `answers_stand`: what they answered to others stays, as somebody who has left."""

    member_id: int
    answers_stand: bool
