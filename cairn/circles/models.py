"""Circle, Seat and the ways to one."""

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cairn.base import clock, crypto
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.members.models import Block, Member, Topic

MOST_SEATS = 12
FACILITATOR, COFACILITATOR, SEAT = "facilitator", "cofacilitator", "seat"
KEPT_FOR = timedelta(days=14)  # a welcome keeps its seat so long


def in_circle(circle_id: int, member_id: int) -> int:
    """Stands for a member on the pages and in the forms of one circle. In another circle they have another number, so
    that nobody who sees both learns that two names are of one person."""
    return int(crypto.digest("in circle", f"{circle_id}:{member_id}")[:15], 16)


class CircleQuerySet(GuardedQuerySet):
    def seen_by(self, member, at=None):
        """Open circles; hidden ones only from a seat, and for the coordinator. `at` is now, unless said."""
        if member is None:
            return self.none().scoped()
        if member.is_coordinator:
            return self.scoped()
        held = Seat.system.held().filter(member=member).values("circle")
        asked = SeatRequest.system.keeping_a_seat(at).filter(member=member).values("circle")
        return self.filter(Q(hidden=False) | Q(id__in=held) | Q(id__in=asked)).scoped()

    def open(self):
        return self.filter(closed_at=None)


class Circle(models.Model):
    """A small standing group with its own agreement."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    name = SealedText(owner=None)
    purpose = SealedText(owner=None)
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, related_name="+")
    language = models.CharField(max_length=12, default="en")
    seats_offered = models.PositiveSmallIntegerField(default=8)
    hidden = models.BooleanField(default=False)
    zone = models.CharField(max_length=60, default="")  # IANA, of its meetings; "" the space's own
    room_days = models.PositiveSmallIntegerField(default=7)  # then what was said in a meeting is deleted
    opened_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    objects = guarded(CircleQuerySet)
    system = system(CircleQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.CheckConstraint(condition=Q(seats_offered__lte=MOST_SEATS), name="circle_small")]


class Picture(models.Model):
    """A picture on a circle's page: re-encoded here, so that nothing but pixels is left of the file that was given."""

    circle = models.OneToOneField(Circle, models.CASCADE, primary_key=True, related_name="picture")
    code = models.CharField(max_length=24, unique=True)  # of its address; another picture, another code
    sealed = SealedText(owner=None)  # base64 of the WebP file
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    words = SealedText(owner=None)  # what it shows, for those who do not see it
    at = models.DateTimeField(default=clock.now)


class SeatQuerySet(GuardedQuerySet):
    def seen_by(self, member, at=None):
        """Seats of circles the member may see, without those of people blocked either way. `at` is now, unless said."""
        return (
            self.filter(circle__in=Circle.objects.seen_by(member, at))
            .exclude(member__in=member.blocked_ids)
            .scoped()
        )

    def held(self):
        return self.filter(left_at=None)

    def expected(self, at=None):
        """Held by somebody who does not rest. `at` is now, unless said; a rest that is over is none."""
        return self.held().exclude(resting_until__gt=at or clock.now())

    def holding(self):
        """Seats of facilitators and co-facilitators."""
        return self.held().exclude(role=SEAT)


class Seat(models.Model):
    """A member's place in a circle. Its own name and stone, where the member wants them there."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, models.CASCADE, related_name="seats")
    role = models.CharField(max_length=14, default=SEAT)
    own_name = SealedText(owner="member_id", null=True)
    own_stone = models.CharField(max_length=24, default="")
    taken_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True)
    resting_until = models.DateTimeField(null=True)  # they sit here and are not asked for anything until then
    goodbye = SealedText(owner="member_id", null=True)

    objects = guarded(SeatQuerySet)
    system = system(SeatQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [
            models.UniqueConstraint(fields=["circle", "member"], condition=Q(left_at=None), name="seat_once"),
            models.UniqueConstraint(
                fields=["circle", "role"], condition=Q(left_at=None) & ~Q(role=SEAT), name="seat_role_once"
            ),
        ]

    @property
    def name(self) -> str | None:
        return self.own_name or self.member.name

    @property
    def stone(self) -> str:
        return self.own_stone or self.member.stone

    @property
    def holds(self) -> bool:
        """Facilitator or co-facilitator."""
        return self.role != SEAT

    @property
    def rests(self) -> bool:
        return self.resting_until is not None and self.resting_until > clock.now()


class SeatRequestQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """One's own, and those one may answer."""
        return self.filter(Q(member=member) | Q(pk__in=self.model.system.answered_best_by(member).values("pk"))).scoped()

    def answered_best_by(self, member):
        """Requests to circles one holds; for the coordinator those nobody else could answer.

        Somebody blocked with the facilitator is silently brought to the other who holds the circle.
        """
        held = Seat.system.holding().filter(member=member).values("circle")
        mine = Q(circle__in=held)
        if member.is_coordinator:
            mine |= ~Q(Exists(self._who_could_answer()))
        return self.filter(mine).exclude(member=member).exclude(member__in=member.blocked_ids)

    @staticmethod
    def _who_could_answer():
        either_way = Q(blocker=OuterRef("member"), blocked=OuterRef(OuterRef("member"))) | Q(
            blocked=OuterRef("member"), blocker=OuterRef(OuterRef("member"))
        )
        holding = Seat.system.holding().filter(circle=OuterRef("circle")).exclude(member=OuterRef("member"))
        return holding.filter(~Exists(Block.objects.filter(either_way)))

    def waiting(self):
        return self.filter(answered_at=None)

    def keeping_a_seat(self, at=None):
        """Welcomed, and not yet sat down: their seat is kept for two weeks."""
        at = at or clock.now()
        sat = Seat.system.filter(circle=OuterRef("circle"), member=OuterRef("member"), taken_at__gte=OuterRef("answered_at"))
        return self.filter(~Exists(sat), welcomed=True, answered_at__gt=at - KEPT_FOR)

    def open(self, at=None):
        """Waiting for an answer, or for the welcomed person to sit down."""
        return self.waiting() | self.keeping_a_seat(at)


class SeatRequest(models.Model):
    """Somebody asked for a seat. Unanswered requests of a full circle are its waiting list."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="requests")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    note = SealedText(owner="member_id", null=True)
    at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    welcomed = models.BooleanField(default=False)

    objects = guarded(SeatRequestQuerySet)
    system = system(SeatRequestQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [
            models.UniqueConstraint(fields=["circle", "member"], condition=Q(answered_at=None), name="request_once")
        ]


def seats_of(member):
    """Ids of the circles in which a member sits, as a question within another."""
    return Seat.system.held().filter(member=member).values("circle")


class ToldToQuerySet(models.QuerySet):
    def to(self, member):
        """Told to a circle they sit in, or to them."""
        return self.filter(Q(circle__in=seats_of(member)) | Q(reader=member))


class ToldTo(models.Model):
    """To whom something of a member's own was told, by a choice of its own: one circle or one buddy."""

    circle = models.ForeignKey(Circle, models.CASCADE, null=True, related_name="+")
    reader = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = ToldToQuerySet.as_manager()

    class Meta:
        abstract = True
