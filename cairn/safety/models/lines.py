"""Lines people can turn to."""

import re

from django.db import models

from cairn.base.ids import new_id
from cairn.base.sealed import SealedText

EMERGENCY, CALL, TEXT = "emergency", "call", "text"


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
