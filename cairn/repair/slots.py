"""What repair puts on the pages of lower rooms."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import piece
from cairn.repair import queries


def in_more(_request, what) -> Markup | str:
    """In the quiet "More" under what somebody wrote, drawn once for everybody: never under what is told as "someone"."""
    noun, pk, named = what
    return piece("repair/_in_more.html", {"noun": noun, "pk": pk}) if named and noun in ("share", "response", "spoken") else ""


def circle_conversation(request, circle) -> Markup | str:
    """On the circle's page, while one is open."""
    one = queries.open_conversation(request.member, circle) if _is_there("conversation", circle) else None
    return piece("repair/_circle_conversation.html", {"one": one, "asked": one.round == one.ASKED}) if one else ""


def circle_mended(request, circle) -> Markup | str:
    lines = queries.lines_told_in(request.member, circle) if _is_there("line", circle) else []
    return piece("repair/_circle_mended.html", {"lines": lines}) if lines else ""


def _is_there(what: str, circle) -> bool:
    """As the circle's page learned with the circle; a circle without an agreement did not ask."""
    return what in getattr(circle, "along", queries.THERE)


def circle_ways(request, circle) -> Markup | str:
    """Beside a seat: to the person, and to all."""
    return piece("repair/_circle_ways.html", {"circle": circle}) if circle.closed_at is None else ""


def repair_row(request, _noun) -> Markup:
    """On the You page."""
    return piece("repair/_row.html", {"what": _("Working it out"), "now": _("What you work out with somebody, and where you stand beside others"), "href": reverse("working_it_out")})
