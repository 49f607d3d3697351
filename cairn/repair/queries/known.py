"""What there is between two already, as one of them knows it.

In each circle somebody may have a name and stone of their own. Whoever begins something with one name learns nothing
of what there is with another name of the same person: neither by being led to it nor by being refused.
"""

from dataclasses import dataclass

from cairn.base import clock
from cairn.circles import queries as circles
from cairn.repair import rules
from cairn.repair.models import Concern


@dataclass(frozen=True, slots=True)
class Between:
    """`known` is open with the one before whom `by` stands; `lately`: they asked that one not long ago. `elsewhere`:
    something goes on, or was asked not long ago, under another name of the same person."""

    known: list[Concern]
    lately: bool
    elsewhere: bool


def between(by, other, circle) -> Between:
    """Of the concerns that are open between the two, and of those that `by` began not long ago."""
    still_open = list(Concern.system.open().filter(rules.of_the_two(by, other)).select_for_update())
    known = [concern for concern in still_open if is_known_as(other, circle, concern)]
    lately = [is_known_as(other, circle, concern) for concern in rules.asked_lately(by, other)]
    elsewhere = any(concern not in known and not rules.is_quiet(concern) for concern in still_open)
    return Between(known, any(lately), elsewhere or not all(lately))


def is_known_as(somebody, circle, concern) -> bool:
    """Whether whoever meets `somebody` there and in this concern knows that it is one person."""
    return circles.is_known_alike(somebody.pk, circle.pk if circle else None, concern.circle_id)


def proposed_elsewhere(by, one, other, circle) -> list[bool]:
    """Of what `by` proposed to these two not long ago: whether under other names than they have here."""
    before = Concern.system.filter(rules.of_the_two(one, other), facilitator=by, began_at__gt=clock.now() - rules.NOT_AGAIN_FOR, agreed_at=None)
    return [not all(is_known_as(somebody, circle, concern) for somebody in (one, other)) for concern in before]
