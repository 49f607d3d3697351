"""What a responder decided, and the asking of somebody else to look again."""

from django.db import models

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.members.models import Member
from cairn.safety.models.reports import Report


class Decision(models.Model):
    """One act of a responder about something written, or about a member: with a reason that the member receives
    and can appeal. Two people are needed for some: the second is another than the first, with their own reason."""

    TALK, FOLD, HOLD, PAUSE, END_SEAT = "talk", "fold", "hold", "pause", "end_seat"
    END_MEMBERSHIP, OPEN_AUTHOR, NEWCOMER = "end_membership", "open_author", "newcomer"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    act = models.CharField(max_length=16)
    report = models.ForeignKey(Report, models.SET_NULL, null=True, related_name="decisions")
    noun = models.CharField(max_length=20)
    noun_id = models.BigIntegerField()
    writer = SealedText(owner=None)  # the id of the member it is about; sealed, as they may be "someone"
    mark = models.CharField(max_length=64, db_index=True)  # nouns.mark_of them
    rule = models.CharField(max_length=20, default="")  # key of rules.REASONS
    reason = SealedText(owner=None)  # the responder's words, read by the member
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")  # None: quiet mode
    at = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, db_index=True)  # of a pause
    second_reason = SealedText(owner=None, null=True)
    seconded_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)  # it took effect; None waits for the second
    ended_at = models.DateTimeField(null=True)  # lifted, or past its time
    ended_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")


class AppealQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """The member's own, and for responders and coordinators those they may decide (rules.may_decide_appeal)."""
        from cairn.safety.nouns import mark_of

        mine = self.filter(decision__mark=mark_of(member.pk))
        if not (member.is_coordinator or member.is_responder):
            return mine.scoped()
        others = self.exclude(decision__by=member).exclude(decision__seconded_by=member).exclude(decision__ended_by=member)
        return (mine | others).scoped()


class Appeal(models.Model):
    """Asking somebody else to look at a decision again; once each."""

    decision = models.OneToOneField(Decision, models.CASCADE, primary_key=True, related_name="appeal")
    words = SealedText(owner="writer_id")
    at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    stands = models.BooleanField(null=True)  # the decision, after it was looked at again
    answer = SealedText(owner=None, null=True)

    objects = guarded(AppealQuerySet)
    system = system(AppealQuerySet)

    class Meta:
        base_manager_name = "system"

    @property
    def writer_id(self) -> int:
        return int(self.decision.writer or 0)
