"""Whom a share can reach: its audience as a set, with the facts that waves.py decides by."""

from collections import defaultdict

from django.db.models import Count

from cairn.base import clock
from cairn.circles.models import Seat
from cairn.hearing.models import Ask, Listener
from cairn.hearing.waves import WEEK, Candidate
from cairn.members.models import Experience, Member
from cairn.shares import models as shares
from cairn.shares.models import SOMEONE, Reader, Share


def candidates_for(share: Share, author: Member) -> list[Candidate]:
    """Listeners who may read the share and were not asked before. Four queries for any number."""
    listeners = list(_listeners(share, author))
    ids = [listener.pk for listener in listeners]
    asked, known = _asks_this_week(ids), _shared_topics(share, author, ids)
    return [_candidate(one, asked.get(one.pk, 0), known[one.pk]) for one in listeners]


def _listeners(share: Share, author: Member):
    """Mirrors Share.objects.seen_by() from the other side: all members who would see this share."""
    listeners = (
        Listener.objects.filter(member__welcomed_at__isnull=False, member__left_at=None)
        .exclude(member__in=[author.pk, *author.blocked_ids])
        .exclude(member__in=Ask.system.filter(share=share).values("listener"))
        .select_related("member")
    )
    match share.audience:
        case shares.EVERYONE:
            return listeners
        case shares.CIRCLE:
            return listeners.filter(member__in=Seat.system.held().filter(circle=share.circle_id).values("member"))
        case shares.READERS:
            return listeners.filter(member__in=Reader.objects.filter(share=share).values("member"))
    return listeners.none()


def _asks_this_week(ids) -> dict[int, int]:
    recent = Ask.system.filter(listener__in=ids, at__gt=clock.now() - WEEK)
    return dict(recent.values_list("listener").annotate(Count("pk")))


def _shared_topics(share: Share, author: Member, ids) -> dict[int, list[int]]:
    """Who knows what the share mentions, or what its author has lived through.

    For a share told as "someone" only what it mentions counts: "you both know this" would say who wrote it.
    """
    topics = set(share.note_topics)
    if share.shown_as != SOMEONE:
        topics |= set(Experience.objects.filter(member=author).values_list("topic", flat=True))
    known = defaultdict(list)
    mentioned = set(share.note_topics)
    if topics:
        for member, topic in Experience.objects.filter(member__in=ids, topic__in=topics).values_list("member", "topic"):
            known[member].append(topic)
    for found in known.values():
        found.sort(key=lambda topic: (topic not in mentioned, topic))
    return known


def _candidate(listener: Listener, asks_this_week: int, shared_topics: list[int]) -> Candidate:
    member = listener.member
    return Candidate(
        member_id=member.pk,
        languages=tuple(member.languages or [member.language]),
        zone=member.zone,
        quiet_from=member.quiet_from,
        quiet_to=member.quiet_to,
        weekly_limit=listener.weekly_limit,
        asks_this_week=asks_this_week,
        resting_until=listener.resting_until,
        hours=member.hours,
        shared_topics=tuple(shared_topics),
    )
