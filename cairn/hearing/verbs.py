"""How a share finds somebody who listens: what the clock does for it, and what listeners do.

A wave's row is due until somebody has answered, so whatever stops the server, the next tick goes on.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles.queries import coordinator_ids, holder_ids
from cairn.hearing.happenings import Asked
from cairn.hearing.models import Ask, Listener, Wave
from cairn.hearing.reach import candidates_for
from cairn.hearing.rules import looks_for_listeners
from cairn.hearing.waves import AT_ONCE, WEEK, is_due_on_desk, next_due, somebody_wakes, who_to_ask
from cairn.members.models import Member, Space
from cairn.notices.verbs import give_each
from cairn.shares.models import CIRCLE, EVERYONE, SOMEONE, Response, Share

log = logging.getLogger("cairn.hearing")

AT_A_TICK = 200


# -- a share begins to look for listeners, and stops: in the transaction of what happened to it


def follow(happening) -> None:
    """A share was told, edited, answered, withdrawn or brought back: its wave follows."""
    share = Share.system.filter(pk=happening.share_id).first()
    if share is None:
        return
    if looks_for_listeners(share):
        begin_hearing(share)
    else:
        end_hearing(share)


def begin_hearing(share: Share) -> None:
    """From now on there is always a next act with a due time. Safe to repeat."""
    now = clock.now()
    wave, new = Wave.objects.get_or_create(share=share, defaults={"began_at": now, "due_at": now})
    if not new and wave.due_at is None:  # its only answer was taken back: it waits anew
        wave.began_at = wave.due_at = now
        wave.brought_at = wave.asleep_until = None
        wave.save()
        Ask.system.filter(share=share).update(closed_at=None)


def end_hearing(share: Share) -> None:
    """Nothing is left to do; asks still open are closed without a word."""
    Wave.objects.filter(share=share).exclude(due_at=None).update(due_at=None, asleep_until=None)
    Ask.system.filter(share=share).open().update(closed_at=clock.now())


def note_answer(responded) -> None:
    """The ask of whoever answered is fulfilled."""
    response = Response.system.get(pk=responded.response_id)
    Ask.system.filter(share=responded.share_id, listener=response.member_id, answered_at=None).update(answered_at=response.at)


# -- the waves


def ask_soon(told) -> None:
    """After the telling is committed: the first three are asked at once, not at the next tick."""
    ask_next(told.share_id)


@clock.due("hearing.ask")
def ask_for_all_due() -> None:
    due = Wave.objects.filter(due_at__lte=clock.now()).order_by("due_at").values_list("share", flat=True)
    for share_id in list(due[:AT_A_TICK]):
        _alone(ask_next, share_id)


@clock.due("hearing.reconcile", every=timedelta(minutes=1))
def find_forgotten() -> None:
    """A share that looks for listeners and has nothing due is found, however that came to be."""
    forgotten = Share.system.waiting_to_be_heard().filter(Q(wave=None) | Q(wave__due_at=None))
    for share in list(forgotten[:AT_A_TICK]):
        _alone(begin_hearing, share)


def _alone(do, what) -> None:
    """One share's trouble never keeps the others from being heard: it stays due, and is tried again."""
    try:
        with transaction.atomic():
            do(what)
    except Exception as error:
        log.error("%s failed: %s", do.__name__, type(error).__name__)


@transaction.atomic
def ask_next(share_id: int) -> None:
    """The next wave of one share, if it is due. Rows are looked at again under their locks, so that
    whoever comes second, in this process or another, finds nothing to do."""
    _one_at_a_time()
    wave = _locked(share_id, skip_locked=True)
    if wave is None or wave.due_at > clock.now():
        return
    if not looks_for_listeners(wave.share):
        end_hearing(wave.share)
        return
    author = Member.objects.get(pk=wave.share.writer_id)
    planned = wave.asleep_until is None or wave.due_at < wave.asleep_until
    _ask(wave, author, AT_ONCE)
    wave.number += 1
    wave.due_at = _sooner(next_due(wave.began_at, clock.now()), wave.asleep_until)
    if is_due_on_desk(wave.began_at, clock.now()) and (planned or wave.brought_at is None):
        bring_to_desk(wave, author)
    wave.save()
    tell(Asked(share_id=share_id))


