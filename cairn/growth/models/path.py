"""The path since one's first meeting: stepping stones in one's own voice, witness lines in others'."""

import json

from django.db import models
from django.db.models import F, Q

from cairn.base import crypto
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.rules import version_of
from cairn.base.sealed import SealedText
from cairn.members.models import Member


def stone_mark(member_id: int, key: str) -> str:
    """Finds what was already accepted or left aside, without the row saying what it was."""
    return crypto.digest("stepping stone", f"{member_id}:{key}")


class OwnQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()

    def standing(self):
        return self.filter(gone_at=None)


class SteppingStone(models.Model):
    """One stone of a member's path: a first that was offered and accepted, or their own words. Theirs alone."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64, unique=True)  # stone_mark
    sealed = SealedText(owner="member_id")  # JSON: key (what was first, "" own words), ref (id it leads to), words
    on = models.DateTimeField()  # when it was, not when it was laid
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)  # left aside: not offered again
    gone_at = models.DateTimeField(null=True)

    objects = guarded(OwnQuerySet)
    system = system(OwnQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["member", "on"], name="stepping_in_order")]

    @property
    def kept(self) -> dict:
        """Empty where the words no longer exist."""
        return json.loads(self.sealed or "{}")

    def version(self) -> str:
        """Changes with its words and its day, so that a form can say what it was opened with."""
        return version_of(self.sealed, self.on.isoformat())


class WitnessQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Between the two alone, while both are here; what is held is seen by its writer alone, what was let go by nobody."""
        to = Q(to=member, held_at=None, by__left_at=None) & ~Q(by__in=member.unheard_ids)
        by = Q(by=member, to__left_at=None) & ~Q(to__in=member.unheard_ids)
        return self.filter(by | to, gone_at=None).scoped()

    def shown(self):
        """On the path: written, and accepted by whom it is about."""
        return self.filter(accepted_at__isnull=False)


class Witness(models.Model):
    """What a peer noticed about how far somebody has come: invited or offered, and shown only once it is accepted."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    to = models.ForeignKey(Member, models.CASCADE, related_name="+")  # whose path it is about
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    circle = models.ForeignKey("cairn.Circle", models.SET_NULL, null=True, related_name="+")  # where they know each other from
    words = SealedText(owner="by_id", null=True)  # None while it is only invited
    on = models.DateTimeField(null=True)  # of which time it tells; None: of all the time
    invited_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)  # declined, not accepted or taken back
    held_at = models.DateTimeField(null=True)

    objects = guarded(WitnessQuerySet)
    system = system(WitnessQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.CheckConstraint(condition=~Q(by=F("to")), name="witness_of_another")]
        indexes = [models.Index(fields=["to", "-written_at"], name="witness_latest")]


class GrowthChoice(models.Model):
    """What a member wants to be shown of their own; everything is off until they choose it."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="+")
    on_this_day = models.BooleanField(default=False)  # never what mentions grief
    listening = models.BooleanField(default=False)  # a look at how they listen, in words
