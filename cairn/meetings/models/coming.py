"""Who will be there, who stands in, who welcomes somebody new, and how it was."""

from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.meetings.models.meeting import Meeting
from cairn.members.models import Member


class Coming(models.Model):
    """ "I'll be there", or "not this time"; and whether they came: not when, nor for how long."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="comings")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    yes = models.BooleanField(null=True)  # None: has not said
    only_listens = models.BooleanField(default=False)  # said beforehand
    said_at = models.DateTimeField(default=clock.now)  # decides about the waiting list
    came = models.BooleanField(default=False)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="coming_once")]


class StandIn(models.Model):
    """Somebody asked to hold one meeting in the facilitator's stead."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="stand_ins")
    member = models.ForeignKey(Member, models.CASCADE, related_name="stand_ins")
    asked_by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="stand_in_once")]


class Welcomer(models.Model):
    """A member who offered to stand by newcomers at their first meeting."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="welcomer")
    since = models.DateTimeField(default=clock.now)

    objects = models.Manager()


class WelcomeQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        from django.db.models import Q

        return self.filter(Q(newcomer=member) | Q(welcomer=member)).exclude(newcomer__in=member.blocked_ids).exclude(
            welcomer__in=member.blocked_ids
        ).scoped()


class Welcome(models.Model):
    """One welcomer for one newcomer at one meeting, with the line they wrote before it."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="welcomes")
    newcomer = models.ForeignKey(Member, models.CASCADE, related_name="+")
    welcomer = models.ForeignKey(Member, models.CASCADE, related_name="+")
    line = SealedText(owner="welcomer_id", null=True)
    at = models.DateTimeField(default=clock.now)
    declined_at = models.DateTimeField(null=True)

    objects = guarded(WelcomeQuerySet)
    system = system(WelcomeQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["meeting", "newcomer", "welcomer"], name="welcome_once")]


class LookedBackQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()


class LookedBack(models.Model):
    """The day after a first meeting: how was it? Theirs alone."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answer = models.CharField(max_length=10, default="")
    text = SealedText(owner="member_id", null=True)
    answered_at = models.DateTimeField(null=True)

    objects = guarded(LookedBackQuerySet)
    system = system(LookedBackQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="looked_back_once")]


class Feed(models.Model):
    """A member's private calendar address. Its secret is kept as a digest; making a new one ends the old."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)
    shows_names = models.BooleanField(default=False)  # calendars are often shared: discreet unless wanted

    objects = models.Manager()
