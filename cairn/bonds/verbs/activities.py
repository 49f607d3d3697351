"""Something to do together: proposed, changed, cancelled; who goes, and by their own word who came.

Whoever goes holds the activity's row first, so that a seat is given once. Whoever comes later waits in that order.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require, require_unchanged
from cairn.bonds.happenings.activities import ActivityMoved
from cairn.bonds.models import Activity, Going
from cairn.bonds.rules import activities as rules
from cairn.circles import queries as circles
from cairn.safety.models import Decision
from cairn.safety.verbs import hold_newcomer, is_read_first, screen

_WORDS = ("title", "words", "where")


@act
def propose(*, kind: str, title: str, words: str, where: str, starts_at, minutes: int, zone: str, seats: int, circle=None, by) -> Activity:
    """Whoever proposes it goes. Whoever sits in its circle and is not resting is told; what is for everyone
    stands in the list. While the space is quiet, what somebody new proposes stands there, and is told, once it was read."""
    require(rules.may_propose(by, circle), _("You can propose something to everyone here, or to a circle you sit in."))
    activity = Activity(by=by, circle=circle)
    _put(activity, kind=kind, title=title, words=words, where=where, starts_at=starts_at, minutes=minutes, zone=zone, seats=seats)
    _read_first(activity, by)
    activity.save(force_insert=True)
    Going.objects.create(activity=activity, member=by)
    _screen(activity, by)
    if activity.held_at is None:
        _tell_its_circle(activity)
    return activity


def _tell_its_circle(activity) -> None:
    if activity.circle_id is not None:
        _tell(activity, "proposed", circles.expected_ids(activity.circle_id), besides=activity.by_id)


def _read_first(activity, by) -> None:
    if activity.held_at is None and is_read_first(by):
        activity.held_at = clock.now()
        hold_newcomer("activity", activity.pk, by=by)


@act
def change(activity, *, kind: str, title: str, words: str, where: str, starts_at, minutes: int, zone: str, seats: int, seen: str = "", by) -> Activity:
    """Those who go are told where another time or place could matter to them. Nobody loses a seat by it. Raises
    ChangedMeanwhile."""
    activity = _held(activity)
    require(rules.may_change(by, activity), _("This can be changed by whoever proposed it, until it begins."))
    require_unchanged(activity, seen)
    before = (activity.starts_at, activity.ends_at, activity.where, activity.kind)
    taken = min(rules.MOST_SEATS, max(seats, _seated(activity)))
    _put(activity, kind=kind, title=title, words=words, where=where, starts_at=starts_at, minutes=minutes, zone=zone, seats=taken)
    activity.edited_at, activity.reminded_at = clock.now(), None
    was = _ids_in(activity)
    _read_first(activity, by)
    activity.save()
    _screen(activity, by)
    if activity.held_at is None and before != (activity.starts_at, activity.ends_at, activity.where, activity.kind):
        _tell(activity, "changed", _ids(activity), besides=by.pk)
    _tell(activity, "place", set(_ids_in(activity)) - set(was), besides=by.pk)
    return activity


def _put(activity: Activity, *, minutes: int, **said) -> None:
    for name, value in said.items():
        setattr(activity, name, value)
    activity.ends_at = activity.starts_at + timedelta(minutes=minutes)
    remind = activity.starts_at - rules.REMIND
    activity.due_at = remind if remind > clock.now() else activity.ends_at + rules.ASK_AFTER


@act
def cancel(activity, *, by) -> Activity:
    activity = _held(activity)
    require(rules.may_change(by, activity), _("This can be called off by whoever proposed it, until it begins."))
    return _cancelled(activity)


def _cancelled(activity) -> Activity:
    activity.cancelled_at = clock.now()
    activity.save(update_fields=["cancelled_at"])
    _tell(activity, "cancelled", _ids(activity), besides=activity.by_id)
    return activity


@act
def uncancel(activity, *, by) -> Activity:
    """Within ten minutes of calling it off."""
    activity = _held(activity)
    soon = activity.cancelled_at is not None and activity.cancelled_at > clock.now() - rules.UNDO_FOR
    require(activity.by_id == by.pk and (soon or activity.cancelled_at is None), _("It was called off some time ago. You can propose it again."))
    if activity.cancelled_at is not None:
        activity.cancelled_at = None
        activity.save(update_fields=["cancelled_at"])
        _tell(activity, "changed", _ids(activity), besides=by.pk)
    return activity


# ---- who goes


@act
def go(activity, *, by) -> Going:
    """A seat, or a place in the order of those who wait for one."""
    activity = _held(activity)
    require(rules.may_go(by, activity), _("This has begun, or was called off."))
    return Going.objects.get_or_create(activity=activity, member=by, defaults={"at": clock.now()})[0]


@act
def not_go(activity, *, by) -> None:
    """Without a reason. Whoever waits first has the seat, and is told."""
    activity = _held(activity)
    require(activity.by_id != by.pk, _("You proposed this: you can call it off."))
    _leave(activity, by.pk)


def _leave(activity, member_id: int) -> None:
    was = set(_ids_in(activity))
    Going.objects.filter(activity=activity, member=member_id).delete()
    if rules.is_to_come(activity):
        _tell(activity, "place", set(_ids_in(activity)) - was)


@act
def say_came(activity, came: bool | None, *, by) -> None:
    """By one's own word alone; None takes it back."""
    require(rules.may_say_came(activity), _("This can be said once it has begun, for two weeks."))
    Going.objects.filter(activity=activity, member=by).update(came=came)


