"""What check-ins put on the pages of other rooms."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import may_be_there, piece
from cairn.checkins import queries
from cairn.checkins.models import Felt


def on_today(request, _noun=None) -> Markup:
    """The question, at the foot of what was said to somebody."""
    return piece("checkins/_today.html", {"groups": queries.groups_for(request.member.language), "given": Felt(""), "form": None}, request)


def others_today(request, _noun=None) -> Markup | str:
    told = queries.told_lately(request.member) if may_be_there(request.member, "felt") else []
    return piece("checkins/_told.html", {"told": told, "where": True}, request) if told else ""


def in_circle(request, circle) -> Markup | str:
    """A few days of what was told there. A circle in which nothing was asks nothing; one without an agreement did not learn it."""
    if "feelings" not in getattr(circle, "along", queries.THERE):
        return ""
    told = queries.told_lately(request.member, circle)
    return piece("checkins/_told.html", {"told": told, "where": False}, request) if told else ""


def you_row(request, _noun) -> Markup:
    row = {"what": _("How it was"), "now": _("Your check-ins, for you alone"), "href": reverse("checkins")}
    return piece("checkins/_row.html", row)


def space_row(request, _noun) -> Markup:
    row = {"what": _("Words for check-ins"), "now": _("What this space adds to the words that are offered"), "href": reverse("feeling_words")}
    return piece("checkins/_row.html", row)


def first_door(request, _noun=None) -> Markup:
    """Among the small steps of a first visit."""
    return piece("checkins/_door.html", {})
