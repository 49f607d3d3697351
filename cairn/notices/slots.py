"""What this room says on the pages of others."""

from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import piece
from cairn.notices.queries import rhythm_of


def reaching_row(request, _noun) -> Markup:
    """On the You page."""
    return piece("notices/_reaching_row.html", {"now": _in_words(rhythm_of(request.member))})


def _in_words(rhythm) -> str:
    ways = [words for chosen, words in (
        (rhythm.asks_by_mail or rhythm.gathering, _("by mail")), (rhythm.asks_by_push, _("by your browser")),
    ) if chosen]
    if rhythm.mail_off_at and (rhythm.asks_by_mail or rhythm.gathering):
        return _("Letters came back: none are sent for now")
    return _("%(ways)s, discreetly") % {"ways": _(" and ").join(ways).capitalize()} if ways else _("Only here")
