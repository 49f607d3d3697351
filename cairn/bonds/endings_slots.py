"""What a circle that closes together puts on the pages of other rooms."""

from markupsafe import Markup

from cairn.base.slots import piece
from cairn.bonds.queries import endings as queries
from cairn.circles.rules import holds


def on_circle(request, circle) -> Markup | str:
    """On the circle's page: the last round while it is open, the page that stays afterwards."""
    there = "closing" in getattr(circle, "along", {"closing"})
    closing = queries.closing_of(request.member, circle) if there else None
    return piece("bonds/_closing.html", {"closing": closing}) if closing else ""


def circle_ways(request, circle) -> Markup | str:
    """For whoever holds it, among the quiet ways at its end."""
    return piece("bonds/_closing_way.html", {"circle": circle}) if circle.closed_at is None and _holds(request.member, circle) else ""


def _holds(member, circle) -> bool:
    """The circle's page has fetched its seats already."""
    seats = getattr(circle, "seats_ever", None)
    if seats is None:
        return holds(member, circle)
    return any(seat.member_id == member.pk and seat.holds for seat in seats if not seat.left_at)


def beside_path(request, _noun) -> Markup | str:
    """Pages of circles that closed together, beside one's path. One query."""
    pages = queries.keepsakes_of(request.member)
    return piece("bonds/_keepsakes.html", {"pages": pages}) if pages else ""
