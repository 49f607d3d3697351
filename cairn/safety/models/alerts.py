"""Who is on duty, and a crisis signal brought to them."""

from django.db import models

from cairn.base import clock
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.members.models import Member


class Duty(models.Model):
    """Hours, week after week, in which a responder has said to be within reach. In the space's zone; what goes
    over midnight is two rows."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="duties")
    weekday = models.PositiveSmallIntegerField()  # 0 is Monday
    begins = models.PositiveSmallIntegerField()  # minute of the day, 0 to 1439
    ends = models.PositiveSmallIntegerField()  # minute of the day, 1 to 1440, after begins

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("begins")), name="duty_forward"),
            models.UniqueConstraint(fields=["member", "weekday", "begins"], name="duty_once"),
        ]


class Alert(models.Model):
    """A crisis signal in one noun, brought to responders. It says what was written where, never a score.

    The evidence has a key of its own (owner: the alert's id), as a report's. The writer is sealed by the space's
    key: for a share told as "someone" the name opens only when two have acknowledged.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    noun = models.CharField(max_length=20)
    noun_id = models.BigIntegerField()
    tier = models.PositiveSmallIntegerField()  # 1 plan or means now, 2 wish to die or self-harm, 3 hopelessness
    writer = SealedText(owner=None)  # the member's id
    mark = models.CharField(max_length=64, db_index=True)  # nouns.mark_of the writer
    named = models.BooleanField(default=True)  # False: told as "someone"
    evidence = SealedText(owner="id", null=True)  # JSON of nouns.Evidence
    at = models.DateTimeField(default=clock.now)
    covered = models.BooleanField(default=False)  # somebody was on duty when it came
    step = models.PositiveSmallIntegerField(default=0)  # how far it has escalated
    due_at = models.DateTimeField(null=True, db_index=True)  # when it goes on to the next, unless acknowledged
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    seconded_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    unfounded_at = models.DateTimeField(null=True)  # the author: this was not about me being in danger
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "noun_id"], condition=models.Q(closed_at=None), name="alert_once")]


class AlertStep(models.Model):
    """Who was told, saw, acknowledged, did what. Kept apart from the words; each reading of it is a Look."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    alert = models.ForeignKey(Alert, models.CASCADE, related_name="steps")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")  # None: the clock
    to = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    what = models.CharField(max_length=20)  # told, nobody, worried, acknowledged, asked_second, seconded, did, unfounded, closed, erased
    words = SealedText(owner=None, null=True)
    at = models.DateTimeField(default=clock.now)
