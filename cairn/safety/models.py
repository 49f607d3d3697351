"""The first nouns of safety: a report, and the helplines of the space's country."""

import re

from django.db import models

from cairn.base import clock
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.members.models import Member

EMERGENCY, CALL, TEXT = "emergency", "call", "text"

class Report(models.Model):
    """Something brought to the coordinator because it breaks the agreement or is unsafe.

    It names the noun by kind and id, keeps the words as they were, and never reveals who brought it.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    noun = models.CharField(max_length=20)  # share, response, member
    noun_id = models.BigIntegerField()
    reason = models.CharField(max_length=20)
    words = SealedText(owner=None)  # what the reporter wrote, may be empty
    evidence = SealedText(owner=None)  # JSON of nouns.Evidence: the reported words as they stood
    at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")


class Helpline(models.Model):
    """A line people can turn to, with its number as it is dialled in the space's country."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    name = SealedText(owner=None)
    number = SealedText(owner=None)
    kind = models.CharField(max_length=10, default=CALL)
    word = SealedText(owner=None)  # for text: the word to send
    note = SealedText(owner=None)  # "Free, any time"
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place", "id"]

    @property
    def address(self) -> str:
        """Where a press on it leads: the number without its spaces."""
        digits = re.sub(r"[^\d+*#]", "", self.number)
        return f"sms:{digits}" if self.kind == TEXT else f"tel:{digits}"
