"""The bare facts between two members."""

from django.db import models
from django.db.models import F, Q

from cairn.base import clock
from cairn.base.sealed import SealedText
from cairn.members.models.member import Member


class Block(models.Model):
    """Silent and symmetric: neither sees the other, and nobody is told."""

    blocker = models.ForeignKey(Member, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(Member, models.CASCADE, related_name="blocked_by")
    # By which name they were known where it was done: another name they have elsewhere stays theirs to tell.
    seen_as = SealedText(owner="blocked_id", null=True)
    at = models.DateTimeField(default=clock.now)

    @property
    def name(self) -> str:
        return self.seen_as or self.blocked.name or ""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="block_once"),
            models.CheckConstraint(condition=~Q(blocker=F("blocked")), name="block_another"),
        ]


class ApartQuerySet(models.QuerySet):
    def hiding_words(self):
        """Mutes, and breaks that are not over."""
        return self.filter(Q(kind=Apart.MUTE) | Q(kind=Apart.BREAK, until__gt=clock.now()))


class Apart(models.Model):
    """What one member wants of another short of a block; silent, and nobody else's.

    mute: the other's words are not shown to `member`. break: the same for both, until a date. restrict: what the
    other answers to `member` is seen by the two of them alone until `member` lets it be seen.
    """

    MUTE, BREAK, RESTRICT = "mute", "break", "restrict"

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    seen_as = SealedText(owner="other_id", null=True)  # as in Block
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    objects = ApartQuerySet.as_manager()

    @property
    def name(self) -> str:
        return self.seen_as or self.other.name or ""

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
