"""Retelling: an experience told again, beside the first telling; and a letter to somebody starting out."""

import json

from django.db import models
from django.db.models import F, Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.rules import version_of
from cairn.base.sealed import SealedText
from cairn.members.models import Member, Topic
from cairn.toolkit.models import shown_to

STONE, SOMEONE = "stone", "someone"


class RetellingQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """One's own; and those to which one was invited, as long as one is, that no responder holds."""
        invited = View.objects.open_to(member).values("retelling")
        theirs = Q(pk__in=invited, gone_at=None, held_at=None) & ~Q(member__in=member.unheard_ids)
        return self.filter(Q(member=member) | theirs).scoped()

    def by(self, member):
        return self.filter(member=member, gone_at=None).scoped()


class Retelling(models.Model):
    """One experience, told again by guided prompts. The first telling is kept beside it, whatever becomes of its share."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    earlier = models.ForeignKey("self", models.SET_NULL, null=True, related_name="later")  # the telling before this one
    sealed = SealedText(owner="member_id")  # JSON: title, first, first_at, happened, felt, bottom, possible
    at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # finished; None: still being written
    gone_at = models.DateTimeField(null=True, db_index=True)
    held_at = models.DateTimeField(null=True)

    objects = guarded(RetellingQuerySet)
    system = system(RetellingQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["member", "-at"], name="retelling_latest")]

    def version(self) -> str:
        """Changes when it is told, and with every change after that; what is kept while somebody writes is no edit."""
        return (self.edited_at or self.told_at).isoformat() if self.told_at else "begun"

    @property
    def kept(self) -> dict:
        """Empty where the words no longer exist."""
        return json.loads(self.sealed or "{}")


class ViewQuerySet(models.QuerySet):
    def open_to(self, member):
        return self.filter(by=member, closed_at=None)


class View(models.Model):
    """One peer invited to read one retelling, and to say how they see it. Only where its writer asked."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    retelling = models.ForeignKey(Retelling, models.CASCADE, related_name="views")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")  # who was invited
    words = SealedText(owner="by_id", null=True)
    invited_at = models.DateTimeField(default=clock.now)
    written_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)  # the invitation was taken back, or declined
    held_at = models.DateTimeField(null=True)

    objects = ViewQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["retelling", "by"], name="view_once")]

    def version(self) -> str:
        """Changes with what it says, so that a form can say what it was opened with."""
        return version_of(self.words)


class StartingLetterQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """One's own; and told ones that no responder holds, without people whose words one is not shown. One told as
        "someone" is hidden from those whom its writer blocked alone: else one could mute person after person and see
        whose letter goes away (as with shares)."""
        told = Q(told_at__isnull=False, withdrawn_at=None, held_at=None, member__left_at=None) & shown_to(member)
        return self.filter(told | Q(member=member)).scoped()

    def told(self):
        return self.filter(told_at__isnull=False, withdrawn_at=None, held_at=None)


class StartingLetter(models.Model):
    """A letter to somebody starting out, which newcomers with the same experience may be shown."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, related_name="+")
    words = SealedText(owner="member_id")
    language = models.CharField(max_length=12, default="en")
    shown_as = models.CharField(max_length=8, default=STONE)
    made_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)  # None: kept for oneself
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)

    objects = guarded(StartingLetterQuerySet)
    system = system(StartingLetterQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(F("topic"), F("told_at").desc(), name="starting_letter_about")]

    def version(self) -> str:
        """Changes with every edit, so that a form can say what it was opened with."""
        return (self.edited_at or self.made_at).isoformat()
