"""What a listener decides about being asked, what the space learns about them, and what an author allows."""

from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.hearing.engine import learning
from cairn.hearing.engine.waves import WEEK
from cairn.hearing.models import Ask, Listener, RatherNot, Wave
from cairn.hearing.rules import may_widen
from cairn.hearing.verbs.asking import one_at_a_time
from cairn.hearing.verbs.following import has_heard_enough, heard_this_week
from cairn.hearing.verbs.letting_go import have_back_since, put_down, spare
from cairn.members.models import Topic
from cairn.shares.models import Share
from cairn.shares.rules import UNDO_FOR
from cairn.shares.verbs import open_to_everyone

AT_A_TICK = 500
COULD_ANSWER = timedelta(hours=1)


@act
def offer_to_listen(*, weekly_limit: int, hours: int = 0, rather_not=(), by) -> Listener:
    """They may be asked, for so many shares a week at most, in these hours, not about these topics."""
    require(1 <= weekly_limit <= 7, _("You can be asked for one to seven shares a week."))
    require(0 <= hours < 1 << 24, _("Choose among the hours of the day."))
    one_at_a_time()  # first, as a wave holds the space before it holds a listener
    values = {"weekly_limit": weekly_limit, "hours": hours, "resting_until": None}
    listener, _new = Listener.objects.update_or_create(member=by, defaults=values)
    RatherNot.objects.filter(member=by).exclude(topic__in=rather_not).delete()
    wanted = Topic.objects.filter(pk__in=rather_not).values_list("pk", flat=True)
    RatherNot.objects.bulk_create([RatherNot(member=by, topic_id=pk) for pk in wanted], ignore_conflicts=True)
    _keep_to_the_offer(listener, set(rather_not))
    return listener


def _keep_to_the_offer(listener: Listener, rather_not: set[int]) -> None:
    """What was asked of them before and would not be asked any more goes to somebody else: more than they would listen
    to now, or about what they would rather not hear."""
    if has_heard_enough(listener, heard_this_week(listener.pk)):
        return put_down(listener.member)
    asks = Ask.system.filter(listener=listener.pk).open().select_related("share").order_by("share")
    spare(ask for ask in asks if not rather_not.isdisjoint(ask.share.note_topics))


@act
def stop_listening(*, by) -> None:
    """They are not asked any more; what they were asked goes to somebody else, and what was learned is forgotten."""
    one_at_a_time()  # also where nothing is open: a wave may just have chosen them
    put_down(by)
    Listener.objects.filter(member=by).delete()
    RatherNot.objects.filter(member=by).delete()


@act
def rest(*, by) -> None:
    """Not this week: no asks for seven days, and those still open go to somebody else. What it says about how much
    they can carry is thought over later, so that it can be undone as if it had not been."""
    since = clock.now()
    one_at_a_time()  # also where nothing is open: a wave may just have chosen them
    put_down(by)
    Listener.objects.filter(member=by).update(resting_until=since + WEEK)


@act
def listen_again(*, by) -> None:
    """Rested enough. Within ten minutes it is the undo of resting: what was let go of is asked of them again, where it
    is still needed."""
    one_at_a_time()
    listener = Listener.objects.select_for_update().filter(member=by, resting_until__isnull=False).first()
    if listener is None:
        return
    began = listener.resting_until - WEEK
    undone = began > clock.now() - UNDO_FOR
    if not undone and _has_rested(listener):
        _think_over(listener)
    listener.resting_until = None
    listener.save(update_fields=["resting_until", "capacity", "learned_at"])
    if undone:
        have_back_since(began, by=by)


# -- what is learned


@clock.due("hearing.learn", every=timedelta(hours=1))
def learn() -> None:
    """Once a week it is thought over what each listener can carry; so before a rest of a week is over."""
    for listener in list(Listener.objects.filter(learned_at__lt=clock.now() - WEEK).order_by("learned_at")[:AT_A_TICK]):
        _think_over(listener)
        listener.save(update_fields=["capacity", "learned_at"])


def _has_rested(listener: Listener) -> bool:
    """Since it was last thought over they said "not this week"."""
    return listener.resting_until is not None and listener.resting_until - WEEK >= listener.learned_at


def _think_over(listener: Listener) -> None:
    lately = Ask.system.filter(listener=listener.pk, at__gt=clock.now() - WEEK, answered_at=None)
    soon_closed = Q(closed_at__lt=F("at") + COULD_ANSWER)  # somebody else was quicker
    unanswered = lately.exclude(soon_closed).count()
    said, load = listener.weekly_limit, heard_this_week(listener.pk)
    listener.capacity = learning.carried(listener.capacity or said, said, load=load, rested=_has_rested(listener), unanswered=unanswered)
    listener.learned_at = clock.now()


# -- what an author allows


@act
def widen(share: Share, *, shown_as: str, by) -> None:
    """Everybody here may read it and be asked to hear it: its author's own choice, never made for them."""
    require(may_widen(by, share), _("This can be opened to everyone here only while it waits, and only by whoever told it."))
    open_to_everyone(share, shown_as=shown_as, by=by)
    Wave.objects.filter(share=share).exclude(due_at=None).update(due_at=clock.now(), number=0, asleep_until=None)
