from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class Proposed(Happening):
    """Two might be buddies: each was proposed to the other. Pairs of (member's id, proposal's id)."""

    to: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class BuddiesMet(Happening):
    """Both said yes. `one_id` is the smaller."""

    pair_id: int
    one_id: int
    other_id: int


@dataclass(frozen=True, slots=True)
class BuddyEnded(Happening):
    """Past taking back: what either told the other as a buddy is closed to them. Told inside the act."""

    one_id: int
    other_id: int
