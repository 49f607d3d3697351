"""What happened as a circle closes."""

from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class ClosingMoved(Happening):
    """`what`: begun, soon, stopped, closed; `to`: ids of who hears of it."""

    closing_id: int
    what: str
    to: tuple[int, ...]
