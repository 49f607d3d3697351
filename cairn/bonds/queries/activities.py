"""What members do together: the list, and one of them as a member sees it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.bonds.models import Activity, Going
from cairn.bonds.rules import activities as rules
from cairn.circles import queries as circles
from cairn.safety.models import AsItStands
from cairn.shares.queries import Faces

MOST = 60  # in the list; what is further off comes nearer
MOST_ON_CIRCLE = 4

# Whether a circle's page has to ask for those to come; mostly it has not.
THERE = "EXISTS(SELECT 1 FROM cairn_activity WHERE circle_id = cairn_agreement.circle_id AND cancelled_at IS NULL AND due_at IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Goer:
    name: str
    stone: str
    own: bool
    proposed: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """One activity as the viewer sees it. `goers` are those whose words they are shown."""

    activity: Activity
    by: Goer
    goers: list[Goer]
    free: int
    mine: Going | None
    has_seat: bool  # the viewer has one of the seats; else they wait, if `mine`

    @property
    def pk(self) -> int:
        return self.activity.pk

    @property
    def to(self) -> str:
        return self.activity.circle.name if self.activity.circle else _("everyone here")

    @property
    def is_own(self) -> bool:
        return self.by.own

    @property
    def over(self) -> bool:
        return self.activity.ends_at <= clock.now()

    @property
    def begun(self) -> bool:
        return self.activity.starts_at <= clock.now()

    @property
    def may_go(self) -> bool:
        return rules.is_to_come(self.activity)

    @property
    def may_say_came(self) -> bool:
        return self.has_seat and rules.may_say_came(self.activity)


def activity_for(member, pk: int) -> Activity:
    return found(next(iter(_activity(member, pk)), None))


@composed(lambda member, pk: [member.pk, list(member.unheard_ids), pk])
def _activity(member, pk: int):
    return Activity.objects.seen_by(member).select_related("circle").filter(pk=pk)


def activity_page(member, pk: int) -> Shown:
    return _shown([activity_for(member, pk)], member)[0]


def activities_to_come(member) -> list[Shown]:
    """The next first."""
    return _shown(_to_come(member, clock.now()), member)


@composed(lambda member, at: [member.pk, list(member.unheard_ids), at])
def _to_come(member, at):
    return Activity.objects.seen_by(member).coming(at).filter(held_at=None).select_related("circle")[:MOST]


def activities_been_at(member) -> list[Shown]:
    """Those the viewer had a seat in, while it can be said whether they came; the latest first."""
    return [one for one in _shown(_been_at(member, clock.now()), member) if one.has_seat]


@composed(lambda member, at: [member.pk, list(member.unheard_ids), at, at - rules.ASKED_FOR])
def _been_at(member, at):
    mine = Going.objects.filter(member=member).values("activity")
    over = Activity.objects.seen_by(member).filter(pk__in=mine, cancelled_at=None, ends_at__lte=at, ends_at__gt=at - rules.ASKED_FOR)
    return over.select_related("circle").order_by("-ends_at")


def activities_of_circle(member, circle) -> list[Activity]:
    """To come, for the circle's own page, which has read the keys of its people. One query."""
    return _to_come_in(member, circle, clock.now())


@composed(lambda member, circle, at: [member.pk, list(member.unheard_ids), circle.pk, at])
def _to_come_in(member, circle, at):
    return Activity.objects.seen_by(member).coming(at).filter(circle=circle, held_at=None)[:MOST_ON_CIRCLE]


def _shown(activities: list[Activity], member) -> list[Shown]:
    going: dict[int, list[Going]] = {activity.pk: [] for activity in activities}
    for one in _goers(list(going)) if going else ():
        going[one.activity_id].append(one)
    faces = Faces({(a.circle_id, one.member_id) for a in activities for one in going[a.pk]} | {(a.circle_id, a.by_id) for a in activities})
    return [_one(activity, going[activity.pk], faces, member) for activity in activities]


@composed(lambda ids: [ids])
def _goers(ids: list[int]):
    return Going.objects.filter(activity__in=ids).order_by("at", "pk")


def _one(activity: Activity, going: list[Going], faces, member) -> Shown:
    def goer(member_id: int) -> Goer:
        face = faces.of(activity.circle_id, member_id)
        return Goer(face.name, face.stone, member_id == member.pk, member_id == activity.by_id)

    seated = going[: activity.seats]
    mine = next((one for one in going if one.member_id == member.pk), None)
    shown = [goer(one.member_id) for one in seated if one.member_id not in member.unheard_ids]
    return Shown(activity, goer(activity.by_id), shown, max(0, activity.seats - len(going)), mine, mine in seated)


@dataclass(frozen=True, slots=True)
class Soon:
    pk: int
    title: str
    starts_at: datetime
    zone: str


def next_of_mine(member) -> Soon | None:
    """What the viewer goes to next. One query."""
    one = next(iter(_mine_to_come(member, clock.now())), None)
    return Soon(one.pk, one.title or "", one.starts_at, one.zone) if one else None


@composed(lambda member, at: [member.pk, list(member.unheard_ids), at])
def _mine_to_come(member, at):
    mine = Going.objects.filter(member=member).values("activity")
    return Activity.objects.seen_by(member).coming(at).filter(pk__in=mine, held_at=None)[:1]


def circles_to_do_with(member) -> list:
    return [circle for circle in circles.my_circles(member) if circle.closed_at is None]


def activity_as_it_stands(member, pk: int) -> AsItStands:
    """Its words, for somebody who reports it, or 404: as they read it, and where it is stands there for those who go."""
    one = activity_page(member, pk)
    words = "\n\n".join(filter(None, (one.activity.title, one.activity.words, one.activity.where if one.has_seat else "")))
    where = _("in %(circle)s") % {"circle": one.to} if one.activity.circle else _("in an activity for everyone here")
    return AsItStands(
        found(words or None), one.by.name, where, one.activity.made_at.isoformat(), reverse("activity", args=[pk]), one.activity.by_id,
        circle_id=one.activity.circle_id or 0,
    )
