"""Letters between two who both opened the door."""

from django.db import models
from django.db.models import F, Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.members.models import Member


class DoorQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Of the two, never across a block, a mute or a break, nor with somebody who has left: of these nothing is
        told, so that none can be told from the others."""
        unheard = member.unheard_ids
        mine = Q(one=member, other__left_at=None) & ~Q(other__in=unheard)
        return self.filter(mine | (Q(other=member, one__left_at=None) & ~Q(one__in=unheard))).scoped()

    def open(self):
        return self.filter(opened_at__isnull=False, closed_at=None)


class Door(models.Model):
    """Between two members; `one` has the smaller id. Somebody knocks; open is when the other opened it too."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    one = models.ForeignKey(Member, models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    circle = models.ForeignKey("cairn.Circle", models.SET_NULL, null=True, related_name="+")  # where they met; their names there
    words = SealedText(owner="asked_by_id", null=True)  # one line with the knock
    asked_at = models.DateTimeField(default=clock.now)
    opened_at = models.DateTimeField(null=True)
    links_at = models.DateTimeField(null=True)  # from then on letters may hold links: both have written for a while
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    objects = guarded(DoorQuerySet)
    system = system(DoorQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], condition=Q(closed_at=None), name="door_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="door_ordered"),
        ]


class LetterQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Of doors one sees; held ones and those taken back only for their writer."""
        doors = Door.objects.seen_by(member).values("pk")
        return self.filter(Q(by=member) | Q(held_at=None, gone_at=None), door__in=doors).scoped()


class Letter(models.Model):
    """A private message. Nobody is told whether it was read."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    door = models.ForeignKey(Door, models.CASCADE, related_name="letters")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    words = SealedText(owner="by_id")
    at = models.DateTimeField(default=clock.now)
    gone_at = models.DateTimeField(null=True)  # taken back by its writer
    held_at = models.DateTimeField(null=True)

    objects = guarded(LetterQuerySet)
    system = system(LetterQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["door", "at"], name="letter_in_order")]
