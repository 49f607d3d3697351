"""CheckIn, to whom it was told, and the words a space adds."""

import json
from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.rules import version_of
from cairn.base.sealed import SealedText
from cairn.circles.models import ToldTo
from cairn.members.models import Member

STIRRED, LIT, WEIGHED, SETTLED = "stirred", "lit", "weighed", "settled"
AREAS = (STIRRED, LIT, WEIGHED, SETTLED)


@dataclass(frozen=True, slots=True)
class Felt:
    """What was chosen and written: an area, keys of words of it, one's own word, a line of why."""

    area: str
    words: tuple[str, ...] = ()
    own: str = ""
    line: str = ""


class CheckInQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """One's own; and what others told a circle one sits in, or oneself, that no responder holds.
        Whoever leaves takes theirs along at once."""
        told = CheckInTold.objects.to(member).values("checkin")
        theirs = Q(pk__in=told, gone_at=None, held_at=None, member__left_at=None) & ~Q(member__in=member.unheard_ids)
        return self.filter(Q(member=member) | theirs).scoped()

    def by(self, member):
        """One's own that stand."""
        return self.filter(member=member, gone_at=None).scoped()


class CheckIn(models.Model):
    """How it was at one moment. Area, words and line are one sealed text: the row alone tells of no feeling."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    sealed = SealedText(owner="member_id")  # JSON of Felt
    at = models.DateTimeField(default=clock.now)
    gone_at = models.DateTimeField(null=True, db_index=True)  # let go; ten minutes later the row goes too
    held_at = models.DateTimeField(null=True)  # by a responder, once it was told: its writer alone sees it

    objects = guarded(CheckInQuerySet)
    system = system(CheckInQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["member", "-at"], name="checkin_latest")]

    @property
    def felt(self) -> Felt | None:
        """None where the words no longer exist."""
        if self.sealed is None:
            return None
        said = json.loads(self.sealed)
        return Felt(said["area"], tuple(said["words"]), said["own"], said["line"])

    def version(self) -> str:
        """Changes with what it says, so that a form can say what it was opened with."""
        return version_of(self.sealed)

    def feel(self, felt: Felt) -> "CheckIn":
        self.sealed = json.dumps({"area": felt.area, "words": list(felt.words), "own": felt.own, "line": felt.line}, ensure_ascii=False)
        return self


class CheckInTold(ToldTo):
    """One check-in, told to one circle or one buddy; the row is deleted when it is taken back."""

    checkin = models.ForeignKey(CheckIn, models.CASCADE, related_name="told")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["checkin", "circle"], name="checkin_told_circle_once"),
            models.UniqueConstraint(fields=["checkin", "reader"], name="checkin_told_reader_once"),
            models.CheckConstraint(condition=Q(circle=None) ^ Q(reader=None), name="checkin_told_to_one"),
        ]


class FeelingWord(models.Model):
    """A word that this space adds to an area, in one language."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    area = models.CharField(max_length=8)
    language = models.CharField(max_length=12, default="en")  # BCP 47
    word = SealedText(owner=None)
    opens_help = models.BooleanField(default=False)  # choosing it shows the way to help beneath
    added_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)
