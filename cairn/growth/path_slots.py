"""What the path says on the pages of other rooms."""

from markupsafe import Markup

from cairn.base.slots import piece
from cairn.growth.queries import starting
from cairn.growth.rules.starting import is_starting_out


def you_row(_request, _member) -> Markup:
    return piece("growth/_path_row.html", {})


def today_row(request, _noun) -> Markup | str:
    """On Today, once the first weeks are over. It says the same to everybody, so it asks nothing."""
    return "" if is_starting_out(request.member) else piece("growth/_path_today.html", {})


def letter_on_today(request, _noun) -> Markup | str:
    """For somebody new: a letter by somebody who began where they begin."""
    one = starting.letter_for_newcomer(request.member)
    return piece("growth/_starting_today.html", {"one": one}, request) if one else ""


def circle_way(_request, circle) -> Markup | str:
    """Beside a seat: to say what one noticed in somebody."""
    return piece("growth/_witness_way.html", {}) if circle.closed_at is None else ""
