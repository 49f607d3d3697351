"""Closing a circle together: a last round, to which every seat is asked, then the circle closes and the page stays.

The circle's row is held before anything else, so that nobody begins two, and nobody writes while it closes.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require, require_unchanged
from cairn.bonds.happenings.endings import ClosingMoved
from cairn.bonds.models import Closing, LastWord
from cairn.bonds.rules import endings as rules
from cairn.circles import queries as circles
from cairn.circles.models import Circle
from cairn.circles.verbs import close_after_last_round
from cairn.safety.verbs import hold_newcomer, is_read_first, require_no_waiting, screen


@act
def begin_closing(circle, words: str, *, days: int, by) -> Closing:
    """Everybody who sits in it is asked for a last word, for so many days. Begun already, it is the one that stands."""
    circle = Circle.system.select_for_update().get(pk=circle.pk)
    require(rules.may_begin(by, circle) and days in rules.DAYS, _("The people who hold this circle can close it, together with the others."))
    standing = Closing.system.filter(circle=circle).open().first()
    if standing is not None:
        return standing
    require_no_waiting(by)
    closing = Closing(circle=circle, by=by, due_at=clock.now() + timedelta(days=days))
    closing.words = words
    closing.save(force_insert=True)
    _screen("closing", closing.pk, words, closing, by)
    _tell(closing, "begun", circles.seated_ids(circle.pk), besides=by)
    return closing


@act
def say_last(closing, words: str, *, seen: str = "", by) -> LastWord:
    """One's word for the page that stays, which may be changed until the circle closes; "" is a pass. Raises
    ChangedMeanwhile."""
    closing = _held(closing)
    require(rules.may_say(by, closing), _("The last round of this circle is over."))
    # Its row too: a responder who holds it meanwhile does not take the circle's.
    last = LastWord.objects.select_for_update().filter(closing=closing, member=by).first() or LastWord(closing=closing, member=by)
    require_unchanged(last, seen)
    last.words, last.at = words, clock.now()
    if words and last.held_at is None and is_read_first(by):
        last.held_at = clock.now()
        hold_newcomer("last_word", last.pk, by=by)
    last.save()
    _screen("last_word", last.pk, words, closing, by)
    return last


@act
def stop_closing(closing, *, by) -> Closing:
    """They go on after all. What was written for the page stays with whoever wrote it."""
    closing = _held(closing)
    require(rules.may_stop(by, closing), _("This circle has closed, or goes on already."))
    closing.stopped_at = clock.now()
    closing.save(update_fields=["stopped_at"])
    _tell(closing, "stopped", circles.seated_ids(closing.circle_id), besides=by)
    return closing


@clock.due("circles that close", every=timedelta(minutes=5))
def close_what_is_due() -> None:
    """Reminds who has not written a day before, then closes."""
    for closing in Closing.system.open().filter(due_at__lte=clock.now() + rules.REMIND, reminded_at=None):
        _remind(closing)
    for closing in Closing.system.open().filter(due_at__lte=clock.now()):
        _close(closing)


@act
def _remind(closing) -> None:
    closing = _held(closing)
    if closing.reminded_at is None and rules.is_open(closing):
        closing.reminded_at = clock.now()
        closing.save(update_fields=["reminded_at"])
        said = set(LastWord.objects.filter(closing=closing).values_list("member", flat=True))
        _tell(closing, "soon", set(circles.seated_ids(closing.circle_id)) - said)


@act
def _close(closing) -> None:
    closing = _held(closing)
    if not rules.is_open(closing):
        return
    closing.ended_at = clock.now()
    closing.save(update_fields=["ended_at"])
    close_after_last_round(closing.circle)
    _tell(closing, "closed", circles.seated_ids(closing.circle_id))


def hold_last_word(pk: int, at) -> None:
    """A responder holds it, or lets it be seen again (None)."""
    LastWord.objects.filter(pk=pk).update(held_at=at)


def _held(closing) -> Closing:
    Circle.system.select_for_update().get(pk=closing.circle_id)
    return Closing.system.select_related("circle").get(pk=closing.pk)


def _screen(noun: str, pk: int, words: str, closing, by) -> None:
    where = _("in %(circle)s") % {"circle": closing.circle.name}
    screen(noun, pk, words, by=by, told=True, where=where, href=reverse("closing", args=[closing.pk]))


def _tell(closing, what: str, to, *, besides=None) -> None:
    hear = tuple(sorted(pk for pk in to if besides is None or pk != besides.pk))
    if hear:
        tell(ClosingMoved(closing.pk, what, hear))
