"""A share begins to look for listeners, and stops: in the transaction of what happened to it."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Count, F, Q

from cairn.base import clock
from cairn.hearing.around import surroundings_of
from cairn.hearing.engine import learning, policy
from cairn.hearing.engine.view import LIGHTEST
from cairn.hearing.engine.waves import WEEK
from cairn.hearing.models import Ask, Listener, RatherNot, Wave
from cairn.hearing.resident import offset_of
from cairn.hearing.rules import looks_for_listeners, wants_another
from cairn.hearing.verbs.asking import AT_A_TICK
from cairn.hearing.verbs.letting_go import open_again, put_down, spare
from cairn.members.models import Member
from cairn.shares.models import Response, Share

log = logging.getLogger("cairn.hearing")

PROMPT = timedelta(hours=2)  # an answer within this says that they were there when they were asked


def follow(happening) -> None:
    """A share was told, edited, answered, held, withdrawn or brought back: its wave follows. Taken back, it stands still."""
    share = Share.system.filter(pk=happening.share_id).first()
    if share is None or share.withdrawn_at is not None:
        return
    if looks_for_listeners(share):
        begin_hearing(share)
    elif not wants_another(share, answers_to(share)):
        end_hearing(share)


def answers_to(share: Share) -> int:
    """How many people have answered it of those whose words its writer is shown, the writer left out."""
    heard = Response.system.before_others().filter(share=share, member__isnull=False)
    return heard.exclude(member__in=Member(pk=share.writer_id).unheard_ids).values("member").distinct().count()


def begin_hearing(share: Share) -> None:
    """From now on there is always a next act with a due time. Safe to repeat."""
    now = clock.now()
    wave, new = Wave.objects.get_or_create(share=share, defaults={"began_at": now, "due_at": now})
    if new or wave.due_at is not None:
        return
    # Its answers were taken back, or it was held and is let go: it waits anew.
    Wave.objects.filter(pk=wave.pk).update(
        began_at=now, due_at=now, brought_at=None, coordinator_at=None, asleep_until=None
    )
    wave.share = share
    open_again(wave)


def end_hearing(share: Share) -> None:
    """Nothing is left to do; asks still open are closed without a word."""
    if Wave.objects.filter(share=share).exclude(due_at=None).update(due_at=None, asleep_until=None):
        Ask.system.filter(share=share).open().update(closed_at=clock.now())


def look_again_at_asks(edited) -> None:
    """It mentions something else, or is told as "someone" from now on: whoever would rather not hear about it is spared,
    and why the others were asked is said only as far as it is still so."""
    share = Share.system.select_related("authorship").filter(pk=edited.share_id).first()
    asks = Ask.system.filter(share=edited.share_id)
    if share is None or not asks.exists():
        return
    around = surroundings_of([share])
    asks.exclude(shared_topic__in=[*share.note_topics, *around.known(share)]).update(shared_topic=None)
    asks.exclude(shared_interest__in=around.liked(share)).update(shared_interest="")
    shunning = RatherNot.objects.filter(topic__in=share.note_topics).values("member")
    spare(asks.open().filter(listener__in=shunning))


@clock.due("hearing.reconcile", every=timedelta(minutes=1))
def find_forgotten() -> None:
    """A share that looks for listeners and has nothing due is found, however that came to be."""
    forgotten = Share.system.waiting_to_be_heard().filter(Q(wave=None) | Q(wave__due_at=None))
    for share in list(forgotten[:AT_A_TICK]):
        try:
            with transaction.atomic():
                begin_hearing(share)
        except Exception as error:  # one share's trouble never keeps the others from being heard
            log.error("A share could not be begun: %s", type(error).__name__)


# -- an answer


def note_answer(responded) -> None:
    """The ask of whoever answered is fulfilled, and the space has learned a little about them."""
    response = Response.system.get(pk=responded.response_id)
    ask = Ask.system.select_for_update().filter(share=responded.share_id, listener=response.member_id, answered_at=None).first()
    if ask is None:
        return
    Ask.system.filter(pk=ask.pk).update(answered_at=response.at)
    listener = Listener.objects.select_for_update(of=("self",)).select_related("member").filter(pk=ask.listener_id).first()
    if listener is None:
        return
    if response.at - ask.at <= PROMPT:
        listener.there = learning.note_answer(listener.there, part_at(ask.at, listener.member.zone))
    listener.accepted = F("accepted") + 1
    listener.save(update_fields=["accepted", "there"])


def part_at(moment, zone: str) -> int:
    """The part of a listener's local day that `moment` lies in."""
    hour = int(moment.timestamp() // 60 + offset_of(zone, moment)) // 60 % 24
    return learning.part_of(hour)


def put_down_when_enough(responded) -> None:
    """After the commit: somebody who has listened to as much this week as they can carry is not waited for any more."""
    member = Response.system.filter(pk=responded.response_id, member__isnull=False).values_list("member", flat=True).first()
    listener = Listener.objects.select_related("member").filter(pk=member).first()
    if listener is not None and has_heard_enough(listener, heard_this_week(member)):
        put_down(listener.member)


@clock.due("hearing.enough", every=timedelta(minutes=10))
def put_down_all_who_heard_enough() -> None:
    """What a killed process did not come to after an answer. Three queries, however many listeners."""
    waited_for = Listener.objects.filter(pk__in=Ask.system.open().values("listener"))
    heard = Response.system.standing().filter(member__in=waited_for.values("pk"), at__gt=clock.now() - WEEK)
    heard = dict(heard.values_list("member").annotate(n=Count("share", distinct=True)).order_by())
    for listener in waited_for.filter(pk__in=heard).select_related("member"):
        if has_heard_enough(listener, heard[listener.pk]):
            put_down(listener.member)


def has_heard_enough(listener: Listener, heard: int) -> bool:
    """By the gate through which they are asked: no room for a share more, of what they said or were learned to carry."""
    carries = min(listener.capacity or listener.weekly_limit, listener.weekly_limit)
    return policy.room_left(heard, carries, 0) < LIGHTEST / 2


def heard_this_week(member_id: int) -> int:
    """To how many shares they listened in the last seven days, asked or not."""
    lately = Response.system.standing().filter(member=member_id, at__gt=clock.now() - WEEK)
    return lately.values("share").distinct().count()
