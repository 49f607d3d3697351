"""The bare facts between two members."""

from django.db import models
from django.db.models import F, Q

from cairn.base import clock
from cairn.members.models.member import Member


class Block(models.Model):
    """Silent and symmetric: neither sees the other, and nobody is told."""

    blocker = models.ForeignKey(Member, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Member, models.CASCADE, related_name="blocked_by")
    # Blocked at a share shown as "someone": the blocker was never shown who it is, also not in their list.
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="block_another"),
        ]


class Buddy(models.Model):
    """Two members who both said yes. `one` has the smaller id."""

    one = models.ForeignKey(Member, models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], condition=Q(ended_at=None), name="buddy_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="buddy_ordered"),
        ]
