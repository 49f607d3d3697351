"""Share, Response and Signal; who wrote a share is a row of its own."""

import json

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from cairn.base import clock, crypto
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText
from cairn.circles.models import Circle
from cairn.members.models import Apart, Member

LISTENING, STORIES, IDEAS, NOTHING = "listening", "stories", "ideas", "nothing"
ME, READERS, CIRCLE, EVERYONE = "me", "readers", "circle", "everyone"
STONE, SOMEONE = "stone", "someone"
HEARD, SIMILAR, IDEA, QUESTION = "heard", "similar", "idea", "question"
NOD, HEART, WITH = "nod", "heart", "with"


def writer_mark(member_id: int) -> str:
    """Finds one's own shares told as "someone", without storing whose they are."""
    return crypto.digest("authorship", str(member_id))


def veiled(share_id: int, member_id: int) -> int:
    """A number by which a writer finds their own share told as "someone", and nobody else finds anything."""
    return int(crypto.digest("veil", f"{share_id}:{member_id}")[:15], 16)


def _sat_in(member) -> RawSQL:
    """Circles in which the member holds a seat. Written out, as every page asks it: what Django takes
    to compose two subqueries is a tenth of a page."""
    return RawSQL("SELECT circle_id FROM cairn_seat WHERE member_id = %s AND left_at IS NULL", [member.pk])


def _reads(member) -> RawSQL:
    return RawSQL("SELECT share_id FROM cairn_reader WHERE member_id = %s", [member.pk])


def stream_of(share_id: int) -> str:
    """The name of the stream on which an open share moves."""
    return f"share:{share_id}"


def looks(member) -> list:
    """What differs in seen_by() and by() from viewer to viewer, for questions that are composed once."""
    apart = [list(member.unheard_ids), [writer_mark(pk) for pk in member.blocked_by_ids]]
    return [member.is_here, member.pk, writer_mark(member.pk), *apart]


class ShareQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """One's own; those told to everyone, to circles one sits in, or to oneself as a reader.

        Never anything by somebody blocked, muted or on a break (see _by_unheard), nor what others have
        withdrawn or a responder holds.
        """
        if member is None or not member.is_here:
            return self.none().scoped()
        told = Q(audience=EVERYONE) | Q(audience=CIRCLE, circle__in=_sat_in(member)) | Q(audience=READERS, id__in=_reads(member))
        theirs = told & Q(told_at__isnull=False, withdrawn_at=None, held_at=None)
        seen = self.filter(theirs | self._by(member))
        if member.unheard_ids:
            seen = seen.exclude(self._by_unheard(member))
        return seen.scoped()

    def by(self, member):
        return self.filter(self._by(member))

    def not_by(self, member):
        return self.exclude(self._by(member))

    def told(self):
        return self.filter(told_at__isnull=False, withdrawn_at=None)

    def before_others(self):
        """Told and not held: what others can come upon at all."""
        return self.told().filter(held_at=None)

    def waiting_to_be_heard(self):
        """Told to others and unanswered. Who only wanted to say it waits for nothing."""
        return self.before_others().filter(heard_at=None).exclude(audience=ME).exclude(need=NOTHING)

    def heard_or_by(self, member):
        """What a list shows after those waiting to be heard."""
        return self.filter(Q(heard_at__isnull=False) | Q(need=NOTHING) | self._by(member))

    @staticmethod
    def _by(member):
        return Q(authorship__member=member) | Q(authorship__mark=writer_mark(member.pk))

    @staticmethod
    def _by_unheard(member):
        """A share told as "someone" is hidden from those whom its writer blocked, but not from those who
        blocked its writer, muted them or took a break from them: else one could do so with person after
        person and see whose words go away."""
        marks = [writer_mark(pk) for pk in member.blocked_by_ids]
        return Q(authorship__member__in=member.unheard_ids) | Q(authorship__mark__in=marks)


