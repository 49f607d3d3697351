"""Threads that may be worth a look by whoever holds their circle. Worked out when the desk is opened, kept nowhere."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import Q

from cairn.base import clock, keyring
from cairn.circles.models import Circle
from cairn.safety.models import Report
from cairn.safety.queries import Said, Thread, worth_a_look
from cairn.shares.models import EVERYONE, Response, Share
from cairn.shares.queries import Excerpt, excerpts_of

LATELY, AT_MOST, SHOWN = timedelta(days=3), 400, 6


def threads_worth_a_look(member, holds: list[Circle]) -> list[Excerpt]:
    """Of the circles they hold, and for a coordinator of what is told to everyone; only what they may read anyway.
    Never a thread in which they spoke themselves: nobody looks after their own words. Which of the three it was is
    not said, so that it tells of no report."""
    threads = _threads(member, holds)
    reported = _reported(threads) if threads else set()
    found = [pk for pk, said in threads.items() if worth_a_look(_thread(said, reported))]
    shares = Share.objects.seen_by(member).told().not_by(member).filter(pk__in=found).select_related("authorship", "circle")
    return excerpts_of(list(shares.order_by("-told_at")[:SHOWN]), member)


def _threads(member, holds) -> dict[int, list[Response]]:
    theirs = Q(share__circle__in=[circle.pk for circle in holds])
    theirs |= Q(share__audience=EVERYONE) if member.is_coordinator else Q()
    if not (holds or member.is_coordinator):
        return {}
    lately = Response.objects.seen_by(member).standing().filter(theirs, at__gt=clock.now() - LATELY)
    by_share = defaultdict(list)
    for response in lately.select_related("share__authorship").order_by("-at")[:AT_MOST]:
        by_share[response.share_id].insert(0, response)
    keyring.bring({response.writer_id for said in by_share.values() for response in said})
    return {pk: said for pk, said in by_share.items() if member.pk not in {one.writer_id for one in said}}


def _reported(threads) -> set[tuple[str, int]]:
    answers = [response.pk for said in threads.values() for response in said]
    brought = Report.objects.filter(closed_at=None).filter(Q(noun="share", noun_id__in=list(threads)) | Q(noun="response", noun_id__in=answers))
    return set(brought.values_list("noun", "noun_id"))


def _thread(said: list[Response], reported) -> Thread:
    was = ("share", said[0].share_id) in reported or any(("response", one.pk) in reported for one in said)
    return Thread(was, [Said(one.writer_id, one.at, one.text or "", one.share.language) for one in said])
