"""Series, Meeting, its Rounds, and the log that is its truth."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.circles.models import Circle, Seat
from cairn.meetings import piece
from cairn.members.models import Member

LIVE, SLOW = "live", "slow"
WEEKLY, FORTNIGHTLY, MONTHLY, RULE = "weekly", "fortnightly", "monthly", "rule"


class OfCircleQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Those of circles in which the member holds a seat."""
        if member is None or not member.is_here:
            return self.none().scoped()
        return self.filter(circle__in=Seat.system.held().filter(member=member).values("circle")).scoped()


class Series(models.Model):
    """Meetings that come again: when, by the clock of the circle's zone, and how they are prepared."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="series")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4, default=LIVE)
    often = models.CharField(max_length=12, default=WEEKLY)
    rule = models.CharField(max_length=200, default="")  # RFC 5545 RRULE, where `often` is "rule"
    zone = models.CharField(max_length=60)  # IANA; the hour stays the same there through summer and winter
    first_on = models.DateField()
    until = models.DateField(null=True)
    at = models.TimeField()
    minutes = models.PositiveIntegerField(default=60)
    except_on = models.JSONField(default=list)  # ISO dates on which it does not take place
    template = models.CharField(max_length=20, default="three_rounds")
    prompt = SealedText(owner="by_id")
    questions = SealedText(owner="by_id")  # JSON: the rounds' questions, as each meeting begins with
    guide_seconds = models.PositiveIntegerField(default=180)
    made_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)

    objects = guarded(OfCircleQuerySet)
    system = system(OfCircleQuerySet)

    class Meta:
        base_manager_name = "system"


class MeetingQuerySet(OfCircleQuerySet):
    def seen_by(self, member):
        """Those of circles one sits in, and those one stands in for."""
        if member is None or not member.is_here:
            return self.none().scoped()
        sits = Q(circle__in=Seat.system.held().filter(member=member).values("circle"))
        return self.filter(sits | Q(pk__in=member.stand_ins.filter(accepted_at__isnull=False).values("meeting"))).scoped()

    def standing(self):
        return self.filter(cancelled_at=None)

    def coming(self):
        """Not over yet, the next one first."""
        return self.standing().filter(ended_at=None).order_by("starts_at")

    def open(self):
        """Whose room is open."""
        return self.standing().filter(ended_at=None, opened_at__isnull=False)


class Meeting(models.Model):
    """One gathering of a circle, live or slow. `state` is its room as piece/ has it; it can be made again
    from the log at any time."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="meetings")
    series = models.ForeignKey(Series, models.SET_NULL, null=True, related_name="meetings")
    on = models.DateField(null=True)  # which of the series: its day there, also when it was moved
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4, default=LIVE)
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField(default=60)  # of a slow one: how long it is open
    zone = models.CharField(max_length=60)
    template = models.CharField(max_length=20, default="three_rounds")
    prompt = SealedText(owner="by_id")
    opening = SealedText(owner="by_id", null=True)
    closing = SealedText(owner="by_id", null=True)
    guide_seconds = models.PositiveIntegerField(default=180)  # how long a turn softly takes
    places = models.PositiveSmallIntegerField(null=True)  # how many may come, where not everybody may
    made_at = models.DateTimeField(default=clock.now)
    changed_at = models.DateTimeField(default=clock.now)  # when, how long, or what about: for calendars
    changes = models.PositiveIntegerField(default=0)  # SEQUENCE of RFC 5545
    cancelled_at = models.DateTimeField(null=True)

    state = models.JSONField(null=True)  # None until the room opens
    log_length = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    holder_seen_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True, db_index=True)  # when the clock has something to do in the room
    signals_due_at = models.DateTimeField(null=True)  # when gathered signals move the open pages
    nudged_turn = models.PositiveIntegerField(null=True)  # the turn of a slow meeting that was nudged
    ended_at = models.DateTimeField(null=True)
    words_until = models.DateTimeField(null=True, db_index=True)  # then what was said is deleted

    objects = guarded(MeetingQuerySet)
    system = system(MeetingQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["series", "on"], name="meeting_of_series_once")]
        indexes = [models.Index(fields=["circle", "starts_at"], name="meeting_of_circle")]

    @property
    def room(self) -> piece.Room | None:
        return piece.from_data(self.state) if self.state else None

    @property
    def ends_at(self):
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def day_there(self):
        """Its day by the clock of its zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def is_slow(self) -> bool:
        return self.kind == SLOW


class Round(models.Model):
    """One question put to the circle. `place` 0 is the opening, 1 and on the rounds, the last the closing."""

    OPENING, WORDS, VICTORIES, CLOSING = "opening", "words", "victories", "closing"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="rounds")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, default=WORDS)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    question = SealedText(owner="by_id")

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "place"], name="round_once")]
        ordering = ["place"]


class RoomEvent(models.Model):
    """One line of a meeting's log, numbered without gaps; piece.apply makes the room of them. Ids only."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="log")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    by = models.BigIntegerField(default=0)  # 0: the clock
    about = models.BigIntegerField(default=0)
    value = models.BigIntegerField(default=0)
    at = models.BigIntegerField()  # seconds since 1970

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="room_event_number")]
        ordering = ["number"]

    def as_event(self) -> piece.Event:
        return piece.Event(self.kind, self.by, self.at, self.about, self.value)