class Share(models.Model):
    """Something a member tells, with what would help, who may see it, and how they are shown."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    text = SealedText(owner="writer_id")
    need = models.CharField(max_length=10, default=LISTENING)
    audience = models.CharField(max_length=10, default=ME)
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, related_name="shares")
    shown_as = models.CharField(max_length=8, default=STONE)
    note_topics = models.JSONField(default=list)  # ids of topics it mentions
    note_words = SealedText(owner="writer_id", null=True)
    prompt = models.CharField(max_length=20, default="")
    language = models.CharField(max_length=12, default="en")
    encouraged_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="encouraged")
    made_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)  # another member has answered
    withdrawn_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)  # by a responder: its writer alone sees it
    folded_at = models.DateTimeField(null=True)  # by a responder: behind a note

    objects = guarded(ShareQuerySet)
    system = system(ShareQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [
            models.CheckConstraint(
                condition=Q(audience=CIRCLE, circle__isnull=False) | (~Q(audience=CIRCLE) & Q(circle=None)),
                name="share_circle",
            )
        ]
        indexes = [
            models.Index(fields=["circle", "-told_at"], name="share_in_circle"),
            models.Index(fields=["audience", "-told_at"], name="share_by_audience"),
            # Lists stop at their twentieth row, and what waits is never many: neither reads every share.
            models.Index(fields=["-told_at", "-id"], name="share_latest"),
            models.Index(fields=["-told_at", "-id"], name="share_waiting", condition=Q(heard_at=None, withdrawn_at=None)),
        ]

    @property
    def writer_id(self) -> int:
        return self.authorship.writer_id

    def version(self) -> str:
        """Changes with every edit, so that a form can say what it was opened with."""
        return (self.edited_at or self.told_at or self.made_at).isoformat()

    @property
    def waits(self) -> bool:
        """Whether it waits to be heard; "I only wanted to say it" does not."""
        return self.heard_at is None and self.held_at is None and self.need != NOTHING and self.audience != ME

    def is_by(self, member) -> bool:
        return member is not None and self.writer_id == member.pk


class Authorship(models.Model):
    """Who wrote a share. For one told as "someone" the writer is sealed by the space's key."""

    share = models.OneToOneField(Share, models.CASCADE, primary_key=True, related_name="authorship")
    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    sealed_writer = SealedText(owner=None, null=True)
    mark = models.CharField(max_length=64, default="", db_index=True)

    @property
    def writer_id(self) -> int:
        """The writer, or 0 where the sealed row cannot be opened any more."""
        return self.member_id or int(self.sealed_writer or 0)

    def show(self, writer_id: int, *, as_someone: bool) -> "Authorship":
        """Write down the writer, openly or sealed."""
        self.member_id = None if as_someone else writer_id
        self.sealed_writer = str(writer_id) if as_someone else None
        self.mark = writer_mark(writer_id) if as_someone else ""
        return self


class Reader(models.Model):
    """A member who may read a share beyond its circle and everyone."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="readers")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "member"], name="reader_once")]


class AnswerQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Answers to shares the member may see, without those of people whose words they are not shown."""
        return (
            self.filter(share__in=Share.objects.seen_by(member))
            .exclude(member__in=member.unheard_ids)
            .scoped()
        )

    def to(self, member):
        """Answers to the member's own standing shares: those are always theirs to see, so only people remain."""
        answers = self.filter(share__in=Share.system.by(member).told())
        return (answers.exclude(member__in=member.unheard_ids) if member.unheard_ids else answers).scoped()

    def under(self, share, member):
        """The same for one share that was already read as `member`: only people remain to be asked."""
        answers = self.filter(share=share.pk)
        return (answers.exclude(member__in=member.unheard_ids) if member.unheard_ids else answers).scoped()


def _theirs(member) -> Q:
    """Answers between two, for either of them."""
    return Q(member=member) | Q(share__authorship__member=member)


