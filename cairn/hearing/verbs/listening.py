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
from cairn.hearing.verbs.asking import put_down
from cairn.hearing.verbs.following import heard_this_week
from cairn.members.models import Topic
from cairn.shares.models import Share
from cairn.shares.verbs import open_to_everyone

AT_A_TICK = 500
COULD_ANSWER = timedelta(hours=1)


@act
def offer_to_listen(*, weekly_limit: int, hours: int = 0, rather_not=(), by) -> Listener:
    """They may be asked, for so many shares a week at most, in these hours, not about these topics."""
    require(1 <= weekly_limit <= 7, _("You can be asked for one to seven shares a week."))
    require(0 <= hours < 1 << 24, _("Choose among the hours of the day."))
    values = {"weekly_limit": weekly_limit, "hours": hours, "resting_until": None}
    listener, _new = Listener.objects.update_or_create(member=by, defaults=values)
    RatherNot.objects.filter(member=by).exclude(topic__in=rather_not).delete()
    wanted = Topic.objects.filter(pk__in=rather_not).values_list("pk", flat=True)
    RatherNot.objects.bulk_create([RatherNot(member=by, topic_id=pk) for pk in wanted], ignore_conflicts=True)
    return listener


@act
def stop_listening(*, by) -> None:
    """They are not asked any more; what they were asked goes to somebody else, and what was learned is forgotten."""
    put_down(by)
    Listener.objects.filter(member=by).delete()
    RatherNot.objects.filter(member=by).delete()


@act
def rest(*, by) -> None:
    """Not this week: no asks for seven days, and those still open go to somebody else."""
    put_down(by)  # first, as a wave holds the space before it holds a listener
    listener = Listener.objects.select_for_update().filter(member=by).first()
    if listener is None:
        return
    listener.resting_until = clock.now() + WEEK
    _think_over(listener, rested=True)
    listener.save(update_fields=["resting_until", "capacity", "learned_at"])


@act
def listen_again(*, by) -> None:
    """Rested enough."""
    Listener.objects.filter(member=by).update(resting_until=None)


# -- what is learned


@clock.due("hearing.learn", every=timedelta(hours=1))
def learn() -> None:
    """Once a week it is thought over what each listener can carry."""
    for listener in list(Listener.objects.filter(learned_at__lt=clock.now() - WEEK).order_by("learned_at")[:AT_A_TICK]):
        _think_over(listener, rested=False)
        listener.save(update_fields=["capacity", "learned_at"])


def _think_over(listener: Listener, *, rested: bool) -> None:
    lately = Ask.system.filter(listener=listener.pk, at__gt=clock.now() - WEEK, answered_at=None)
    soon_closed = Q(closed_at__lt=F("at") + COULD_ANSWER)  # somebody else was quicker
    unanswered = lately.exclude(soon_closed).count()
    said, load = listener.weekly_limit, heard_this_week(listener.pk)
    listener.capacity = learning.carried(listener.capacity or said, said, load=load, rested=rested, unanswered=unanswered)
    listener.learned_at = clock.now()


# -- what an author allows


@act
def widen(share: Share, *, shown_as: str, by) -> None:
    """Everybody here may read it and be asked to hear it: its author's own choice, never made for them."""
    require(may_widen(by, share), _("This can be opened to everyone here only while it waits, and only by whoever told it."))
    open_to_everyone(share, shown_as=shown_as, by=by)
    Wave.objects.filter(share=share).exclude(due_at=None).update(due_at=clock.now(), number=0, asleep_until=None)
