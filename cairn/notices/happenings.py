from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class NoticesGiven(Happening):
    """Something is new in the list of each of these members."""

    member_ids: tuple[int, ...]
