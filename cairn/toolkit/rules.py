"""Who may do what in the toolkit. Reading comes first: every other rule is asked about what was read."""

from datetime import timedelta

from cairn.base import clock
from cairn.circles import queries as circles
from cairn.members import queries as members
from cairn.members.rules import is_paused
from cairn.toolkit.models import Strategy

UNDO_FOR = timedelta(minutes=10)
ASK_AFTER = timedelta(days=7)
MOST_TITLE, MOST_WORDS, MOST_LINE = 80, 2000, 500  # characters


def may_offer(member, circle=None) -> bool:
    """To everyone, or to a circle from a seat in it, having agreed to how it is now."""
    if is_paused(member) or not member.is_here:
        return False
    if circle is None:
        return True
    sits = circles.seat_of(member, circle) is not None
    return circle.closed_at is None and sits and members.has_consented(member, members.agreement_of(circle))


def is_by(member, strategy) -> bool:
    return strategy.member_id == member.pk


def stands(strategy) -> bool:
    """Others may see it."""
    return bool(strategy.told_at) and strategy.withdrawn_at is None and strategy.held_at is None


def may_change(member, strategy) -> bool:
    return is_by(member, strategy) and strategy.withdrawn_at is None


def may_bring_back(member, strategy) -> bool:
    return is_by(member, strategy) and strategy.withdrawn_at is not None and strategy.withdrawn_at > clock.now() - UNDO_FOR


def may_try(member, strategy) -> bool:
    """Somebody else's: how one's own went is why it is there."""
    return stands(strategy) and not is_by(member, strategy)


def is_at_a_responder(strategy: Strategy) -> bool:
    return strategy.asked_at is not None and strategy.looked_at is None and strategy.withdrawn_at is None


def sits_in(member, circle_id: int) -> bool:
    return circle_id in {circle.pk for circle in circles.my_circles(member)}


def may_gather_in(member, circle) -> bool:
    return not is_paused(member) and circle.closed_at is None and sits_in(member, circle.pk)


def may_put_in(member, strategy, collection) -> bool:
    """What the circle can see: told to everyone, or to this circle."""
    return stands(strategy) and strategy.circle_id in (None, collection.circle_id) and may_gather_in(member, collection.circle)


def may_close(member, collection) -> bool:
    """Whoever began it, and those who hold the circle."""
    return member.pk == collection.by_id or circles.holds(member, collection.circle)


def may_take_out(member, collected) -> bool:
    """Whoever put it there, began the collection, or holds the circle."""
    return member.pk == collected.by_id or may_close(member, collected.collection)
