"""What safety answers for: an append-only log whose lines hold each other, and who looked at what is private."""

from django.db import models

from cairn.base import clock
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText


class LogLine(models.Model):
    """One line of the log. `digest` is over all its columns and the digest of the line before, so that a line
    that is changed, taken out or put in shows. Ids are plain numbers: a line outlives what it names."""

    number = models.BigIntegerField(primary_key=True)  # 1, 2, 3 ...
    at = models.DateTimeField()
    act = models.CharField(max_length=24)
    by = models.BigIntegerField(default=0)  # a member's id; 0 the clock, or the operator
    second = models.BigIntegerField(default=0)
    noun = models.CharField(max_length=20, default="")
    noun_id = models.BigIntegerField(default=0)
    reason = SealedText(owner=None, null=True)
    before = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)


class Look(models.Model):
    """Somebody looked at something private for the sake of safety. Shown to whom it was about, but for alerts and
    reports, whose readers the coordinator sees."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    by = models.BigIntegerField()  # a member's id
    noun = models.CharField(max_length=20)
    noun_id = models.BigIntegerField()
    mark = models.CharField(max_length=64, default="", db_index=True)  # nouns.mark_of whom it is about
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["noun", "noun_id"], name="look_at")]
