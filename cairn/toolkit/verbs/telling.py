"""Offering a strategy, changing it, taking it back."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.pages import found
from cairn.base.rules import require, require_unchanged
from cairn.members import queries as members
from cairn.safety.verbs import hold_newcomer, is_read_first, screen
from cairn.toolkit import medical, rules
from cairn.toolkit.happenings import StrategyAsked
from cairn.toolkit.models import SOMEONE, STONE, Strategy
from cairn.toolkit.situations import situation_named


@act
def offer_strategy(*, situation: str, title: str, words: str, circle=None, shown_as: str = STONE, by) -> Strategy:
    """One thing that helped, for everyone here or for one circle. What speaks of medicine or methods is seen by others
    only once a responder has read it."""
    require(rules.may_offer(by, circle), _("To offer something to this circle, you need a seat in it and to have agreed to its agreement as it is now."))
    named = situation_named(situation)
    require(named is not None and named.open, _("This situation is not here any more. Could you choose another?"))
    strategy = Strategy(member=by, situation=situation, circle=circle, shown_as=shown_as)
    strategy.language = language_of(strategy, by)
    strategy.title, strategy.words = title, words
    if not _ask_first(strategy, by):
        strategy.told_at = clock.now()
    _read_first(strategy, by)
    strategy.save(force_insert=True)
    return _told(strategy, by)


def language_of(strategy, by) -> str:
    """The writer's first; told as "someone", the place's own, as few may share the writer's."""
    if strategy.shown_as == SOMEONE:
        return strategy.circle.language if strategy.circle else members.the_space().language
    return (by.languages or [by.language])[0]


def why_first(strategy, by) -> set[str]:
    """What a responder reads it for before others do; nothing where they need not. Told as "someone" it is in the
    place's language, and may be written in its writer's own."""
    return medical.found_in(f"{strategy.title}\n{strategy.words}", strategy.language, (by.languages or [by.language])[0])


def _ask_first(strategy, by) -> bool:
    """Whether a responder reads it before others do, from now."""
    speaks_of = why_first(strategy, by)
    strategy.told_at = None if speaks_of else strategy.told_at
    strategy.asked_at = clock.now() if speaks_of else None
    strategy.looked_at, strategy.looked_by, strategy.answer = None, None, None
    return bool(speaks_of)


def _read_first(strategy, by) -> None:
    """While the space is quiet, newcomers' words are held until somebody has read them."""
    if strategy.held_at is None and is_read_first(by):
        strategy.held_at = clock.now()
        hold_newcomer("strategy", strategy.pk, by=by)


def _told(strategy, by) -> Strategy:
    """Last in the act: what it sets in motion, and screening."""
    if rules.is_at_a_responder(strategy):
        tell(StrategyAsked(strategy.pk))
    said = f"{strategy.title}\n{strategy.words}"
    screen("strategy", strategy.pk, said, by=by, told=True, named=strategy.shown_as == STONE, where=_("in the toolkit"), href=reverse("strategy", args=[strategy.pk]))
    return strategy


@act
def change_strategy(strategy, *, situation: str, title: str, words: str, seen: str = "", by) -> Strategy:
    """Other words, or another situation. Whom it is told to stays. Changed words are looked at anew where they have to be.
    Raises ChangedMeanwhile."""
    strategy = still(strategy, by)
    require(rules.may_change(by, strategy), _("Only the person who offered this can change it, and only while it stands."))
    require_unchanged(strategy, seen)
    named = situation_named(situation)
    require(named is not None and (named.open or situation == strategy.situation), _("This situation is not here any more. Could you choose another?"))
    others = (strategy.title, strategy.words) != (title, words)
    strategy.situation, strategy.title, strategy.words, strategy.edited_at = situation, title, words, clock.now()
    if others and not _ask_first(strategy, by):
        strategy.told_at = strategy.told_at or clock.now()
    if others:
        _read_first(strategy, by)
    strategy.save()
    return _told(strategy, by) if others else strategy


def still(strategy, by) -> Strategy:
    """As it stands now, if `by` may still see it; held until the act is done."""
    return found(Strategy.objects.seen_by(by).select_for_update(of=("self",)).select_related("circle").filter(pk=strategy.pk).first())


@act
def withdraw_strategy(strategy, *, by) -> Strategy:
    """Take it back, with the lines under it. For ten minutes it can be brought back."""
    strategy = still(strategy, by)
    require(rules.is_by(by, strategy), _("Only the person who offered this can take it back."))
    if strategy.withdrawn_at is None:
        strategy.withdrawn_at = clock.now()
        strategy.save(update_fields=["withdrawn_at"])
    return strategy


@act
def bring_back_strategy(strategy, *, by) -> Strategy:
    strategy = still(strategy, by)
    if strategy.withdrawn_at is None and rules.is_by(by, strategy):
        return strategy
    require(rules.may_bring_back(by, strategy), _("The ten minutes are over, and the words are gone for good."))
    strategy.withdrawn_at = None
    strategy.save(update_fields=["withdrawn_at"])
    return strategy
