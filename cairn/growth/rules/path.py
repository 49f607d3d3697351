"""The path is its member's alone: what they laid, what they left aside, and for how long either can be undone."""

from datetime import timedelta

from cairn.base import clock
from cairn.growth.models.path import stone_mark

UNDO_FOR = timedelta(minutes=10)


def own_mark(stone) -> str:
    """The mark of a stone that was not found but laid: it marks nothing but itself."""
    return stone_mark(stone.member_id, f"own:{stone.pk}")


def is_own(stone) -> bool:
    return stone.mark == own_mark(stone)


def may_change(member, stone) -> bool:
    return stone.member_id == member.pk and stone.accepted_at is not None and stone.gone_at is None


def may_bring_back(member, stone) -> bool:
    return stone.member_id == member.pk and stone.gone_at is not None and stone.gone_at > clock.now() - UNDO_FOR


def may_offer_again(stone) -> bool:
    """A few minutes after it was kept or left aside; then it stands."""
    since = stone.accepted_at or stone.declined_at
    return since is not None and since > clock.now() - UNDO_FOR
