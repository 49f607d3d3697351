"""Ways to wish and to be proposed, for the stories of buddies."""

from datetime import timedelta

from cairn.base import clock as base_clock
from cairn.bonds.models import Proposal
from cairn.bonds.rules import buddies as rules
from cairn.bonds.verbs import buddies as verbs
from cairn.bonds.verbs.matching import propose_due
from cairn.members.models import Buddy, Member
from tests import cast

ENJOYS = ("gardening", "radio", "baking")


def wisher(name="Wren", *, interests=ENJOYS, zone="UTC", hours=0b1111 << 18, **more) -> Member:
    """Somebody here in the evening who would like a buddy."""
    made = cast.member(name, zone=zone, hours=hours)
    verbs.wish(interests=list(interests), by=made, **more)
    return made


def round_comes(clock) -> None:
    """The next time of day at which proposals come."""
    clock.move(seconds=(rules.next_round("UTC") - base_clock.now() + timedelta(minutes=1)).total_seconds())
    propose_due()


def proposed_between(one, other) -> Proposal | None:
    return Proposal.system.filter(one__in=[one, other], other__in=[one, other]).first()


def buddies_of(one, other) -> Buddy:
    """Two who both said yes."""
    proposal = proposed_between(one, other)
    verbs.answer(proposal, yes=True, by=one)
    return verbs.answer(proposal, yes=True, by=other)


def pair(one, other) -> Buddy:
    """Two who are buddies, plainly."""
    return Buddy.objects.create(one=min(one, other, key=lambda m: m.pk), other=max(one, other, key=lambda m: m.pk))
