"""Wishing for a buddy, resting, answering a proposal, and parting."""

import json

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require, require_unchanged
from cairn.bonds.happenings.buddies import BuddiesMet
from cairn.bonds.models import BuddyWish, Proposal
from cairn.bonds.queries import buddies as queries
from cairn.bonds.rules import buddies as rules
from cairn.checkins.models import CheckInTold
from cairn.live.verbs import hang_up
from cairn.members import verbs as members
from cairn.members.models import Buddy
from cairn.members.queries import the_space
from cairn.shares.models import Reader

# ---- wishing


@act
def wish(*, interests=None, stage=(), experience=False, rather_not=None, nudge=False, seen: str = "", by) -> BuddyWish:
    """Would like a buddy, or says it otherwise now. `rather_not`: ids of members they would rather not meet, each under
    the value by which they were chosen, as somebody may have another name elsewhere. Nobody is told, and a proposal
    that lies before them already does not go: that would tell who it is of. Raises ChangedMeanwhile."""
    before = _own(by)
    require_unchanged(queries.said_by(by, before), seen)
    if interests is not None:
        members.change_interests(interests, by=by)
    row = before or BuddyWish(member=by, propose_at=_next_round())
    row.sealed = json.dumps({"stage": list(stage), "experience": bool(experience), "rather_not": rather_not or {}})
    row.nudge = nudge
    row.nudge_at = (row.nudge_at or clock.now() + rules.WEEK) if nudge else None
    row.save()
    return row


@act
def rest(*, by) -> None:
    """Not now: for four weeks nobody is proposed to them, nor they to anybody."""
    until = clock.now() + rules.REST
    BuddyWish.objects.seen_by(by).update(resting_until=until, propose_at=until)
    put_down_proposals(by.pk)


@act
def look_again(*, by) -> None:
    """Out of rest, or for another buddy."""
    BuddyWish.objects.seen_by(by).update(resting_until=None, propose_at=_next_round())


@act
def withdraw_wish(*, by) -> None:
    """The wish and all that was said in it is gone. Buddies stay buddies."""
    BuddyWish.objects.seen_by(by).delete()
    put_down_proposals(by.pk)


def _own(member) -> BuddyWish | None:
    return BuddyWish.objects.seen_by(member).select_for_update().first()


def _next_round():
    return rules.next_round(the_space().zone)


# ---- answering


@act
def answer(proposal, *, yes: bool, by) -> Buddy | None:
    """Yes, or not now. Gives the pair where this was the second yes. Whatever the other said or did not say, it
    changes nothing that anybody sees but a pair."""
    _hold_wishes(proposal.one_id, proposal.other_id)
    proposal = _held(proposal, by)
    require(rules.may_answer(by, proposal), _("This is not open any more."))
    setattr(proposal, rules.side_of(by.pk, proposal), yes)
    proposal.save(update_fields=["one_yes", "other_yes"])
    # Asked whatever the other said: else how long a yes takes would tell of theirs where something keeps the two apart.
    could = yes and rules.could_meet(proposal.one, proposal.other)
    return _meet(proposal) if could and proposal.one_yes and proposal.other_yes else None


@act
def think_again(proposal, *, by) -> None:
    """Take one's own answer back, while the proposal lies."""
    proposal = _held(proposal, by)
    require(rules.may_answer(by, proposal), _("This is not open any more."))
    setattr(proposal, rules.side_of(by.pk, proposal), None)
    proposal.save(update_fields=["one_yes", "other_yes"])


def _hold_wishes(*member_ids: int) -> None:
    """Before their proposals, as a rest does: a pair puts down what else lies before either, so two yeses that share a
    person go one after the other."""
    list(BuddyWish.system.select_for_update().filter(member__in=member_ids).order_by("member").values_list("pk"))


def _held(proposal, by) -> Proposal:
    """As it is now; the other's answer waits until this one is given. It may have ended while they waited."""
    row = Proposal.objects.seen_by(by).select_for_update(of=("self",)).select_related("one", "other").filter(pk=proposal.pk).first()
    if row is None:
        require(not Proposal.system.filter(Q(one=by) | Q(other=by), pk=proposal.pk).exclude(ended_at=None).exists(), _("This is not open any more."))
        raise Http404
    return row


def _meet(proposal) -> Buddy:
    """Two yeses make a pair, and both rest from looking. Where something keeps them apart meanwhile (a mute, somebody
    they would rather not meet under another name) it lies on, as if the other had not answered."""
    pair = Buddy.objects.create(one=proposal.one, other=proposal.other, since=clock.now())
    Proposal.system.filter(pk=proposal.pk).update(due_at=rules.PAIRED)
    for member_id in (pair.one_id, pair.other_id):
        _settle(member_id)
    tell(BuddiesMet(pair.pk, pair.one_id, pair.other_id))
    return pair


