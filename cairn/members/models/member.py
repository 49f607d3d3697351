"""A person here, known by a chosen name and a stone; never by a real name."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.utils.functional import cached_property

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText


# What each word stands for is said at Around; the placeholders are of ids, but for the two moments.
_AROUND = """
    SELECT 'blocks', blocked_id FROM cairn_block WHERE blocker_id = %s
    UNION ALL SELECT 'blocked by', blocker_id FROM cairn_block WHERE blocked_id = %s
    UNION ALL SELECT 'folds', topic_id FROM cairn_boundary WHERE member_id = %s
    UNION ALL SELECT 'apart', other_id FROM cairn_apart
        WHERE member_id = %s AND (kind = 'mute' OR kind = 'break' AND until > %s)
    UNION ALL SELECT 'apart by', member_id FROM cairn_apart WHERE other_id = %s AND kind = 'break' AND until > %s
    UNION ALL SELECT 'restricts', other_id FROM cairn_apart WHERE member_id = %s AND kind = 'restrict'
"""


_WORDS = ("blocks", "blocked by", "folds", "apart", "apart by", "restricts")


@dataclass(frozen=True, slots=True)
class Around:
    """Ids: whom somebody blocked, who blocked them, the topics they fold; whom they muted or took a break from, and
    who took a break from them: of which nothing they see may tell; and whom they restrict."""

    blocks: frozenset[int]
    blocked_by: frozenset[int]
    folds: frozenset[int]
    apart: frozenset[int]
    apart_by: frozenset[int]
    restricts: frozenset[int]

    @property
    def unheard(self) -> frozenset[int]:
        """Everybody whose words are not shown to them."""
        return self.blocks | self.blocked_by | self.apart | self.apart_by

    @classmethod
    def of(cls, rows) -> "Around":
        """From pairs of a word and an id; other words are left aside."""
        return cls(*(frozenset(pk for said, pk in rows if said == word) for word in _WORDS))

    @staticmethod
    def asking(pk: int) -> tuple[str, list]:
        """(SQL, parameters) for all of it at once; pages that ask more of the database add to it."""
        now = connection.ops.adapt_datetimefield_value(clock.now())
        return _AROUND, [pk, pk, pk, pk, now, pk, now, pk]


class MemberQuerySet(GuardedQuerySet):
    def here(self):
        """Welcomed, and not left."""
        return self.filter(welcomed_at__isnull=False, left_at=None)

    def may_come_in(self):
        """Whose ways in still open something: not left; left by themselves with time to change their mind; or ended by
        two responders with time to read why and to appeal."""
        ended = models.Q(ended_at__isnull=False, erased_at=None, paused_until__gt=clock.now())
        return self.filter(models.Q(left_at=None) | models.Q(ended_at=None, erased_at=None, erase_at__gt=clock.now()) | ended)

    def not_blocked_with(self, member):
        """Without those who blocked `member` or whom they blocked: silent and symmetric."""
        return self.exclude(pk__in=member.blocked_ids)


class MemberManager(BaseUserManager.from_queryset(MemberQuerySet)):
    def get_by_natural_key(self, handle):
        return self.get(handle=handle)


class Member(AbstractBaseUser):
    """`handle` is a keyed digest of the private sign-in name, None for a passkey alone."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    handle = models.CharField(max_length=64, unique=True, null=True)
    sign_in_name = SealedText(owner="id", null=True)
    name = SealedText(owner="id")
    stone = models.CharField(max_length=24)
    mail = SealedText(owner="id", null=True)
    mail_digest = models.CharField(max_length=64, null=True, db_index=True)
    mail_proven_at = models.DateTimeField(null=True)

    joined_at = models.DateTimeField(default=clock.now)
    welcomed_at = models.DateTimeField(null=True)  # None while a coordinator has yet to let them in
    coordinator_since = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # their key is gone with everything they wrote
    ended_at = models.DateTimeField(null=True)  # left not by themselves: two responders ended it
    erase_at = models.DateTimeField(null=True, db_index=True)  # after they left: until then they may come back
    answers_stand = models.BooleanField(default=False)  # what they answered to others stays, as "someone"
    responder_since = models.DateTimeField(null=True)
    duty_rests_until = models.DateTimeField(null=True)  # a responder who needs a rest; somebody else stands in
    duty_most = models.PositiveSmallIntegerField(default=6)  # alerts and reports a week they can carry
    paused_until = models.DateTimeField(null=True)  # may read and be helped, but not write to others

    language = models.CharField(max_length=12, default="en")  # of the pages
    languages = models.JSONField(default=list)  # spoken, BCP 47
    zone = models.CharField(max_length=60, default="UTC")
    hours = models.IntegerField(default=0)  # bit h: usually here in local hour h; 0: any time
    quiet_from = models.PositiveSmallIntegerField(default=21)  # local hour; no asks from here
    quiet_to = models.PositiveSmallIntegerField(default=8)  # to here

    theme = models.CharField(max_length=5, default="")  # "", light, dark
    plain_type = models.BooleanField(default=False)
    text_size = models.CharField(max_length=6, default="")  # "", large
    motion = models.CharField(max_length=4, default="")  # "", less
    contrast = models.CharField(max_length=4, default="")  # "", more
    hears_signals = models.BooleanField(default=False)  # a screen reader is told of others' quiet signals
    coach = models.BooleanField(default=True)  # may ask a gentle question while they write a response
    likeness_since = models.DateTimeField(null=True)  # their shares may be compared with others' by text
    leave_to = SealedText(owner="id", null=True)
    leave_says = models.CharField(max_length=8, default="")  # members/rules.py; "" is Leave
    leave_signs_out = models.BooleanField(default=True)  # else everything is covered, and coming back is one press

    USERNAME_FIELD = "handle"
    REQUIRED_FIELDS = []
    last_login = None

    objects = MemberManager()

    def __str__(self) -> str:
        """For logs and failing tests: no name of anybody's."""
        return f"member {self.pk}"

    @property
    def is_coordinator(self) -> bool:
        return self.coordinator_since is not None

    @property
    def is_responder(self) -> bool:
        return self.responder_since is not None

    @cached_property
    def around(self) -> "Around":
        """Whom and what they do not see, read once for this instance (one request)."""
        with connection.cursor() as cursor:  # written out, as nearly every page asks it
            cursor.execute(*Around.asking(self.pk))
            return Around.of(cursor.fetchall())

    @property
    def blocked_ids(self) -> frozenset[int]:
        """Everybody blocked either way."""
        return self.around.blocks | self.around.blocked_by

    @property
    def unheard_ids(self) -> frozenset[int]:
        """Everybody whose words are not shown to them: blocked either way, muted, or on a break with them."""
        return self.around.unheard

    @property
    def blocked_by_ids(self) -> frozenset[int]:
        return self.around.blocked_by

    @property
    def folded_ids(self) -> frozenset[int]:
        """Topics they want to see folded."""
        return self.around.folds

    @property
    def is_here(self) -> bool:
        return self.welcomed_at is not None and self.left_at is None


class Experience(models.Model):
    """Something a member says they have lived through."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="experiences")
    topic = models.ForeignKey("cairn.Topic", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="experience_once")]


class Interest(models.Model):
    """A hobby or everyday pleasure, from a plain list (members/interests.py)."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="interests")
    kind = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "kind"], name="interest_once")]


class Boundary(models.Model):
    """A topic this member wants to see folded."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="boundaries")
    topic = models.ForeignKey("cairn.Topic", models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="boundary_once")]
