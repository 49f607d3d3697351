"""What is said in a room, the quiet signals to it, and notes from whoever holds it."""

from django.db import models
from django.db.models import Q

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.meetings.models.meeting import Meeting
from cairn.members.models import Member


class SpokenQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """What was said in meetings the member may see, without people blocked either way; and what they
        kept of their own, for as long as they like. What a responder holds is its writer's alone."""
        here = self.filter(meeting__in=Meeting.objects.seen_by(member), meeting__ended_at=None)
        after = self.filter(meeting__in=Meeting.objects.seen_by(member), meeting__words_until__gt=clock.now())
        own = self.filter(member=member)
        return ((here | after).filter(held_at=None).exclude(member__in=member.blocked_ids) | own).scoped()

    def in_room(self, meeting, member):
        """The same for one meeting that was already read as `member`: only blocks remain to be asked."""
        said = self.filter(Q(held_at=None) | Q(member=member), meeting=meeting)
        return (said.exclude(member__in=member.blocked_ids) if member.blocked_ids else said).scoped()


class Spoken(models.Model):
    """One paragraph. Deleted with the room's words, unless its writer keeps it for themselves."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="spoken")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    phase = models.CharField(max_length=10)
    round = models.PositiveSmallIntegerField(default=0)
    turn = models.PositiveIntegerField()  # Room.turn while it was said
    text = SealedText(owner="member_id")
    at = models.DateTimeField(default=clock.now)
    kept_at = models.DateTimeField(null=True)  # its writer keeps it
    held_at = models.DateTimeField(null=True)  # by a responder: its writer alone sees it

    objects = guarded(SpokenQuerySet)
    system = system(SpokenQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["meeting", "at"], name="spoken_in_order")]


class RoomSignal(models.Model):
    """A nod, a heart or "with you" to one turn. Names, never numbers."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="signals")
    turn = models.PositiveIntegerField()
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6)
    at = models.DateTimeField(default=clock.now)

    objects = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "turn", "member", "kind"], name="room_signal_once")]


class RoomNoteQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(Q(by=member) | Q(to=member)).scoped()


class RoomNote(models.Model):
    """A line between whoever holds the meeting and one person in it. Nobody else sees it."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notes")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    to = models.ForeignKey(Member, models.CASCADE, related_name="+")
    text = SealedText(owner="by_id")
    at = models.DateTimeField(default=clock.now)

    objects = guarded(RoomNoteQuerySet)
    system = system(RoomNoteQuerySet)

    class Meta:
        base_manager_name = "system"
