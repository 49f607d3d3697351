"""A responder reads what speaks of medicine, doses or methods before others do. Whoever wrote it is not named to them."""


from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.pages import found
from cairn.base.rules import require
from cairn.safety.verbs import note, write_look_once
from cairn.toolkit import rules
from cairn.toolkit.happenings import StrategyLookedAt
from cairn.toolkit.models import Strategy
from cairn.toolkit.queries.reviewing import may_look_at


@act
def look_at_strategy(strategy, *, by) -> Strategy:
    """Open it. Each opening is written down; reading on within the hour is one."""
    strategy = _still(strategy, by)
    write_look_once("strategy", strategy.pk, by=by.pk)
    return strategy


def _still(strategy, by) -> Strategy:
    strategy = found(Strategy.system.select_for_update(of=("self",)).filter(pk=strategy.pk).first())
    require(may_look_at(by, strategy), _("Somebody else looks at this."))
    return strategy


@act
def let_be_seen(strategy, *, seen: str = "", by) -> Strategy:
    """Others see it from now on. `seen` is version() of what was read: changed words are read again first."""
    strategy = _still(strategy, by)
    require(not seen or seen == version(strategy), _("It was changed in the meantime. Please read it once more."))
    if rules.is_at_a_responder(strategy):
        _looked_at(strategy, by, told_at=clock.now(), answer=None)
        note("strategy_let_be_seen", by=by.pk, noun="strategy", noun_id=strategy.pk)
        tell(StrategyLookedAt(strategy.pk, told=True))
    return strategy


@act
def answer_writer(strategy, words: str, *, by) -> Strategy:
    """It stays with its writer, who reads why, and can change it: then it is looked at again."""
    strategy = _still(strategy, by)
    require(bool(words), _("Nothing is written here yet."))
    if rules.is_at_a_responder(strategy):
        _looked_at(strategy, by, told_at=None, answer=words)
        note("strategy_answered", by=by.pk, noun="strategy", noun_id=strategy.pk)
        tell(StrategyLookedAt(strategy.pk, told=False))
    return strategy


def _looked_at(strategy, by, *, told_at, answer) -> None:
    strategy.looked_at, strategy.looked_by, strategy.told_at, strategy.answer = clock.now(), by, told_at, answer
    strategy.save(update_fields=["looked_at", "looked_by", "told_at", "answer"])


def version(strategy) -> str:
    return (strategy.edited_at or strategy.made_at).isoformat()
