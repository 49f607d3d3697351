"""Somebody leaves the space: nobody waits for them to listen, and nobody is asked to listen to them."""

from cairn.base import clock
from cairn.hearing.models import Ask, Wave
from cairn.hearing.verbs import put_down
from cairn.members.models import Member


def put_down_who_left(left) -> None:
    """Whoever waits for them is heard by somebody else."""
    put_down(Member.objects.get(pk=left.member_id))


def end_all_hearing(withdrawn) -> None:
    """Their own shares look for nobody any more. When they come back, the clock finds what still waits."""
    live = Wave.objects.filter(share__in=withdrawn.share_ids, due_at__isnull=False)
    Ask.system.filter(share__in=live.values("share")).open().update(closed_at=clock.now())
    live.update(due_at=None, asleep_until=None)
