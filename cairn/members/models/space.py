"""The space: one organisation's community, and the topics it is there for."""

from django.db import models

from cairn.base import clock
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText

OPEN, INVITE, APPROVAL = "open", "invite", "approval"


class Space(models.Model):
    """There is one row, made at set-up."""

    id = models.BigIntegerField(primary_key=True, default=1)
    name = SealedText(owner=None)
    what_it_is = SealedText(owner=None)
    what_it_is_not = SealedText(owner=None)
    adults_only = SealedText(owner=None)
    cover = SealedText(owner=None)  # hours of cover, in words
    country = models.CharField(max_length=2, default="")  # ISO 3166-1; "" is not known
    language = models.CharField(max_length=12, default="en")  # BCP 47
    zone = models.CharField(max_length=60, default="UTC")
    door = models.CharField(max_length=10, default=OPEN)
    set_up_at = models.DateTimeField(default=clock.now)
    helplines_checked_at = models.DateTimeField(null=True)
    quiet_since = models.DateTimeField(null=True)  # quiet mode: nobody new, and newcomers' words are looked at first
    letters_after_days = models.PositiveSmallIntegerField(default=0)  # somebody new writes letters only after so long
    reports_kept_days = models.PositiveSmallIntegerField(default=180)  # after they are closed; alerts alike


class Topic(models.Model):
    """What members say they have lived through, and what content notes name."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    name = SealedText(owner=None)
    place = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["place", "id"]
