"""Listener, Ask and Wave: how a share finds somebody who listens."""

from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.members.models import Member
from cairn.shares.models import Share


class Listener(models.Model):
    """A member who has offered to be asked to listen, with their own limit a week."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="listener")
    weekly_limit = models.PositiveSmallIntegerField(default=3)
    since = models.DateTimeField(default=clock.now)
    resting_until = models.DateTimeField(null=True)


class Wave(models.Model):
    """One told share looking for listeners: how many waves went out, and when the next is due.

    `due_at` is None when there is nothing left to do: it was heard or withdrawn.
    """

    share = models.OneToOneField(Share, models.CASCADE, primary_key=True, related_name="wave")
    number = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(default=clock.now)
    asleep_until = models.DateTimeField(null=True)  # the last wave met quiet hours; the first of them ends then
    due_at = models.DateTimeField(null=True, db_index=True)
    brought_at = models.DateTimeField(null=True)  # shown first on the facilitator's desk

    objects = models.Manager()


class AskQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """The asks made of this member, for shares they may still see."""
        return self.filter(listener=member, share__in=Share.objects.seen_by(member)).scoped()

    def open(self):
        return self.filter(declined_at=None, answered_at=None, share__heard_at=None, share__withdrawn_at=None)


class Ask(models.Model):
    """One listener asked to hear one share."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    share = models.ForeignKey(Share, models.CASCADE, related_name="asks")
    listener = models.ForeignKey(Member, models.CASCADE, related_name="asks")
    wave = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)
    shared_topic = models.BigIntegerField(null=True)  # the experience both know, for "why was I asked?"
    declined_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = guarded(AskQuerySet)
    system = system(AskQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["share", "listener"], name="ask_once")]
        indexes = [models.Index(fields=["listener", "at"], name="ask_of_listener")]
