"""What a listener does with an ask: not this time, not this week, and having it back."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.hearing.around import surroundings_of
from cairn.hearing.engine.waves import LAPSES
from cairn.hearing.happenings import Asked
from cairn.hearing.models import Ask, Wave
from cairn.hearing.rules import looks_for_listeners
from cairn.hearing.verbs.asking import Asking, held, one_at_a_time
from cairn.shares.rules import UNDO_FOR


@act
def decline(ask: Ask, *, by) -> bool:
    """Not this time: one tap, no reason, no cost; the next listener is asked in the same breath. Whether there was one."""
    require(ask.listener_id == by.pk, _("This was not asked of you."))
    return _let_go(ask, declined_at=clock.now())


def put_down(member) -> None:
    """Whatever was asked of them and is not answered goes to somebody else."""
    spare(Ask.system.filter(listener=member).open().order_by("share"))


def spare(asks: Iterable[Ask]) -> None:
    """These go to somebody else, without a word."""
    for ask in list(asks):
        with transaction.atomic():
            _let_go(ask, closed_at=clock.now())


def _let_go(ask: Ask, **how) -> bool:
    one_at_a_time()
    if not Ask.system.filter(pk=ask.pk).open().update(**how):
        return False
    wave = next(iter(held([ask.share_id])), None)
    if wave is None or not looks_for_listeners(wave.share):
        return False
    asking = Asking(surroundings_of([wave.share]))
    another = len(asking.ask(wave, at_most=1)) > 0
    if not another:
        wave.due_at = min(filter(None, [wave.due_at, asking.wakes(wave)]))
        wave.save(update_fields=["due_at"])
    asking.write()
    tell(Asked((ask.share_id,)))
    return another


# -- and having it back


@act
def take_up(ask: Ask, *, by) -> bool:
    """The undo of declining, for ten minutes: gives whether it is asked of them again. Who was asked instead stays asked."""
    require(ask.listener_id == by.pk, _("This was not asked of you."))
    one_at_a_time()
    return _have_back(Ask.system.filter(pk=ask.pk, declined_at__gt=clock.now() - UNDO_FOR), "declined_at")


def have_back_since(since: datetime, *, by) -> None:
    """What they let go of from then on, and nobody has answered enough since."""
    _have_back(Ask.system.filter(listener=by, declined_at=None, answered_at=None, closed_at__gte=since), "closed_at")


def open_again(wave: Wave) -> None:
    """It waits anew: asks of the last day that were closed without a word are open again, of those who could be asked
    now. Who rests, has listened enough, stopped or is apart from its writer since is not waited for."""
    closed = Ask.system.filter(share=wave.share, declined_at=None, answered_at=None, closed_at__isnull=False, at__gt=clock.now() - LAPSES)
    _open_of(wave, closed, "closed_at")


def _have_back(asks, column: str) -> bool:
    """Of shares that still look for somebody."""
    opened = [_open_of(wave, asks.filter(share=wave.share), column) for wave in held(list(asks.values_list("share", flat=True)))]
    return any(opened)


def _open_of(wave: Wave, asks, column: str) -> bool:
    """Those of these asks for one share whose listeners could be asked now. Whether there were any."""
    listeners = set(asks.values_list("listener", flat=True))
    if not listeners:
        return False
    could = Asking(surroundings_of([wave.share])).could_still(wave, listeners)
    return asks.filter(listener__in=could).update(**{column: None}) > 0