class ResponseQuerySet(AnswerQuerySet):
    """What a responder holds is seen by its writer alone; what is kept back, by the two whom it is between. The
    share's own writer has no row of their own in `member`: theirs are found through the share."""

    def seen_by(self, member):
        """The same, without what is held, and without what is kept back between two others."""
        own = Q(member=member) | Q(member=None, share__in=Share.system.by(member))
        seen = super().seen_by(member).filter(Q(kept_back_at=None) | _theirs(member))
        return seen.filter(Q(held_at=None) | own).scoped()

    def to(self, member):
        return super().to(member).filter(Q(held_at=None) | Q(member=None)).scoped()

    def under(self, share, member):
        """A restricted answer is there for its writer, as if nothing were, and for whoever told the share."""
        answers = super().under(share, member)
        if share.is_by(member):
            return answers.filter(Q(held_at=None) | Q(member=None)).scoped()
        return answers.filter(Q(kept_back_at=None, held_at=None) | Q(member=member)).scoped()

    def standing(self):
        return self.filter(withdrawn_at=None)

    def before_others(self):
        """Standing and not held."""
        return self.standing().filter(held_at=None)


class SignalQuerySet(AnswerQuerySet):
    """Those given by somebody whom the share's writer restricts are seen by the two of them alone. Never under
    words told as "someone", where that would tell whose restriction it is (see Share)."""

    def seen_by(self, member):
        return super().seen_by(member).filter(_theirs(member) | ~Exists(self.of_restricted())).scoped()

    def under(self, share, member):
        signals = super().under(share, member)
        if share.is_by(member) or share.shown_as == SOMEONE:
            return signals
        return signals.filter(Q(member=member) | ~Exists(self.of_restricted(share.writer_id))).scoped()

    @staticmethod
    def of_restricted(writer_id: int | None = None):
        """For each signal, whether the writer of its share restricts whoever gave it."""
        writer = OuterRef("share__authorship__member") if writer_id is None else writer_id
        return Apart.objects.filter(kind=Apart.RESTRICT, member=writer, other=OuterRef("member"))


class Response(models.Model):
    """An answer to a share. `member` is None where the share's own writer speaks: their
    answer must not tell who they are when the share is told as "someone"."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    share = models.ForeignKey(Share, models.CASCADE, related_name="responses")
    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=10, default=HEARD)
    text = SealedText(owner="writer_id")
    at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    felt_heard_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)  # by a responder: its writer alone sees it
    folded_at = models.DateTimeField(null=True)  # by a responder: behind a note
    kept_back_at = models.DateTimeField(null=True)  # its writer is restricted: it is between the two of them

    objects = guarded(ResponseQuerySet)
    system = system(ResponseQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [
            models.Index(fields=["share", "at"], name="response_in_order"),
            models.Index(fields=["at"], name="response_lately"),  # how much each has listened this week
        ]

    @property
    def writer_id(self) -> int:
        return self.member_id or self.share.writer_id

    @property
    def from_author(self) -> bool:
        return self.member_id is None

    def version(self) -> str:
        return (self.edited_at or self.at).isoformat()


class Signal(models.Model):
    """A quiet signal: nod, heart or with you. Shown with names, never numbers."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="signals")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6)
    at = models.DateTimeField(default=clock.now)

    objects = guarded(SignalQuerySet)
    system = system(SignalQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["share", "member", "kind"], name="signal_once")]


class DraftQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()


class Draft(models.Model):
    """What a member has begun to write: a share (`about` is the draft's own number) or a response
    (`about` is the share it answers)."""

    SHARE, RESPONSE = "share", "response"

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    about = models.BigIntegerField(default=0)
    fields = SealedText(owner="member_id")  # JSON of the form
    kept_at = models.DateTimeField(default=clock.now)

    @property
    def typed(self) -> dict:
        """What was typed, field by field; empty when it can no longer be read."""
        return json.loads(self.fields or "{}")

    objects = guarded(DraftQuerySet)
    system = system(DraftQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["member", "kind", "about"], name="draft_once")]