def put_down_between(happening) -> None:
    """Two of whom one has blocked the other go to nothing that either of them proposed."""
    for one, other in ((happening.blocker_id, happening.blocked_id), (happening.blocked_id, happening.blocker_id)):
        for activity in Activity.system.coming().filter(by=one, going__member=other):
            _leave(activity, other)


def left(happening) -> None:
    """Somebody leaves the space: what they proposed is called off, and their seats are free."""
    for activity in Activity.system.coming().filter(by=happening.member_id):
        _cancelled(activity)
    for activity in Activity.system.coming().filter(going__member=happening.member_id).exclude(by=happening.member_id):
        _leave(activity, happening.member_id)


def hold_activity(pk: int, at) -> None:
    """A responder holds it, or lets it be seen again (None). What was held because somebody new wrote it while the space
    was quiet has been told to nobody yet: now it is, or that it was changed."""
    Activity.system.filter(pk=pk).update(held_at=at)
    activity = Activity.system.select_related("circle").filter(pk=pk, cancelled_at=None).first()
    if at is not None or activity is None or not _was_read_first(pk):
        return
    if activity.edited_at is None:
        _tell_its_circle(activity)
    else:
        _tell(activity, "changed", _ids(activity), besides=activity.by_id)


def _was_read_first(pk: int) -> bool:
    """The decision that ended last is the one that ends now."""
    last = Decision.objects.filter(noun="activity", noun_id=pk, ended_at__isnull=False).order_by("-ended_at").first()
    return last is not None and last.act == Decision.NEWCOMER


# ---- what is due


@clock.due("activities that begin or are over", every=timedelta(minutes=5))
def mind_activities() -> None:
    """A day before it those who go are reminded; afterwards they are asked whether they came."""
    for activity in Activity.system.filter(due_at__lte=clock.now()):
        _mind(activity)


@act
def _mind(activity) -> None:
    activity = _held(activity)
    now = clock.now()
    if activity.due_at is None or activity.due_at > now:
        return
    stands = activity.cancelled_at is None and activity.held_at is None
    over = now >= activity.ends_at
    if stands:
        _tell(activity, "over" if over else "soon", _ids_in(activity))
    activity.reminded_at, activity.due_at = now, None if over else activity.ends_at + rules.ASK_AFTER
    activity.save(update_fields=["reminded_at", "due_at"])


# ---- common


def _held(activity) -> Activity:
    return Activity.system.select_for_update(of=("self",)).select_related("circle").get(pk=activity.pk)


def _ids(activity) -> list[int]:
    """Everybody who goes or waits, in their order."""
    return list(Going.objects.filter(activity=activity).order_by("at", "pk").values_list("member", flat=True))


def _ids_in(activity) -> list[int]:
    return _ids(activity)[: activity.seats]


def _seated(activity) -> int:
    return len(_ids_in(activity))


def _screen(activity, by) -> None:
    where = _("in %(circle)s") % {"circle": activity.circle.name} if activity.circle else _("in an activity for everyone here")
    text = "\n\n".join(getattr(activity, name) for name in _WORDS)
    screen("activity", activity.pk, text, by=by, told=True, where=where, href=reverse("activity", args=[activity.pk]))


def _tell(activity, what: str, to, *, besides: int | None = None) -> None:
    hear = tuple(sorted(pk for pk in to if pk != besides))
    if hear:
        tell(ActivityMoved(activity.pk, what, hear))
