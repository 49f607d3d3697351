"""What meetings say on the pages of lower rooms."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import piece
from cairn.meetings import queries


def welcoming_row(request, _noun) -> Markup:
    """On the You page: the way to offering to welcome newcomers."""
    offers = queries.offers_to_welcome(request.member)
    now = _("You may be asked to welcome somebody") if offers else _("Not asked to welcome")
    return piece("meetings/welcome_row.html", {"what": _("Welcoming"), "now": now, "href": reverse("welcoming")})


def first_meeting_link(request, meeting) -> Markup | str:
    """On a meeting's page, for whoever never came to one: what will happen there."""
    if not queries.is_new_to(request.member, meeting):
        return ""
    return piece("meetings/first_meeting_link.html", {"href": reverse("first_meeting", args=[meeting.pk])})
