"""What buddies put on the pages of other rooms."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import piece
from cairn.bonds.queries import buddies as queries


def on_today(request, _noun) -> Markup | str:
    """Beside Today, where there is one. One question."""
    pairs = queries.pairs_of(request.member)
    return piece("bonds/_buddy_today.html", {"pair": pairs[0]}) if pairs else ""


def you_row(request, _noun) -> Markup:
    """On the You page. It says the same whether somebody has one or not, so it asks nothing."""
    return piece("bonds/_buddy_row.html", {"what": _("A buddy"), "now": _("Somebody to say hello to between meetings"), "href": reverse("buddies")})
