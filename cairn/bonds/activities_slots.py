"""What members do together, on the pages of other rooms."""

from markupsafe import Markup

from cairn.base.slots import may_be_there, piece
from cairn.bonds.queries import activities as queries


def on_circle(request, circle) -> Markup | str:
    """On the circle's page, where something is to come, and a quiet way to propose something."""
    there = "activity" in getattr(circle, "along", {"activity"})
    coming = queries.activities_of_circle(request.member, circle) if there else []
    return piece("bonds/_activities_circle.html", {"coming": coming, "circle": circle}, request) if coming else ""


def circle_ways(_request, circle) -> Markup | str:
    return piece("bonds/_activities_way.html", {"circle": circle}) if circle.closed_at is None else ""


def on_today(request, _noun) -> Markup | str:
    """Beside Today: what the viewer goes to next. One query."""
    soon = queries.next_of_mine(request.member) if may_be_there(request.member, "going") else None
    return piece("bonds/_activity_today.html", {"soon": soon}) if soon else ""


def you_row(_request, _noun) -> Markup:
    return piece("bonds/_activities_row.html", {})
