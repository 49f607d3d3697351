"""Victory: a stone on one's cairn. Recognition: a line another member wrote."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.rules import version_of
from cairn.base.sealed import SealedText
from cairn.circles.models import Circle, ToldTo, seats_of
from cairn.members.models import Member


class VictoryQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """One's own; and what others who are here told a circle one sits in, or oneself, that no responder holds."""
        told = VictoryTold.objects.to(member).values("victory")
        theirs = Q(pk__in=told, gone_at=None, held_at=None, member__left_at=None) & ~Q(member__in=member.unheard_ids)
        return self.filter(Q(member=member) | theirs).scoped()

    def by(self, member):
        """One's own that stand, oldest first: the way they lie in a cairn."""
        return self.filter(member=member, gone_at=None).order_by("at", "pk").scoped()


class Victory(models.Model):
    """A small step a member chose to keep; one stone on their cairn."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    words = SealedText(owner="member_id")
    stone = models.CharField(max_length=24)  # tone, mark and seed of its drawing; says nothing of the words
    at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True, db_index=True)  # let go by its writer; ten minutes later the row goes too
    held_at = models.DateTimeField(null=True)

    objects = guarded(VictoryQuerySet)
    system = system(VictoryQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["member", "at"], name="victory_in_order")]

    def version(self) -> str:
        """Changes with every edit, so that a form can say what it was opened with."""
        return (self.edited_at or self.at).isoformat()


@dataclass(frozen=True, slots=True)
class Known:
    """Who knows of one victory, at one moment: pairs of the ids of a circle and a buddy, one of them None."""

    places: frozenset

    def version(self) -> str:
        return version_of(sorted(map(str, self.places)))


class VictoryTold(ToldTo):
    """One victory, told to one circle or one buddy; the row is deleted when it is taken back."""

    victory = models.ForeignKey(Victory, models.CASCADE, related_name="told")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["victory", "circle"], name="victory_told_circle_once"),
            models.UniqueConstraint(fields=["victory", "reader"], name="victory_told_reader_once"),
            models.CheckConstraint(condition=Q(circle=None) ^ Q(reader=None), name="victory_told_to_one"),
        ]


def looks(member) -> list:
    """What differs in recognition's `seen_by` from viewer to viewer, for questions that are composed once."""
    return [member.pk, list(member.unheard_ids - member.blocked_ids), list(member.blocked_ids)]


class RecognitionQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Written to or by oneself; and those that whoever received them put on the wall of a circle one sits in."""
        wall = Q(wall_at__isnull=False, circle__in=seats_of(member))
        here = Q(gone_at=None, held_at=None, by__left_at=None, to__left_at=None)
        _own, apart, blocked = looks(member)
        others = (wall | Q(to=member)) & here & ~Q(by__in=[*apart, *blocked]) & ~Q(to__in=[*apart, *blocked])
        return self.filter(others | Q(by=member, gone_at=None) & ~Q(to__in=blocked)).scoped()

    def standing(self):
        """Neither taken back nor let go, and not held."""
        return self.filter(gone_at=None, held_at=None)

    def on_walls(self):
        return self.standing().filter(wall_at__isnull=False)


class Recognition(models.Model):
    """A line from one member to another. It arrives privately; whoever received it may keep it for Today, and may put
    it on the wall of the circle both sit in."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, models.CASCADE, related_name="+")
    victory = models.ForeignKey(Victory, models.SET_NULL, null=True, related_name="recognised")
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, related_name="+")  # where it was seen; None: between buddies
    words = SealedText(owner="by_id")
    at = models.DateTimeField(default=clock.now)
    kept_at = models.DateTimeField(null=True)  # by whoever received it: Today may open with it
    wall_at = models.DateTimeField(null=True)  # put on the circle's wall by whoever received it
    gone_at = models.DateTimeField(null=True)  # taken back by its writer, or let go by whoever received it
    held_at = models.DateTimeField(null=True)

    objects = guarded(RecognitionQuerySet)
    system = system(RecognitionQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [
            models.CheckConstraint(condition=~Q(by=models.F("to")), name="recognition_of_another"),
            models.UniqueConstraint(fields=["by", "victory"], condition=Q(gone_at=None), name="recognition_once"),
        ]
        indexes = [models.Index(fields=["to", "-at"], name="recognition_latest"), models.Index(fields=["circle", "-wall_at"], name="recognition_wall")]
