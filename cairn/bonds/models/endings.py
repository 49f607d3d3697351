"""Closing a circle together: a last round, and a page to keep."""

from django.db import models
from django.db.models import Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.rules import version_of
from cairn.base.sealed import SealedText
from cairn.circles.models import Circle, Seat
from cairn.members.models import Member


class ClosingQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Whoever sat in the circle when its last round began, as the page is theirs to keep."""
        sat = Seat.system.filter(member=member, circle=models.OuterRef("circle")).filter(
            Q(left_at=None) | Q(left_at__gte=models.OuterRef("began_at"))
        )
        return self.filter(models.Exists(sat)).scoped()

    def open(self):
        return self.filter(ended_at=None, stopped_at=None)


class Closing(models.Model):
    """A circle is closed together: every seat is asked for a last word, then it closes and the page stays."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    words = SealedText(owner="by_id", null=True)  # how the facilitator opens the last round
    began_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(db_index=True)  # when the circle closes, whoever has not written
    reminded_at = models.DateTimeField(null=True)  # who had not written yet, once
    stopped_at = models.DateTimeField(null=True)  # they go on after all
    ended_at = models.DateTimeField(null=True)

    objects = guarded(ClosingQuerySet)
    system = system(ClosingQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["circle"], condition=Q(ended_at=None, stopped_at=None), name="closing_once")]


class LastWord(models.Model):
    """What one seat leaves on the page that all of them keep; empty words are a pass."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    closing = models.ForeignKey(Closing, models.CASCADE, related_name="words_of")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    words = SealedText(owner="member_id", null=True)
    at = models.DateTimeField(default=clock.now)
    held_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "member"], name="last_word_once")]

    def version(self) -> str:
        """Changes with what it says, so that a form can say what it was opened with."""
        return version_of(self.words)
