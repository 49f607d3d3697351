"""Seats and people in words: a circle is small enough that no digits are needed."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.base.languages import LANGUAGES
from cairn.base.text import listed
from cairn.base.times import written
from cairn.circles.models import COFACILITATOR, FACILITATOR

NUMBERS = (
    gettext_lazy("No"), gettext_lazy("One"), gettext_lazy("Two"), gettext_lazy("Three"), gettext_lazy("Four"), gettext_lazy("Five"), gettext_lazy("Six"),
    gettext_lazy("Seven"), gettext_lazy("Eight"), gettext_lazy("Nine"), gettext_lazy("Ten"), gettext_lazy("Eleven"), gettext_lazy("Twelve"),
)


def seats_free(n: int) -> str:
    if n == 0:
        return _("Every seat is taken.")
    return ngettext("%(number)s seat is free.", "%(number)s seats are free.", n) % {"number": NUMBERS[n]}


def seats_offered(n: int) -> str:
    return ngettext("%(number)s seat", "%(number)s seats", n) % {"number": NUMBERS[n]}


def held_by(names: list[str]) -> str:
    """"Marl and Ash hold it." """
    if not names:
        return _("Nobody holds it just now.")
    return ngettext("%(names)s holds it.", "%(names)s hold it.", len(names)) % {"names": listed(names)}


def you_and(names: list[str]) -> str:
    """"You, Marl and Ash, and whoever sits down later." """
    return _("You alone so far, and whoever sits down later.") if not names else _("%(people)s, and whoever sits down later.") % {
        "people": listed([_("You"), *names])
    }


def place_of(role: str, me: bool, rests: bool = False) -> str:
    """Beside a stone in the ring: "holding", "you, holding", "resting". """
    holds = role in (FACILITATOR, COFACILITATOR)
    return ", ".join(filter(None, [_("you") if me else "", _("holding") if holds else "", _("resting") if rests else ""]))


def day_of_return(seat) -> str:
    """"12 March": the day on which their rest is over."""
    return written(timezone.localtime(seat.resting_until).date(), "j F")


def role_of(role: str) -> str:
    return {FACILITATOR: _("Facilitator"), COFACILITATOR: _("Co-facilitator")}.get(role, "")


def who_holds(facilitator: str, cofacilitator: str) -> str:
    """The two who hold a circle, by their roles."""
    if facilitator and cofacilitator:
        return _("%(one)s is the facilitator, %(other)s the co-facilitator.") % {"one": facilitator, "other": cofacilitator}
    if facilitator:
        return _("%(one)s is the facilitator.") % {"one": facilitator}
    if cofacilitator:
        return _("%(other)s is the co-facilitator, and there is no facilitator just now.") % {"other": cofacilitator}
    return _("Nobody holds it just now.")


def place_in_line(before: int) -> str:
    """Where somebody stands on a waiting list, honestly."""
    if before == 0:
        return _("You are the first on its waiting list.")
    return ngettext("%(number)s person asked before you.", "%(number)s people asked before you.", before) % {
        "number": NUMBERS[before] if before < len(NUMBERS) else _("More than twelve")
    }


def language_name(code: str) -> str:
    return LANGUAGES.get(code, code)


def first_agreement() -> str:
    """Words for a new circle to begin with, one sentence a line."""
    return "\n".join([
        _("We take turns, and nobody has to fill a silence."),
        _("What is said in this circle stays in this circle."),
        _("We listen for what somebody asked for, and leave fixing out."),
        _("You may pass, you may leave, and you may come back."),
    ])
