"""Notice: something a member should know, gathered, without anybody's words; and how it may reach them outside."""

from django.conf import settings
from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText


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


class Rhythm(models.Model):
    """How a member wants to be reached while they are not here. Nothing leaves the house unless they chose it."""

    DAILY, WEEKLY = "daily", "weekly"

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="rhythm")
    asks_by_mail = models.BooleanField(default=False)  # "somebody here could use a listener"
    asks_by_push = models.BooleanField(default=False)
    gathering = models.CharField(max_length=6, default="")  # "", daily, weekly: by mail
    gathering_hour = models.PositiveSmallIntegerField(default=18)  # local
    gathering_due_at = models.DateTimeField(null=True, db_index=True)
    bounces = models.PositiveSmallIntegerField(default=0)  # in a row
    mail_off_at = models.DateTimeField(null=True)  # letters came back: none are sent until they say so


class PushPlace(models.Model):
    """One browser that agreed to be woken (Web Push)."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="push_places")
    endpoint = SealedText(owner="member_id")
    digest = models.CharField(max_length=64, unique=True)  # of the endpoint
    keys = SealedText(owner="member_id")  # JSON: p256dh, auth
    device = models.CharField(max_length=40, default="")  # "Firefox on Android"
    made_at = models.DateTimeField(default=clock.now)


class Outgoing(models.Model):
    """One wordless message that leaves the house, by mail or push: a row with a due time, so none is lost."""

    MAIL, PUSH = "mail", "push"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    by = models.CharField(max_length=4)
    kind = models.CharField(max_length=40)
    about = models.BigIntegerField(default=0)
    made_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(null=True, db_index=True)  # None: sent or given up
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "by", "kind", "about"], name="outgoing_once")]
