"""A member's own safety plan."""

from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.sealed import SealedText
from cairn.members.models import Member


class PlanQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()


class Plan(models.Model):
    """Six parts, in the member's words (after Stanley and Brown, Cognitive and Behavioral Practice 19, 2012).
    Nobody else reads it."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="+")
    signs = SealedText(owner="member_id", null=True)  # how I notice that it begins
    alone = SealedText(owner="member_id", null=True)  # what I can do by myself
    places = SealedText(owner="member_id", null=True)  # people and places that take my mind off it
    people = SealedText(owner="member_id", null=True)  # whom I can ask for help
    helpers = SealedText(owner="member_id", null=True)  # professionals and lines
    safer = SealedText(owner="member_id", null=True)  # how I make the place around me safer
    changed_at = models.DateTimeField(default=clock.now)

    objects = guarded(PlanQuerySet)
    system = system(PlanQuerySet)

    class Meta:
        base_manager_name = "system"
