"""Listener, RatherNot, Ask and Wave: how a share finds somebody who listens."""

from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.members.models import Member
from cairn.shares.models import Share


class Listener(models.Model):
    """A member who has offered to be asked to listen, with their own limits, and what was learned about
    them. What was learned is shown to nobody, and is gone when they stop listening."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="listener")
    weekly_limit = models.PositiveSmallIntegerField(default=3)  # shares a week they would listen to
    hours = models.IntegerField(default=0)  # bit h: may be asked in local hour h; 0: whenever it is not quiet
    since = models.DateTimeField(default=clock.now)
    resting_until = models.DateTimeField(null=True)

    # Learned by engine/learning.py from asks and answers alone.
    capacity = models.FloatField(null=True)  # shares a week they can carry; None: as they said
    accepted = models.FloatField(default=0.0)  # asks they answered
    expected = models.FloatField(default=0.0)  # asks that somebody who always answers would have answered
    learned_at = models.DateTimeField(default=clock.now)  # when what they can carry was last thought over
    there = models.JSONField(default=list)  # by eight parts of their day: [answered, asked when there]; [] knows nothing


class RatherNot(models.Model):
    """A topic a listener would rather not be asked to hear about."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="rather_not")
    topic = models.ForeignKey("cairn.Topic", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="rather_not_once")]


class WaveQuerySet(models.QuerySet):
    def due(self, at):
        """Whose time has come by `at`. One whose share was taken back stands still as it is: brought back within its
        ten minutes, it goes on as if nothing had happened; else it is gone with the share."""
        return self.filter(due_at__lte=at, share__withdrawn_at=None)


class Wave(models.Model):
    """One told share looking for listeners: how many waves went out, and when the next is due.

    `due_at` is None when there is nothing left to do: enough people have listened, or nobody may be asked.
    """

    share = models.OneToOneField(Share, models.CASCADE, primary_key=True, related_name="wave")
    number = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(default=clock.now)
    asleep_until = models.DateTimeField(null=True)  # nobody could be asked; the first who can wakes then
    due_at = models.DateTimeField(null=True, db_index=True)
    brought_at = models.DateTimeField(null=True)  # shown first on the desk of who holds the circle
    coordinator_at = models.DateTimeField(null=True)  # and the coordinator was told
    urgent_at = models.DateTimeField(null=True)  # a crisis signal: responders were told at once

    objects = WaveQuerySet.as_manager()


class AskQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """The asks made of this member, for shares they may still see."""
        return self.filter(listener=member, share__in=Share.objects.seen_by(member)).scoped()

    def open(self):
        return self.filter(declined_at=None, answered_at=None, closed_at=None)


class Ask(models.Model):
    """One listener asked to hear one share."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    share = models.ForeignKey(Share, models.CASCADE, related_name="asks")
    listener = models.ForeignKey(Member, models.CASCADE, related_name="asks")
    wave = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)
    odds = models.FloatField(default=0.0)  # of an answer, as they were when it was asked
    shared_topic = models.BigIntegerField(null=True)  # the experience both know, for "why was I asked?"
    shared_interest = models.CharField(max_length=30, default="")  # or the interest, where neither told as "someone"
    declined_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # not needed any more, or the listener has heard enough this week

    objects = guarded(AskQuerySet)
    system = system(AskQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["share", "listener"], name="ask_once")]
        indexes = [
            models.Index(fields=["listener", "at"], name="ask_of_listener"),
            models.Index(fields=["at"], name="ask_lately"),
        ]
