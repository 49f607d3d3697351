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


class Apart(models.Model):
    """What one member wants of another short of a block; silent, and nobody else's.

    mute: the other's words are not shown to `member`. break: the same for both, until a date. restrict: what the
    other answers to `member` is seen by the two of them alone until `member` lets it be seen.
    """

    MUTE, BREAK, RESTRICT = "mute", "break", "restrict"

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "other", "kind"], name="apart_once"),
            models.CheckConstraint(condition=~Q(member=F("other")), name="apart_another"),
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
