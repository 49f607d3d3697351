"""Somebody leaves the space: what they told is taken back, and brought back when they change their mind.

It is taken back at the moment when they will be erased, which lies ahead: nobody sees it from now on, and
clear_withdrawn() lets it be until then. Where that moment is put off, so is this. Their answers to others stand until that moment.
"""

from cairn.base.happenings import tell as let_know
from cairn.live.verbs import record_each
from cairn.members.models import Member
from cairn.shares.happenings import AllBroughtBack, AllWithdrawn
from cairn.shares.models import Share, stream_of


def take_all_back(left) -> None:
    member = Member.objects.get(pk=left.member_id)
    _set(Share.system.by(member).told(), member.erase_at, "withdrawn", AllWithdrawn)


def take_back_for_longer(put_off) -> None:
    """Nothing changes for anybody who looks."""
    member = Member.objects.get(pk=put_off.member_id)
    _taken_back_by_leaving(member).update(withdrawn_at=member.erase_at)


def bring_all_back(stayed) -> None:
    """What they had taken back themselves stays so."""
    member = Member.objects.get(pk=stayed.member_id)
    _set(_taken_back_by_leaving(member), None, "edited", AllBroughtBack)


def _taken_back_by_leaving(member):
    """Since they went they can take back nothing themselves: a later moment is the one that lay ahead. By being later,
    not by being the moment at which they will be erased now, so that none is missed where that one alone was moved."""
    return Share.system.by(member).filter(withdrawn_at__gt=member.left_at)


def _set(shares, withdrawn_at, kind: str, happening) -> None:
    """All at once, as somebody may have told many."""
    ids = list(shares.order_by("pk").values_list("pk", flat=True))
    Share.system.filter(pk__in=ids).update(withdrawn_at=withdrawn_at)
    record_each([stream_of(pk) for pk in ids], kind)
    let_know(happening(tuple(ids)))
