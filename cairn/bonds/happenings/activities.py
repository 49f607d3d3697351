"""What happened to something to do together."""

from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class ActivityMoved(Happening):
    """`what`: proposed, changed, cancelled, place (one is free), soon, over; `to`: ids of who hears of it."""

    activity_id: int
    what: str
    to: tuple[int, ...]
