"""Care for those who hold circles; and who would like a circle."""

import json

from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.meetings.models.meeting import Meeting
from cairn.members.models import Member, Topic


class Care(models.Model):
    """How much a facilitator carries: their own limit, their rest, and who is there for them."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="care")
    most_a_week = models.PositiveSmallIntegerField(default=3)  # meetings they hold
    only_member_until = models.DateField(null=True)  # "only a member this week": others hold meanwhile
    supervisor = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    supervised_since = models.DateTimeField(null=True)  # looks back written before that were for somebody else

    objects = models.Manager()


class DebriefQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """One's own, and those of people one supervises, but for people blocked either way."""
        from django.db.models import F, Q

        supervised = Q(by__care__supervisor=member, at__gte=F("by__care__supervised_since"))
        return self.filter(Q(by=member) | supervised).exclude(by__in=member.blocked_ids).scoped()


class Debrief(models.Model):
    """A short look back by whoever held a meeting: how it was to hold it. For them and their supervisor."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="debriefs")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    text = SealedText(owner="by_id")
    at = models.DateTimeField(default=clock.now)

    objects = guarded(DebriefQuerySet)
    system = system(DebriefQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["meeting", "by"], name="debrief_once")]

    def put(self, how: str, needs: str) -> None:
        """The answers to the two prompts, sealed as one text."""
        self.text = json.dumps([how, needs])

    @property
    def answers(self) -> tuple[str, str]:
        """How it was to hold it, and what they would like to put down; empty when it cannot be read any more."""
        how, needs = json.loads(self.text) if self.text else ("", "")
        return how, needs


class WishQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()


class Wish(models.Model):
    """Somebody would like a circle: about what, and when they could. Kept until they sit in one."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.OneToOneField(Member, models.CASCADE, related_name="wish")
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, related_name="+")
    slots = models.JSONField(default=list)  # hours of the week, 0 .. 167 from Monday 0:00 UTC
    at = models.DateTimeField(default=clock.now)

    objects = guarded(WishQuerySet)
    system = system(WishQuerySet)

    class Meta:
        base_manager_name = "system"
