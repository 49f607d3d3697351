from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class Asked(Happening):
    """Somebody was asked to hear this share, or it was brought to a desk: how it goes has changed."""

    share_id: int
