"""What buddies put on the pages of other rooms."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import may_be_there, piece
from cairn.bonds.queries import buddies as queries
from cairn.checkins.queries import told_lately


def on_today(request, _noun) -> Markup | str:
    """Beside Today, where there is one. One question."""
    pairs = queries.pairs_of(request.member) if may_be_there(request.member, "buddy") else []
    return piece("bonds/_buddy_today.html", {"pair": pairs[0]}) if pairs else ""


def how_it_is(request, pair) -> Markup | str:
    """On the page of two: what the buddy told of how it is, for a few days. One question."""
    told = [one for one in told_lately(request.member) if one.circle_id is None and one.person.id == pair.person.id]
    return piece("checkins/_told.html", {"told": told, "where": False}, request) if told else ""


def you_row(request, _noun) -> Markup:
    """On the You page. It says the same whether somebody has one or not, so it asks nothing."""
    return piece("bonds/_buddy_row.html", {"what": _("A buddy"), "now": _("Somebody to say hello to between meetings"), "href": reverse("buddies")})
