from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class Asked(Happening):
    """Somebody was asked to hear these shares, or they were brought to a desk: how it goes has changed."""

    share_ids: tuple[int, ...]
