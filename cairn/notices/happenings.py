from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class NoticeGiven(Happening):
    """Something is new in this member's list, or nothing is any more."""

    member_id: int
