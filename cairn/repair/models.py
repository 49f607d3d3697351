"""Concern and Step between two people; a called conversation of a whole circle."""

from django.db import models
from django.db.models import F, Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.circles.models import Circle
from cairn.members.models import Member


class ConcernQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """The two, and whom they brought in. The other only once they were asked."""
        two = Q(by=member) | Q(other=member, asked_at__isnull=False)
        return self.filter(two | Q(facilitator=member) | Q(supporter_of_by=member) | Q(supporter_of_other=member)).scoped()

    def open(self):
        return self.filter(ended_at=None)


class Concern(models.Model):
    """Something between two people that they want to work out. Its five steps are shown one at a time; what either
    wrote is shown to the other only when both have agreed."""

    BREATHE, HAPPENED, HEAR, HELPS, BACK = "breathe", "happened", "hear", "helps", "back"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, models.CASCADE, related_name="+")
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, related_name="concerns")
    facilitator = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    supporter_of_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    supporter_of_other = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    step = models.CharField(max_length=10, default=BREATHE)
    began_at = models.DateTimeField(default=clock.now)
    asked_at = models.DateTimeField(null=True)  # the other was asked whether they would
    agreed_at = models.DateTimeField(null=True)  # and said yes
    opened_at = models.DateTimeField(null=True)  # the present step; None: it opens at `due_at`
    reminded_at = models.DateTimeField(null=True)  # of the present step, once
    due_at = models.DateTimeField(null=True, db_index=True)  # when the step opens, is asked after, or lapses
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, default="")  # mended, stopped, declined, lapsed
    ended_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    # What the circle may be told, in words that both wrote: sealed with a key of its own, which ends with either's.
    line = SealedText(owner="id", null=True)
    line_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")  # who wrote it last
    line_agreed_at = models.DateTimeField(null=True)  # and the other said yes to exactly these words

    objects = guarded(ConcernQuerySet)
    system = system(ConcernQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.CheckConstraint(condition=~Q(by=F("other")), name="concern_of_two")]


class Step(models.Model):
    """What one of the two wrote at one step. The other reads it from `shown_at` on."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="steps")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)  # happened, affected, need (one step of three prompts), hear, helps, back, again
    words = SealedText(owner="member_id", null=True)
    may_be_shown = models.BooleanField(default=False)  # its writer agreed
    yes = models.BooleanField(null=True)  # to hear and helps what the other said to it; to back and again the writer's own
    shown_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "member", "kind"], name="step_once")]


class Beside(models.Model):
    """Somebody asked to be there: the circle's facilitator for both, or a supporter of one of the two. Who says yes
    stands in the concern; from `answered_at` on they read what is written, or what its writer keeps again."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    concern = models.ForeignKey(Concern, models.CASCADE, related_name="besides")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    of = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")  # whose supporter; None: of both, as facilitator
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)
    yes = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concern", "member"], name="beside_once")]


class ConversationQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Whoever sits in the circle."""
        return self.filter(circle__seats__member=member, circle__seats__left_at=None).distinct().scoped()


class Conversation(models.Model):
    """A called conversation of a whole circle: what happened, what each needs, what we agree. It ends in a
    revision of the circle's agreement to which every seat consents, or is let rest."""

    ASKED, HAPPENED, NEEDS, AGREE, CONSENT = "asked", "happened", "needs", "agree", "consent"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="conversations")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    about = SealedText(owner="by_id")
    round = models.CharField(max_length=10, default=HAPPENED)
    began_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(null=True, db_index=True)  # when the clock asks after the round, or lets it rest
    reminded_at = models.DateTimeField(null=True)  # of this round: its soft time is over
    proposed = SealedText(owner=None, null=True)  # the agreement as it would be, one sentence a line
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, default="")  # agreed, rested

    objects = guarded(ConversationQuerySet)
    system = system(ConversationQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["circle"], condition=Q(ended_at=None), name="conversation_once")]


class Voice(models.Model):
    """What one seat said in one round; empty words are a pass. In the consent round, `yes` or not yet."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="voices")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    round = models.CharField(max_length=10)
    words = SealedText(owner="member_id", null=True)
    yes = models.BooleanField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "member", "round"], name="voice_once")]