def bring_to_desk(wave: Wave, author: Member) -> None:
    """Whoever holds the circle (the coordinator, for a share to everyone) sees it first; said again
    every twelve hours until somebody has answered."""
    wave.brought_at = wave.brought_at or clock.now()
    holding = _who_holds(wave.share, author)
    give_each(holding, "waiting_on_desk", wave.share_id)
    if wave.share.audience == CIRCLE and (not holding or wave.share.shown_as == SOMEONE):
        # The coordinator cannot read it, but can find somebody to hold this circle. For every share told as
        # "someone": were it only where nobody else holds the circle, it would say that who does wrote it.
        give_each(_coordinators(author), "share_unheld", wave.share.circle_id)


def _one_at_a_time() -> None:
    """Whoever chooses listeners holds the space's row: two waves choosing at once could both take a
    listener's last ask of the week. Taken before any wave, so that nobody waits in a ring."""
    Space.objects.select_for_update(no_key=True).first()


def _locked(share_id: int, **how) -> Wave | None:
    """The live wave of a share, held. The share's row comes first, as in the verbs of shares: an
    answer holds it and then ends the wave."""
    share = Share.system.select_related("authorship").select_for_update(of=("self",), **how).filter(pk=share_id).first()
    wave = share and Wave.objects.select_for_update(**how).filter(share=share_id).exclude(due_at=None).first()
    if wave:
        wave.share = share
    return wave


def _ask(wave: Wave, author: Member, how_many: int) -> None:
    """Ask the next listeners, as many as may be asked; remember when somebody wakes if they are too few."""
    now, share = clock.now(), wave.share
    candidates = candidates_for(share, author)
    chosen = who_to_ask(candidates, share.language, now, lot=share.pk)[:how_many]
    Ask.system.bulk_create(
        Ask(share=share, listener_id=one.member_id, wave=wave.number, at=now, shared_topic=next(iter(one.shared_topics), None))
        for one in chosen
    )
    give_each([one.member_id for one in chosen], "asked", share.pk)
    wave.asleep_until = somebody_wakes(candidates, share.language, now) if len(chosen) < how_many else None


def _sooner(planned, wakes):
    return min(planned, wakes) if wakes else planned


def _who_holds(share: Share, author: Member) -> list[int]:
    if share.audience == CIRCLE:
        return [pk for pk in holder_ids(share.circle_id) if pk not in _apart_from(author)]
    return _coordinators(author) if share.audience == EVERYONE else []


def _coordinators(author: Member) -> list[int]:
    return [pk for pk in coordinator_ids() if pk not in _apart_from(author)]


def _apart_from(author: Member) -> frozenset[int]:
    return author.blocked_ids | {author.pk}


# -- what a listener does


@act
def offer_to_listen(*, weekly_limit: int, by) -> Listener:
    """They may be asked, so often a week at most."""
    require(1 <= weekly_limit <= 7, _("You can be asked between one and seven times a week."))
    return Listener.objects.update_or_create(member=by, defaults={"weekly_limit": weekly_limit, "resting_until": None})[0]


@act
def stop_listening(*, by) -> None:
    """They are not asked any more; what they were asked goes to somebody else."""
    Listener.objects.filter(member=by).delete()
    _put_down(by)


@act
def rest(*, by) -> None:
    """Not this week: no asks for seven days, and those still open go to somebody else."""
    Listener.objects.filter(member=by).update(resting_until=clock.now() + WEEK)
    _put_down(by)


@act
def listen_again(*, by) -> None:
    """Rested enough."""
    Listener.objects.filter(member=by).update(resting_until=None)


@act
def decline(ask: Ask, *, by) -> None:
    """Not this time: one tap, no reason, no cost; the next listener is asked in the same breath."""
    require(ask.listener_id == by.pk, _("This was not asked of you."))
    _decline(ask)


def _put_down(member) -> None:
    for ask in list(Ask.system.filter(listener=member).open().order_by("share")):
        _decline(ask)


def _decline(ask: Ask) -> None:
    _one_at_a_time()
    if not Ask.system.filter(pk=ask.pk, declined_at=None, answered_at=None).update(declined_at=clock.now()):
        return
    wave = _locked(ask.share_id)
    if wave is None or not looks_for_listeners(wave.share):
        return
    _ask(wave, Member.objects.get(pk=wave.share.writer_id), 1)
    wave.due_at = _sooner(wave.due_at, wave.asleep_until)
    wave.save()
    tell(Asked(share_id=ask.share_id))
