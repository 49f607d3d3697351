"""A stone on one's cairn: laid, told, changed, let go.

A cairn only grows: no gap, no time and nobody else ever takes a stone from it, and nothing asks for the next one. Its
words are its member's own all the same, so they, and they alone, may let one go: it then lies aside for ten minutes,
and is gone with its row and its words; those that lay on it settle by one place. The lines that others wrote about it
stay with whoever received them.
"""

from datetime import timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock, stones
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require, require_unchanged
from cairn.growth.happenings.victories import VictoryShown
from cairn.growth.models import Victory, VictoryTold
from cairn.growth.models.victories import Known
from cairn.growth.rules import victories as rules
from cairn.safety.verbs import hold_newcomer, is_read_first, screen


@act
def lay_victory(words: str, stone: str, *, hearers=(), by) -> Victory:
    """One small step, kept. `stone` is the code of its drawing; `hearers` are those who know of it, nobody by default."""
    stones.parts_of(stone)
    victory = Victory(member=by, stone=stone)
    victory.words = words
    if hearers:
        _read_first(victory, by)
    victory.save(force_insert=True)
    _tell(victory, hearers, by)
    _screen(victory, by, told=bool(hearers))
    return victory


@act
def change_victory(victory, words: str, *, seen: str = "", by) -> Victory:
    """Other words. Raises ChangedMeanwhile."""
    victory = _again(victory, by)
    told = victory.told.exists()
    require(rules.may_change_victory(by, victory, told=told), _("Only the person whose stone this is can change it, and only while it stands."))
    require_unchanged(victory, seen)
    victory.words, victory.edited_at = words, clock.now()
    if told:
        _read_first(victory, by)
    victory.save(update_fields=["words", "edited_at", "held_at"])
    _screen(victory, by, told=told)
    return victory


@act
def tell_victory(victory, hearers, *, seen: str = "", by) -> Victory:
    """From now on these know of it, and nobody else: who is not among them is not shown it any more. Raises
    ChangedMeanwhile."""
    victory = _again(victory, by)
    require(rules.may_change_victory(by, victory, told=False), _("Only the person whose stone this is can tell it."))
    wanted = {(hearer.circle_id, hearer.reader_id) for hearer in hearers}
    knew = {(row.circle_id, row.reader_id): row.pk for row in victory.told.all()}
    require_unchanged(Known(frozenset(knew)), seen)
    VictoryTold.objects.filter(pk__in=[pk for who, pk in knew.items() if who not in wanted]).delete()
    added = [hearer for hearer in hearers if (hearer.circle_id, hearer.reader_id) not in knew]
    if added and _read_first(victory, by):
        victory.save(update_fields=["held_at"])
    _tell(victory, added, by)
    if added:
        _screen(victory, by, told=True)
    return victory


def _tell(victory, hearers, by) -> None:
    for hearer in hearers:
        require(rules.may_tell_victory(by, hearer), _("To tell this circle, you need a seat in it and to have agreed to its agreement as it is now."))
        VictoryTold.objects.create(victory=victory, **hearer.where)
    if readers := tuple(sorted(hearer.reader_id for hearer in hearers if hearer.reader_id)):
        tell(VictoryShown(victory.pk, readers))


@act
def let_victory_go(victory, *, by) -> Victory:
    """For ten minutes it can be brought back, and those who knew of it know again."""
    victory = _again(victory, by)
    if victory.gone_at is None:
        victory.gone_at = clock.now()
        victory.save(update_fields=["gone_at"])
    return victory


@act
def bring_victory_back(victory, *, by) -> Victory:
    victory = _again(victory, by)
    if victory.gone_at is not None:
        require(not rules.is_past_undo(victory), _("The ten minutes are over, and the words are gone for good."))
        victory.gone_at = None
        victory.save(update_fields=["gone_at"])
    return victory


@clock.due("growth.clear_victories", every=timedelta(seconds=30))
def clear_victories() -> None:
    Victory.system.filter(gone_at__lte=clock.now() - rules.UNDO_FOR).delete()


def hold_victory(pk: int, at) -> None:
    """A responder's decision: its writer alone sees it. `at` is since when, None lifts it."""
    Victory.system.filter(pk=pk).update(held_at=at)


def _again(victory, by) -> Victory:
    """One's own, held until the act is done."""
    mine = Victory.objects.seen_by(by).filter(member=by, pk=victory.pk).select_for_update(of=("self",)).first()
    if mine is None:
        raise Http404
    return mine


def _read_first(victory, by) -> bool:
    """While the space is quiet, what newcomers write to others is held until somebody has read it. Whether it is now."""
    if victory.held_at is None and is_read_first(by):
        victory.held_at = clock.now()
        hold_newcomer("victory", victory.pk, by=by)
        return True
    return False


def _screen(victory, by, *, told: bool) -> None:
    screen("victory", victory.pk, victory.words, by=by, told=told, where=_("in a small victory"), href=reverse("victory", args=[victory.pk]))
