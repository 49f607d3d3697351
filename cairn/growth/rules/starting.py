"""Letters to somebody starting out: whose they are, and who is starting out."""

from datetime import timedelta

from cairn.base import clock
from cairn.base.rates import Limit
from cairn.members.rules import is_paused

UNDO_FOR = timedelta(minutes=10)
STARTING_OUT = timedelta(days=30)
A_DAY = timedelta(days=1)  # after one was turned aside
TELLING = Limit("starting letters", 6, timedelta(hours=24))


def is_starting_out(member) -> bool:
    return member.welcomed_at is not None and member.welcomed_at > clock.now() - STARTING_OUT


def is_kept_or_told(letter) -> bool:
    return letter.withdrawn_at is None


def may_change(member, letter) -> bool:
    return letter.member_id == member.pk and letter.withdrawn_at is None


def may_tell(member) -> bool:
    return member.is_here and not is_paused(member)


def may_bring_back(member, letter) -> bool:
    return letter.member_id == member.pk and letter.withdrawn_at is not None and letter.withdrawn_at > clock.now() - UNDO_FOR
