"""A report: something brought to the responders."""

from django.db import models

from cairn.base import clock
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.members.models import Member


class Report(models.Model):
    """Something brought to the responders because it breaks the agreement or is unsafe.

    It names the noun by kind and id, keeps the words as they were, and never reveals who brought it. What it
    keeps is sealed with a key of its own (owner: the report's id), so that it ends with the report's time, and
    with the erasure of whoever wrote the words, in old backups too.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    noun = models.CharField(max_length=20)  # as registered in nouns.py: share, response, spoken, member
    noun_id = models.BigIntegerField()
    reason = models.CharField(max_length=20)
    words = SealedText(owner="id")  # what the reporter wrote, may be empty
    evidence = SealedText(owner="id")  # JSON of nouns.Evidence: the reported words as they stood
    mark = models.CharField(max_length=64, default="", db_index=True)  # nouns.mark_of its writer
    at = models.DateTimeField(default=clock.now)
    taken_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")  # who looks after it
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