def _settle(member_id: int) -> None:
    wishes = BuddyWish.system.filter(member=member_id)
    wishes.update(propose_at=None, resting_until=None)
    wishes.filter(nudge=True).update(nudge_at=clock.now() + rules.WEEK)
    put_down_proposals(member_id)


# ---- parting


@act
def end_pair(pair, *, by) -> Buddy:
    """One press, by either. At once neither is the other's buddy; what they told each other is closed when it can no
    longer be taken back."""
    pair = _pair_of(pair, by)
    if pair.ended_at is None:
        part(pair)
    return pair


@act
def take_back_end(pair, code: str, *, by) -> None:
    """For ten minutes, by whoever ended it."""
    pair = _pair_of(pair, by)
    require(rules.may_take_back_end(by, pair, code), _("This cannot be taken back any more."))
    Buddy.objects.filter(pk=pair.pk).update(ended_at=None)
    _proposals_between(pair.one_id, pair.other_id).update(due_at=rules.PAIRED)


def _pair_of(pair, by) -> Buddy:
    row = Buddy.objects.select_for_update(of=("self",)).select_related("one", "other").filter(Q(one=by) | Q(other=by), pk=pair.pk).first()
    if row is None:
        raise Http404
    return row


def part(pair) -> None:
    """In whatever way it ended. The proposal from which it came holds the time at which the rest is closed."""
    pair.ended_at = clock.now()
    Buddy.objects.filter(pk=pair.pk).update(ended_at=pair.ended_at)
    due = pair.ended_at + rules.UNDO_FOR
    if not _proposals_between(pair.one_id, pair.other_id).update(due_at=due):
        row = Proposal(one_id=pair.one_id, other_id=pair.other_id, due_at=due)
        row.reason = "{}"
        row.save(force_insert=True)
    for member_id in (pair.one_id, pair.other_id):
        BuddyWish.system.filter(member=member_id).update(nudge_at=None)


def _proposals_between(one_id: int, other_id: int):
    return Proposal.system.open().filter(one=one_id, other=other_id)


def put_down_proposals(member_id: int) -> None:
    """All that lie before them, for the other too: as if it had lapsed. It happens for many reasons, so it says nothing."""
    _lapse(Proposal.system.filter(Q(one=member_id) | Q(other=member_id)))


def put_down_between(one_id: int, other_id: int) -> None:
    two = [one_id, other_id]
    _lapse(Proposal.system.filter(one__in=two, other__in=two))


def _lapse(proposals) -> None:
    """Why the two might have met is forgotten."""
    proposals.open().exclude(rules.are_pair()).update(ended_at=clock.now(), reason=b"")


def close_told(happening) -> None:
    """What either told the other as their buddy: shares and check-ins. Rooms beside this one are wired to the same."""
    two = [happening.one_id, happening.other_id]
    Reader.objects.filter(share__authorship__member__in=two, member__in=two).delete()
    CheckInTold.objects.filter(checkin__member__in=two, reader__in=two).delete()
    for member_id in two:  # an open page of theirs comes back to what they may still see
        hang_up(member_id)


# ---- what others did


def blocked(happening) -> None:
    """A block puts down what lies between two and ends the pair, as an end does."""
    put_down_between(happening.blocker_id, happening.blocked_id)
    for pair in _pairs().filter(one__in=[happening.blocker_id, happening.blocked_id], other__in=[happening.blocker_id, happening.blocked_id]):
        part(pair)


def distanced(happening) -> None:
    """A break puts down what lies between two. Buddies stay buddies, and are not shown to each other until it is over; a
    mute is for nobody to feel."""
    if happening.both:
        put_down_between(happening.member_id, happening.other_id)


def left(happening) -> None:
    """Pairs, then wishes, then proposals, as the verbs take them."""
    pairs = list(_pairs().filter(Q(one=happening.member_id) | Q(other=happening.member_id)).order_by("pk"))
    _hold_wishes(happening.member_id, *(rules.other_id(pair, happening.member_id) for pair in pairs))
    BuddyWish.system.filter(member=happening.member_id).update(propose_at=None, resting_until=None, nudge_at=None)
    put_down_proposals(happening.member_id)
    for pair in pairs:
        part(pair)


def _pairs():
    return Buddy.objects.filter(ended_at=None).select_for_update()

