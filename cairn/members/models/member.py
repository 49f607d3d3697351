"""A person here, known by a chosen name and a stone; never by a real name."""

from dataclasses import dataclass

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import connection, models
from django.utils.functional import cached_property

from cairn.base import clock
from cairn.base.guarded import GuardedQuerySet
from cairn.base.ids import new_id
from cairn.base.sealed import SealedText


_AROUND = """
    SELECT 'blocks', blocked_id FROM cairn_block WHERE blocker_id = %s
    UNION ALL SELECT 'blocked by', blocker_id FROM cairn_block WHERE blocked_id = %s
    UNION ALL SELECT 'folds', topic_id FROM cairn_boundary WHERE member_id = %s
"""


@dataclass(frozen=True, slots=True)
class Around:
    """Ids: whom somebody blocked, who blocked them, and the topics they fold."""

    blocks: frozenset[int]
    blocked_by: frozenset[int]
    folds: frozenset[int]

    @classmethod
    def of(cls, rows) -> "Around":
        """From pairs of a word ("blocks", "blocked by", "folds") and an id; others are left aside."""
        return cls(*(frozenset(pk for said, pk in rows if said == word) for word in ("blocks", "blocked by", "folds")))


class MemberQuerySet(GuardedQuerySet):
    def here(self):
        """Welcomed, and not left."""
        return self.filter(welcomed_at__isnull=False, left_at=None)

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
    def may_come_in(self):
        """Whose ways in still open something: not left, or left by themselves with time to change their mind."""
        return self.filter(models.Q(left_at=None) | models.Q(ended_at=None, erased_at=None, erase_at__gt=clock.now()))


    joined_at = models.DateTimeField(default=clock.now)
    welcomed_at = models.DateTimeField(null=True)  # None while a coordinator has yet to let them in
    coordinator_since = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # their key is gone with everything they wrote
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
    coach = models.BooleanField(default=True)  # may ask a gentle question while they write a response
    likeness_since = models.DateTimeField(null=True)  # their shares may be compared with others' by text
    leave_to = SealedText(owner="id", null=True)
    leave_signs_out = models.BooleanField(default=False)

    USERNAME_FIELD = "handle"
    ended_at = models.DateTimeField(null=True)  # left not by themselves: two responders ended it
    erase_at = models.DateTimeField(null=True, db_index=True)  # after they left: until then they may come back
    answers_stand = models.BooleanField(default=False)  # what they answered to others stays, as "someone"
    REQUIRED_FIELDS = []
    last_login = None

    objects = MemberManager()

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
            cursor.execute(_AROUND, [self.pk] * 3)
            return Around.of(cursor.fetchall())

    @property
    def blocked_ids(self) -> frozenset[int]:
        """Everybody blocked either way."""
        return self.around.blocks | self.around.blocked_by

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
