"""The few words that stand for how something went, and what others are told of it."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cairn.toolkit import counting
from cairn.toolkit.models import HARDER, HELPED, LITTLE, NOT_ME, OUTCOMES

HOW = (
    (HELPED, gettext_lazy("It helped")),
    (LITTLE, gettext_lazy("It helped a little")),
    (NOT_ME, gettext_lazy("It was not for me")),
    (HARDER, gettext_lazy("It made it harder")),
)
_MINE = {
    HELPED: gettext_lazy("You said that it helped."), LITTLE: gettext_lazy("You said that it helped a little."),
    NOT_ME: gettext_lazy("You said that it was not for you."), HARDER: gettext_lazy("You said that it made it harder."),
}
_FOR_WHOM = {
    HELPED: gettext_lazy("%(name)s, whom it helped"), LITTLE: gettext_lazy("%(name)s, whom it helped a little"),
    NOT_ME: gettext_lazy("%(name)s, for whom it was not"), HARDER: gettext_lazy("%(name)s, for whom it made it harder"),
}


def mine(outcome: str) -> str:
    return str(_MINE[outcome])


def for_whom(name: str, outcome: str) -> str:
    """ "Ash, whom it helped a little" """
    return str(_FOR_WHOM[outcome]) % {"name": name}


def _said(outcome: str, n: int) -> str:
    words = {
        HELPED: ngettext("%(n)d said it helped", "%(n)d said it helped", n),
        LITTLE: ngettext("%(n)d said a little", "%(n)d said a little", n),
        NOT_ME: ngettext("%(n)d said not for them", "%(n)d said not for them", n),
        HARDER: ngettext("%(n)d said it made it harder", "%(n)d said it made it harder", n),
    }
    return words[outcome] % {"n": n}


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a strategy went for people, as everybody is shown it: people, never parts of a hundred."""

    people: str  # "11 people tried it", or "" while too few have
    rest: str  # "Too few have tried it to say yet.", where it is so
    said: tuple[tuple[str, str], ...] = ()  # (outcome, "6 said it helped"), those that somebody said
    pebbles: tuple[str, ...] = ()  # one outcome a person

    @property
    def columns(self) -> int:
        """Pebbles in a row: what a small phone holds; more of them are drawn smaller."""
        return min(len(self.pebbles), 12 if len(self.pebbles) <= 60 else 24)


def evidence(tally: counting.Tally) -> Evidence:
    counts = counting.shown(tally)
    return _evidence(None if counts is None else tuple(counts), get_language())


@lru_cache(maxsize=512)
def _evidence(counts: tuple[int, ...] | None, _language: str) -> Evidence:
    """Once for all cards that went alike."""
    if counts is None:  # none, or some: that one more has tried it is not to be noticed
        return Evidence("", _("Too few have tried it to say yet."))
    n = sum(counts)
    people = ngettext("%(n)d person tried it", "%(n)d people tried it", n) % {"n": n}
    told = [(outcome, count) for outcome, count in zip(OUTCOMES, counts, strict=True) if count]
    pebbles = tuple(outcome for outcome, count in told for _each in range(count))
    return Evidence(people, "", tuple((outcome, _said(outcome, count)) for outcome, count in told), pebbles)
