"""What the cairn and the lines put on other pages: You, Today, a circle's page, the desk."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import ngettext
from markupsafe import Markup

from cairn.base.slots import may_be_there, piece
from cairn.growth.queries import recognition, victories

# A circle has twelve seats at most.
NUMBERS = (
    later("One"), later("Two"), later("Three"), later("Four"), later("Five"), later("Six"), later("Seven"), later("Eight"), later("Nine"), later("Ten"),
    later("Eleven"), later("Twelve"),
)


def cairn_row(_request, _noun) -> Markup:
    """On the You page."""
    return piece("growth/_cairn_row.html", {"what": _("Your cairn"), "now": _("Small steps you chose to keep, and lines that others wrote"), "href": reverse("cairn")})


def told_today(request, _noun) -> Markup | str:
    """On Today: what a buddy told."""
    told = victories.told_to_me(request.member) if may_be_there(request.member, "told") else []
    return piece("growth/_told_today.html", {"told": told}, request) if told else ""


def in_circle(request, circle) -> Markup | str:
    """On the circle's page: the latest small victory told there, and the way to the wall."""
    there = "victory" in getattr(circle, "along", victories.THERE)
    return piece("growth/_in_circle.html", {"circle": circle, "one": victories.latest_in(request.member, circle) if there else None})


def on_desk(request, desk) -> Markup | str:
    """For whoever holds a circle: to whom no line has come there for a month. One query."""
    quiet = recognition.not_thanked_lately(request.member, desk.holds)
    return piece("growth/_desk.html", {"quiet": [(one, _not_thanked(len(one.people))) for one in quiet]}) if quiet else ""


def _not_thanked(n: int) -> str:
    number = NUMBERS[n - 1] if n <= len(NUMBERS) else _("Several")
    return ngettext("%(number)s person here has not been thanked this month.", "%(number)s people here have not been thanked this month.", n) % {"number": number}
