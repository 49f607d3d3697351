"""To whom somebody may offer something."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.circles import queries as circles
from cairn.circles.models import Circle

EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Place:
    """One choice of who sees it. `value` is how a form writes it."""

    value: str
    words: str
    circle: Circle | None = None


def places_of(member) -> list[Place]:
    """Everyone here, and each open circle in which the member sits."""
    sits_in = (circle for circle in circles.my_circles(member) if circle.closed_at is None)
    return [Place(EVERYONE, _("Everyone here")), *(Place(f"circle-{circle.pk}", circle.name or "", circle) for circle in sits_in)]
