"""Activity: something members do together outside the circle."""

from django.db import models
from django.db.models import Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.circles.models import Circle, seats_of
from cairn.members.models import Member


class ActivityQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """One's own; those for everyone or for circles one sits in, not held, by nobody whose words one is not shown."""
        theirs = (Q(circle=None) | Q(circle__in=seats_of(member))) & Q(held_at=None) & ~Q(by__in=member.unheard_ids)
        return self.filter(theirs | Q(by=member)).scoped()

    def coming(self, at=None):
        return self.filter(cancelled_at=None, ends_at__gt=at or clock.now()).order_by("starts_at", "pk")


class Activity(models.Model):
    """A walk, a film, baking along: online, or at a public place."""

    ONLINE, PLACE = "online", "place"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, related_name="+")  # None: everyone here
    kind = models.CharField(max_length=8, default=ONLINE)
    title = SealedText(owner="by_id")
    words = SealedText(owner="by_id")  # what it is, what to bring
    where = SealedText(owner="by_id")  # shown to those who go
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=60, default="UTC")  # IANA, of the place or of who proposed it
    seats = models.PositiveSmallIntegerField(default=6)
    made_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, db_index=True)  # when those who go are reminded, or asked whether they came
    reminded_at = models.DateTimeField(null=True)

    objects = guarded(ActivityQuerySet)
    system = system(ActivityQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["starts_at"], name="activity_soon")]

    def version(self) -> str:
        """Changes with every edit, so that a form can say what it was opened with."""
        return (self.edited_at or self.made_at).isoformat()


class Going(models.Model):
    """Somebody goes; afterwards, by their own word alone, whether they came. Beyond the seats it is a waiting list."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="going")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)
    came = models.BooleanField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "member"], name="going_once")]
