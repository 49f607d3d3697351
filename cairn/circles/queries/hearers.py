"""To whom a member may tell something of their own, one by one: each circle they sit in, each buddy."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.circles.queries.facts import my_circles
from cairn.members.queries import buddies_of


@dataclass(frozen=True, slots=True)
class Hearer:
    """`value` stands for it in forms. One of `circle_id` and `reader_id` is not None."""

    value: str
    words: str
    circle_id: int | None = None
    reader_id: int | None = None

    @property
    def where(self) -> dict:
        """As columns of a row of ToldTo."""
        return {"circle_id": self.circle_id, "reader_id": self.reader_id}


def hearers_of(member) -> list[Hearer]:
    """Circles first, longest sat in first; then buddies."""
    circles = [Hearer(f"circle-{circle.pk}", circle.name or "", circle_id=circle.pk) for circle in my_circles(member)]
    pairs = [
        Hearer(f"buddy-{pair.pk}", _("Your buddy %(name)s") % {"name": pair.person.name}, reader_id=pair.person.id)
        for pair in buddies_of(member)
    ]
    return circles + pairs


def hearers_named(member, values) -> list[Hearer]:
    """Those of `values` that are truly among the member's own; others are left aside."""
    wanted = set(values)
    return [one for one in hearers_of(member) if one.value in wanted]
