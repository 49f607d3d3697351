"""What waits for a responder, and who looks. Whoever wrote it is not named to them."""

from django.db.models import Q

from cairn.base import keyring
from cairn.base.pages import found
from cairn.members.models import Block, Member
from cairn.toolkit import rules
from cairn.toolkit.models import Strategy


def waiting_for(member) -> list[Strategy]:
    """What this responder may look at, the longest waiting first."""
    waiting = list(Strategy.system.to_be_looked_at().filter(member__left_at=None).select_related("circle"))
    who = _lookers(waiting)
    mine = [one for one in waiting if member.pk in who(one)]
    keyring.bring({keyring.SPACE, *(one.member_id for one in mine)})
    return mine


def who_looks(strategy: Strategy) -> list[int]:
    return _lookers([strategy])(strategy)


def _lookers(strategies):
    """Who looks at each of them: responders, not at their own words, and not at those of somebody who blocked them;
    where none is left, the coordinators, whom blocking does not keep away. Two questions for all of them."""
    here = list(Member.objects.here().filter(Q(responder_since__isnull=False) | Q(coordinator_since__isnull=False)).order_by("joined_at")) if strategies else []
    blocks = set(Block.objects.filter(blocker__in={one.member_id for one in strategies}, blocked__in=here).values_list("blocker", "blocked")) if here else set()

    def who(strategy) -> list[int]:
        others = [one for one in here if one.pk != strategy.member_id]
        responders = [one.pk for one in others if one.is_responder and (strategy.member_id, one.pk) not in blocks]
        return responders or [one.pk for one in others if one.is_coordinator]

    return who


def may_look_at(member, strategy: Strategy) -> bool:
    return strategy.asked_at is not None and member.pk in who_looks(strategy)


def review_for(member, pk: int) -> Strategy:
    """One that waits, or 404."""
    one = found(Strategy.system.select_related("circle").filter(pk=pk, withdrawn_at=None).first())
    return found(one if rules.is_at_a_responder(one) and may_look_at(member, one) else None)
