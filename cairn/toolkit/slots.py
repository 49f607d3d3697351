"""What the toolkit puts on other rooms' pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import piece
from cairn.toolkit import queries
from cairn.toolkit.situations import Situations


def on_responders_desk(request, _noun=None) -> Markup | str:
    """Cards that others see once somebody has read them."""
    waiting = queries.waiting_for(request.member)
    if not waiting:
        return ""
    here = Situations.here()
    return piece("toolkit/_on_desk.html", {"waiting": [(one, here.within(one.situation)) for one in waiting]})


def circle_collections(request, circle) -> Markup | str:
    """What the circle gathered, where there is something."""
    if "collections" not in getattr(circle, "along", queries.THERE):
        return ""
    rows = queries.collections_in(request.member, circle)
    return piece("toolkit/_collections.html", {"rows": rows}) if rows else ""


def circle_ways(_request, circle) -> Markup | str:
    """Beside a seat."""
    return piece("toolkit/_circle_way.html", {"circle": circle}) if circle.closed_at is None else ""


def space_row(request, _noun=None) -> Markup:
    """Among what the coordinator changes."""
    return piece("toolkit/_row.html", {"what": _("Situations of the toolkit"), "now": _("What people can offer cards for"), "href": reverse("situations")})
