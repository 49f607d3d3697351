"""Witness lines: who may ask for one or write one, and what either comes to know. Nobody learns that a line was not
wanted: whoever asked sees for a month that they have asked, and whoever wrote keeps their own words."""

from datetime import timedelta

from cairn.base import clock
from cairn.base.rates import Limit
from cairn.members.rules import is_paused

UNDO_FOR = timedelta(minutes=10)
ASKED_FOR = timedelta(days=30)  # so long an invitation stands
NOT_AGAIN_FOR = timedelta(days=60)  # the same person is not asked and asked
INVITING = Limit("witness invitations", 10, timedelta(hours=24))
WRITING = Limit("witness lines", 20, timedelta(hours=24))


def may_write_to_others(member) -> bool:
    return member.is_here and not is_paused(member)


def is_open(line) -> bool:
    """Invited, and not answered yet."""
    return line.written_at is None and line.gone_at is None and line.invited_at is not None and line.invited_at > clock.now() - ASKED_FOR


def may_write(member, line) -> bool:
    return line.by_id == member.pk and is_open(line)


def may_accept(member, line) -> bool:
    return line.to_id == member.pk and line.written_at is not None and line.gone_at is None and line.held_at is None


def may_take_back(member, line) -> bool:
    """Whoever wrote it, at any time: it is gone then."""
    return line.by_id == member.pk and line.written_at is not None


def may_bring_back(member, line) -> bool:
    """Whoever put it down, for a few minutes: the writer before it was written, whom it is about afterwards."""
    whose = line.to_id if line.written_at else line.by_id
    return whose == member.pk and line.gone_at is not None and line.gone_at > clock.now() - UNDO_FOR
