"""What happened to small victories, and the lines they bring."""

from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class VictoryShown(Happening):
    """Told to these members themselves, as a buddy is told."""

    victory_id: int
    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Recognised(Happening):
    recognition_id: int
