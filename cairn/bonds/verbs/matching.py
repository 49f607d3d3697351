"""What the clock does for buddies: the daily round, what lapses, what is closed after an end, nudges, and forgetting.

Each is safe to repeat: what it found is due no more when it is done.
"""

import json
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from cairn.base import clock, keyring
from cairn.base.happenings import tell
from cairn.bonds import matching
from cairn.bonds.happenings.buddies import BuddyEnded, Proposed
from cairn.bonds.matching import Common, Wisher
from cairn.bonds.models import BuddyWish, Proposal
from cairn.bonds.rules import buddies as rules
from cairn.members.models import Buddy, Experience, Interest
from cairn.members.queries import the_space
from cairn.notices.verbs import give_all

AT_ONCE = 2500  # wishes in one round; the others stay due, and have the next one
WRITTEN_TOGETHER = 500
AT_A_TICK = 200


@clock.due("bonds.round", every=timedelta(minutes=1))
def propose_due() -> None:
    """Everybody whose wish is due is looked at together, outside of any transaction, as it takes a moment. Killed in
    between, it begins again with what is not there yet."""
    now = clock.now()
    wishes = list(_due(now).select_related("member").order_by("propose_at", "member")[:AT_ONCE])
    if not wishes:
        return
    wishers = wishers_of(wishes, now)
    pairs = matching.propose(wishers.values(), kept_apart(wishes))
    for first in range(0, len(pairs), WRITTEN_TOGETHER):
        _write(pairs[first : first + WRITTEN_TOGETHER], wishers, now)
    looked_at = BuddyWish.system.filter(member__in=list(wishers), propose_at__lte=now)
    looked_at.update(propose_at=rules.next_round(the_space().zone, now), resting_until=None)


def _due(now: datetime):
    """Whoever is paused writes to nobody just now, so nobody is proposed to them."""
    here = Q(member__left_at=None, member__welcomed_at__isnull=False)
    not_paused = Q(member__paused_until=None) | Q(member__paused_until__lte=now)
    return BuddyWish.system.filter(here & not_paused, propose_at__lte=now)


def wishers_of(wishes, now: datetime) -> dict[int, Wisher]:
    """By id, with room for what they do not have yet. Four queries for any number of wishes."""
    ids = [wish.member_id for wish in wishes]
    keyring.bring(ids)
    interests = _gathered(Interest.objects.filter(member__in=ids).values_list("member", "kind"))
    lived = _gathered(Experience.objects.filter(member__in=ids).values_list("member", "topic"))
    lying = _lying(ids)
    return {wish.member_id: _wisher(wish, interests, lived, lying, now) for wish in wishes}


def _wisher(wish, interests, lived, lying, now) -> Wisher:
    member, kept = wish.member, wish.kept
    offset = round(now.astimezone(ZoneInfo(member.zone or "UTC")).utcoffset().total_seconds() / 3600)
    return Wisher(
        member.pk, frozenset(interests.get(member.pk, ())), frozenset(kept.get("stage", ())), matching.in_utc(member.hours, offset),
        frozenset(member.languages), frozenset(lived.get(member.pk, ()) if kept.get("experience") else ()), max(0, matching.MOST - lying[member.pk]),
    )


def _gathered(rows) -> dict[int, set]:
    found: dict[int, set] = {}
    for member_id, one in rows:
        found.setdefault(member_id, set()).add(one)
    return found


def _lying(ids: list[int]) -> Counter:
    """How many proposals lie before each: also those the other said no to, or it would be felt. One's own no makes room."""
    lying: Counter = Counter()
    rows = Proposal.system.open().filter(Q(one__in=ids) | Q(other__in=ids), due_at__lt=rules.PAIRED)
    for one, other, one_yes, other_yes in rows.values_list("one", "other", "one_yes", "other_yes"):
        lying.update([one] * (one_yes is not False) + [other] * (other_yes is not False))
    return lying


def kept_apart(wishes) -> set[tuple[int, int]]:
    rather_not = {(wish.member_id, other) for wish in wishes for other in wish.kept.get("rather_not", {}).values()}
    return rules.apart([wish.member_id for wish in wishes]) | rather_not


def _write(pairs, wishers, now: datetime) -> None:
    """Asked again, as somebody may have blocked somebody, or gone to rest, since they were looked at."""
    ids = sorted({pk for pair in pairs for pk in pair})
    with transaction.atomic():
        looking, apart = set(_due(now).filter(member__in=ids).values_list("member", flat=True)), rules.apart(ids)
        made = [_proposal(wishers[a], wishers[b], now) for a, b in pairs if {a, b} <= looking and not {(a, b), (b, a)} & apart]
        Proposal.system.bulk_create(made)
        if made:
            tell(Proposed(tuple((pk, row.pk) for row in made for pk in (row.one_id, row.other_id))))


def _proposal(one: Wisher, other: Wisher, now: datetime) -> Proposal:
    row = Proposal(one_id=one.id, other_id=other.id, at=now, due_at=rules.lapses_at(now))
    row.reason = as_text(matching.common(one, other))
    return row


def as_text(common: Common) -> str:
    return json.dumps({"interests": common.interests, "stage": common.stage, "hours": common.hours, "languages": common.languages, "lived": common.lived})


# ---- what is over


@clock.due("bonds.lapse", every=timedelta(seconds=20))
def lapse_due() -> None:
    """Proposals past their time lapse, whatever was answered; what two told each other as buddies is closed."""
    over = Proposal.system.open().filter(due_at__lte=clock.now())
    over.exclude(rules.are_pair()).update(ended_at=clock.now(), reason=b"")
    for row in list(over.filter(rules.are_pair()).order_by("due_at")[:AT_A_TICK]):
        _close(row.pk)


def _close(pk: int) -> None:
    """The end was not taken back."""
    with transaction.atomic():
        row = Proposal.system.open().select_for_update().filter(pk=pk, due_at__lte=clock.now()).first()
        if row is not None:
            Proposal.system.filter(pk=pk).update(ended_at=clock.now(), reason=b"")
            tell(BuddyEnded(row.one_id, row.other_id))


@clock.due("bonds.nudge", every=timedelta(minutes=10))
def nudge_due() -> None:
    """At most once a week, to whoever asked for it and has a buddy."""
    now = clock.now()
    for wish in list(BuddyWish.system.filter(nudge=True, nudge_at__lte=now, member__left_at=None)[:AT_A_TICK]):
        pairs = Buddy.objects.filter(Q(one=wish.member_id) | Q(other=wish.member_id), ended_at=None)
        with transaction.atomic():
            BuddyWish.system.filter(pk=wish.pk).update(nudge_at=now + rules.WEEK)
            give_all([(wish.member_id, pk) for pk in pairs.values_list("pk", flat=True)], "buddy_nudge")


@clock.due("bonds.forget_proposals", every=timedelta(hours=1))
def forget_old() -> None:
    """Those to whom nobody said no may be proposed to each other again some day. A no is kept: it is not asked twice."""
    old = Proposal.system.filter(ended_at__lt=clock.now() - rules.NOT_AGAIN_FOR)
    old.exclude(rules.said_no()).exclude(rules.are_pair()).delete()
