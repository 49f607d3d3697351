"""Strategy, what was tried of it, and collections of a circle."""

import base64
import json

from django.db import models
from django.db.models import Q

from cairn.base import clock, crypto, keyring
from cairn.base.guarded import GuardedQuerySet, guarded, system
from cairn.base.ids import new_id
from cairn.base.rules import version_of
from cairn.base.sealed import SealedText
from cairn.circles.models import Circle, seats_of
from cairn.members.models import Member

HELPED, LITTLE, NOT_ME, HARDER = "helped", "little", "not_me", "harder"
OUTCOMES = (HELPED, LITTLE, NOT_ME, HARDER)
STONE, SOMEONE = "stone", "someone"


def trial_mark(strategy_id: int, member_id: int) -> str:
    """Finds a member's trial of a strategy, without the row saying of which one."""
    return crypto.digest("trial", f"{strategy_id}:{member_id}")


_DAY, _BEFORE = "day", "before"  # beside the counts: the day of the latest change, and how they stood before that day


def _today() -> int:
    """A number for the day in UTC."""
    return clock.now().toordinal()


class Situation(models.Model):
    """One that this space adds to those of the words file; `key` of a strategy is then "own-<id>"."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    name = SealedText(owner=None)
    place = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)


def looks(member) -> list:
    """What differs in `seen_by` from viewer to viewer, for questions that are composed once."""
    return [member.pk, list(member.unheard_ids - member.blocked_by_ids), list(member.blocked_by_ids)]


def shown_to(member) -> Q:
    """Without people whose words one is not shown. What is told as "someone" is hidden only from those whom its writer
    blocked: else one could mute or block person after person, and see whose words go away."""
    _own, unheard, blocked_by = looks(member)
    return ~Q(member__in=[*unheard, *blocked_by], shown_as=STONE) & ~Q(member__in=blocked_by)


class StrategyQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """One's own; those told to everyone or to circles one sits in, that wait for no responder and are not held, by
        people who have not left."""
        theirs = Q(circle=None) | Q(circle__in=seats_of(member))
        told = Q(told_at__isnull=False, withdrawn_at=None, held_at=None, member__left_at=None) & theirs & shown_to(member)
        return self.filter(told | Q(member=member)).scoped()

    def told(self):
        return self.filter(told_at__isnull=False, withdrawn_at=None, held_at=None)

    def to_be_looked_at(self):
        """Waiting for a responder before anybody else sees them, the longest waiting first."""
        return self.filter(asked_at__isnull=False, looked_at=None, withdrawn_at=None).order_by("asked_at")


class Strategy(models.Model):
    """One thing somebody did that helped (or did not), for a situation, in their words.

    `counts` holds `tally`, sealed: beside who has lived through what, plain numbers by experience would say of
    somebody with a rare one how it went for them.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    situation = models.CharField(max_length=32)  # a key of the words file, or "own-<id>"
    title = SealedText(owner="member_id")
    words = SealedText(owner="member_id")
    language = models.CharField(max_length=12, default="en")
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, related_name="+")  # None: everyone here
    shown_as = models.CharField(max_length=8, default=STONE)
    counts = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True)  # others see it from then on
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)  # it speaks of medicine, doses or methods: a responder looks first
    looked_at = models.DateTimeField(null=True)
    looked_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    answer = SealedText(owner="member_id", null=True)  # what the responder wrote to its writer

    objects = guarded(StrategyQuerySet)
    system = system(StrategyQuerySet)

    class Meta:
        base_manager_name = "system"
        indexes = [models.Index(fields=["situation", "-told_at"], name="strategy_for")]

    def version(self) -> str:
        """Changes with every edit, so that a form can say what it was opened with."""
        return (self.edited_at or self.made_at).isoformat()

    @property
    def tally(self) -> dict[str, list[int]]:
        """How it went for people: {"": [helped, little, not me, harder], "<topic id>": [...]}, and what others are shown
        of it (counting.py). Who they were stands nowhere in it."""
        return {key: row for key, row in self._counted.items() if key not in (_DAY, _BEFORE)}

    @tally.setter
    def tally(self, tally: dict[str, list[int]]) -> None:
        before = self.tally_before_today
        sealed = crypto.seal(keyring.key_of(keyring.SPACE), json.dumps({**tally, _DAY: _today(), _BEFORE: before}).encode(), self._bound)
        self.counts = {"sealed": base64.b64encode(sealed).decode()}

    @property
    def tally_before_today(self) -> dict[str, list[int]]:
        """By which cards are put in order: whoever looks again in an hour does not see by it that somebody tried one."""
        counted = self._counted
        return counted[_BEFORE] if counted.get(_DAY) == _today() else self.tally

    @property
    def _counted(self) -> dict:
        if not self.counts:
            return {}
        try:
            return json.loads(crypto.unseal(keyring.key_of(keyring.SPACE), base64.b64decode(self.counts["sealed"]), self._bound))
        except crypto.Unreadable:
            return {}

    @property
    def _bound(self) -> bytes:
        return f"cairn_strategy.counts:{self.pk}".encode()


class OwnQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        return self.filter(member=member).scoped()


class Trial(models.Model):
    """A member tries a strategy: for them alone. Which one, and how it went, are sealed."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64, unique=True)  # trial_mark
    sealed = SealedText(owner="member_id")  # JSON: strategy (id), outcome ("" not said), line, counted (topic ids)
    began_at = models.DateTimeField(default=clock.now)
    ask_at = models.DateTimeField(null=True, db_index=True)  # when to ask, once, how it went
    asked_at = models.DateTimeField(null=True)

    objects = guarded(OwnQuerySet)
    system = system(OwnQuerySet)

    class Meta:
        base_manager_name = "system"

    @property
    def kept(self) -> dict:
        """Empty where the words no longer exist."""
        return json.loads(self.sealed or "{}")

    def version(self) -> str:
        """Changes with how it went, so that a form can say what it was opened with."""
        return version_of(self.kept.get("outcome", ""), self.kept.get("line", ""))


class TriedQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Under strategies one sees, by people who have not left; and one's own."""
        seen = Q(strategy__in=Strategy.objects.seen_by(member).values("pk"), held_at=None, member__left_at=None) & shown_to(member)
        return self.filter(seen | Q(member=member)).scoped()


class Tried(models.Model):
    """A line about how it went, or what got in the way, that its writer chose to show under the strategy."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="tried")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=8)
    words = SealedText(owner="member_id")
    shown_as = models.CharField(max_length=8, default=SOMEONE)
    at = models.DateTimeField(default=clock.now)
    held_at = models.DateTimeField(null=True)

    objects = guarded(TriedQuerySet)
    system = system(TriedQuerySet)

    class Meta:
        base_manager_name = "system"
        constraints = [models.UniqueConstraint(fields=["strategy", "member"], name="tried_once")]

    def version(self) -> str:
        return version_of(self.words, self.shown_as)


class CollectionQuerySet(GuardedQuerySet):
    def seen_by(self, member):
        """Whoever sits in the circle; without those of people whose words one is not shown."""
        return self.filter(circle__in=seats_of(member), closed_at=None, by__left_at=None).exclude(by__in=member.unheard_ids).scoped()


class Collection(models.Model):
    """Strategies that a circle gathered: what got us through exam season."""

    id = models.BigIntegerField(primary_key=True, default=new_id)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    title = SealedText(owner="by_id")
    made_at = models.DateTimeField(default=clock.now)
    closed_at = models.DateTimeField(null=True)

    objects = guarded(CollectionQuerySet)
    system = system(CollectionQuerySet)

    class Meta:
        base_manager_name = "system"


class Collected(models.Model):
    """One strategy in one collection, put there by somebody of the circle."""

    collection = models.ForeignKey(Collection, models.CASCADE, related_name="collected")
    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["collection", "strategy"], name="collected_once")]
