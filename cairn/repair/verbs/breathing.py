"""A breath apart: for a day neither sees the other's words elsewhere."""

from cairn.base import clock
from cairn.circles import queries as circles
from cairn.members.verbs import take_a_break
from cairn.repair.rules import BREATH


def breathe_apart(concern) -> None:
    """Both ways, each by a break of their own, under the name the other has in the circle it is about."""
    until = clock.now() + BREATH
    people = circles.people_in(concern.circle_id, [concern.by_id, concern.other_id])
    for member, other in ((concern.by, concern.other), (concern.other, concern.by)):
        seen_as = people[other.pk].name if other.pk in people else ""
        take_a_break(member, other, until=until, seen_as=seen_as, by=member)
