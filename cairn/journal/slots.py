"""What the journal says on the pages of other rooms."""

from markupsafe import Markup

from cairn.base.slots import piece
from cairn.journal import queries


def you_row(request, _noun) -> Markup:
    """On the You page."""
    return piece("journal/_you_row.html", {})


def today_row(request, _noun) -> Markup:
    """On Today. It says the same whether somebody has one or not, so it asks nothing."""
    return piece("journal/_today.html", {})


def codes_note(request, _noun) -> Markup | str:
    """Where recovery codes are made: those open no journal, since they wait under the space's key until they were kept."""
    return piece("journal/_codes_note.html", {}) if request.member and queries.has_vault(request.member) else ""
