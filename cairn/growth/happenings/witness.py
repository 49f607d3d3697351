from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class WitnessMoved(Happening):
    """`to` (a member's id) should hear `what`: "invited" or "written"."""

    witness_id: int
    what: str
    to: int
