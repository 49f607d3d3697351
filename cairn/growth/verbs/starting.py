"""A letter to somebody starting out: kept for oneself, or told to those who begin where its writer began."""

from datetime import timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require, require_unchanged
from cairn.growth.models import StartingLetter, SteppingStone
from cairn.growth.models.path import stone_mark
from cairn.growth.models.retelling import SOMEONE, STONE
from cairn.growth.rules import starting as rules
from cairn.members import queries as members
from cairn.safety.verbs import hold_newcomer, is_read_first, screen


@act
def write_starting(*, topic, words: str, shown_as: str = STONE, told: bool, by) -> StartingLetter:
    """Write one about an experience. `told`: newcomers who know it too may be shown it."""
    require(not told or rules.may_tell(by), _("This cannot be told just now. You can keep it for yourself."))
    letter = StartingLetter(member=by, topic=topic, shown_as=shown_as, language=_language(by, shown_as))
    letter.words, letter.told_at = words, clock.now() if told else None
    letter.held_at = _read_first(letter, by)
    letter.save(force_insert=True)
    return _screened(letter, by)


def _language(by, shown_as: str) -> str:
    """The writer's first; told as "someone", the space's own, as few may share the writer's."""
    return members.the_space().language if shown_as == SOMEONE else (by.languages or [by.language])[0]


@act
def change_starting(letter, *, topic, words: str, shown_as: str, told: bool, seen: str = "", by) -> StartingLetter:
    """Its words, what it is about, how its writer is shown, and whether it is told or kept. Raises ChangedMeanwhile."""
    letter = _again(letter, by)
    require(rules.may_change(by, letter), _("This letter is no longer here."))
    require(not told or rules.may_tell(by), _("This cannot be told just now. You can keep it for yourself."))
    require_unchanged(letter, seen)
    letter.topic, letter.words, letter.shown_as, letter.language = topic, words, shown_as, _language(by, shown_as)
    letter.edited_at = clock.now()
    letter.told_at = (letter.told_at or clock.now()) if told else None
    letter.held_at = letter.held_at or _read_first(letter, by)
    letter.save()
    return _screened(letter, by)


def _read_first(letter, by):
    """While the space is quiet, what newcomers write to others is held until somebody has read it."""
    if letter.told_at is None or not is_read_first(by):
        return None
    hold_newcomer("starting", letter.pk, by=by)
    return clock.now()


def _screened(letter, by) -> StartingLetter:
    told = letter.told_at is not None
    where, href = _("in a letter to somebody starting out"), reverse("starting_letter", args=[letter.pk])
    screen("starting", letter.pk, letter.words, by=by, told=told, named=letter.shown_as != SOMEONE, where=where, href=href)
    return letter


@act
def withdraw_starting(letter, *, by) -> None:
    """Take it back; for ten minutes it can be brought back."""
    StartingLetter.system.filter(pk=_again(letter, by).pk, withdrawn_at=None).update(withdrawn_at=clock.now())


@act
def bring_starting_back(letter, *, by) -> None:
    letter = _again(letter, by)
    if letter.withdrawn_at is not None:
        require(rules.may_bring_back(by, letter), _("The ten minutes are over, and the words are gone for good."))
        StartingLetter.system.filter(pk=letter.pk).update(withdrawn_at=None)


def _again(letter, by) -> StartingLetter:
    found = StartingLetter.system.select_for_update().filter(pk=letter.pk, member=by).first()
    if found is None:
        raise Http404
    return found


@act
def turn_starting_aside(letter, *, by) -> None:
    """This letter is not shown to them again. It is kept as a mark among their own stones, that says of no letter which."""
    now = clock.now()
    aside = SteppingStone(member=by, mark=stone_mark(by.pk, f"letter:{letter.pk}"), on=now, declined_at=now)
    aside.sealed = "{}"
    SteppingStone.system.bulk_create([aside], ignore_conflicts=True)


@act
def show_starting_again(letter, *, by) -> None:
    SteppingStone.system.filter(member=by, mark=stone_mark(by.pk, f"letter:{letter.pk}")).delete()


def hold_starting(pk: int, at) -> None:
    """What a responder's hold does: its writer alone sees it; `at` None lifts it."""
    StartingLetter.system.filter(pk=pk).update(held_at=at)


@clock.due("growth.clear_starting", every=timedelta(seconds=30))
def clear_starting() -> None:
    StartingLetter.system.filter(withdrawn_at__lte=clock.now() - rules.UNDO_FOR).delete()
