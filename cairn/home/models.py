"""What a member takes along: made when they ask for it, kept for a week."""

from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.members.models import Member


class AlongQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()


class Along(models.Model):
    """A member's own words in one zip file, sealed with their key. In no backup: it can be made again."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="+")
    sealed = models.BinaryField()  # crypto.seal, bound to table and member
    made_at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(db_index=True)

    objects = guarded(AlongQuerySet)
    system = system(AlongQuerySet)

    class Meta:
        base_manager_name = "system"
