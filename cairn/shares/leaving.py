"""Somebody leaves the space: what they told is taken back, and brought back when they change their mind.

It is taken back at the moment when they will be erased, which lies ahead: nobody sees it from now on, and
clear_withdrawn() lets it be until then. Their answers to others stand until that moment.
"""

from cairn.live.verbs import record
from cairn.base.happenings import tell as let_know
from cairn.members.models import Member
from cairn.shares.happenings import ShareBroughtBack, ShareWithdrawn
from cairn.shares.models import Share, stream_of


def take_all_back(left) -> None:
    member = Member.objects.get(pk=left.member_id)
    for share in Share.system.by(member).told():
        _set(share, member.erase_at, "withdrawn", ShareWithdrawn(share.pk))


def bring_all_back(stayed) -> None:
    """What they had taken back themselves stays so."""
    member = Member.objects.get(pk=stayed.member_id)
    for share in Share.system.by(member).filter(withdrawn_at=member.erase_at):
        _set(share, None, "edited", ShareBroughtBack(share.pk))


def _set(share, withdrawn_at, kind: str, happening) -> None:
    Share.system.filter(pk=share.pk).update(withdrawn_at=withdrawn_at)
    record(stream_of(share.pk), kind)
    let_know(happening)
