"""Notice: something a member should know, gathered, without anybody's words."""

from django.conf import settings
from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id


class NoticeQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()

    def fresh(self):
        return self.filter(read_at=None)


class Notice(models.Model):
    """One line in a member's gathered list. `kind` picks the words, `about` the noun's id.

    The same kind about the same noun is one notice however often it happens; it only moves up.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    about = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    objects = guarded(NoticeQuerySet)
    system = system(NoticeQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["member", "kind", "about"], name="notice_once")]
        indexes = [models.Index(fields=["member", "-at"], name="notice_recent")]
