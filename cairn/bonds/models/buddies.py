"""BuddyWish and Proposal: how two people come to be asked whether they would be buddies."""

import json

from django.db import models
from django.db.models import F, Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.members.models import Member


class OwnQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()


class BuddyWish(models.Model):
    """A member would like a buddy. Hobbies, languages and hours are those of the member; the rest is here, sealed."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="+")
    # JSON: stage (life stages), experience (whether shared experience may bring somebody), rather_not (members' ids, each
    # under the value by which they were chosen)
    sealed = SealedText(owner="member_id")
    since = models.DateTimeField(default=clock.now)
    resting_until = models.DateTimeField(null=True)
    nudge = models.BooleanField(default=False)  # at most once a week
    nudge_at = models.DateTimeField(null=True, db_index=True)
    propose_at = models.DateTimeField(null=True, db_index=True)  # when to look for somebody next

    objects = guarded(OwnQuerySet)
    system = system(OwnQuerySet)

    class Meta:
        base_manager_name = "system"

    @property
    def kept(self) -> dict:
        """Empty where the words no longer exist."""
        return json.loads(self.sealed or "{}")


class ProposalQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Between the two, as long as it is open, and never across a block, a mute or a break."""
        return self.filter(
            (Q(one=member) & ~Q(other__in=member.unheard_ids)) | (Q(other=member) & ~Q(one__in=member.unheard_ids)), ended_at=None,
        ).scoped()

    def open(self):
        return self.filter(ended_at=None)


class Proposal(models.Model):
    """Two who might be buddies, and why. `one` has the smaller id. What either answered is shown to nobody: after two
    yeses they are buddies, and a no ends it for the other as time would have."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    one = models.ForeignKey(Member, models.CASCADE, related_name="+")
    other = models.ForeignKey(Member, models.CASCADE, related_name="+")
    reason = SealedText(owner=None)  # JSON: interests, stage, hours, languages, topics that both share
    at = models.DateTimeField(default=clock.now)
    one_yes = models.BooleanField(null=True)
    other_yes = models.BooleanField(null=True)
    # When it lapses, answered or not, for both at the same moment; of buddies in a far year, and once they have parted
    # when what they told each other is closed.
    due_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    objects = guarded(ProposalQuerySet)
    system = system(ProposalQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], condition=Q(ended_at=None), name="proposal_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="proposal_ordered"),
        ]
