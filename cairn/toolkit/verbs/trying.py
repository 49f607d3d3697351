"""Trying something, alone: nobody is told. What others see of it is a number among others (counting.py), and a line
only where its writer chose to put one under the card."""

import json

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require, require_unchanged
from cairn.members import queries as members
from cairn.members.rules import is_paused
from cairn.safety.verbs import hold_newcomer, is_read_first, screen
from cairn.toolkit import counting, medical, rules
from cairn.toolkit.happenings import LineTold
from cairn.toolkit.models import OUTCOMES, SOMEONE, STONE, Strategy, Trial, Tried, trial_mark
from cairn.toolkit.verbs.telling import still


@act
def try_it(strategy, *, by) -> Trial:
    """From now it is theirs to try; in a week they are asked once how it went."""
    strategy = still(strategy, by)
    require(rules.may_try(by, strategy), _("This cannot be tried just now."))
    trial = _trial_of(strategy, by)
    return trial or _begin(strategy, by, ask_at=clock.now() + rules.ASK_AFTER)


def _trial_of(strategy, by) -> Trial | None:
    return Trial.objects.seen_by(by).select_for_update().filter(mark=trial_mark(strategy.pk, by.pk)).first()


def _begin(strategy, by, ask_at) -> Trial:
    trial = Trial(member=by, mark=trial_mark(strategy.pk, by.pk), ask_at=ask_at)
    trial.sealed = json.dumps({"strategy": strategy.pk, "outcome": "", "line": "", "counted": []})
    trial.save(force_insert=True)
    return trial


@act
def say_how_it_went(strategy, *, outcome: str, line: str = "", seen: str = "", by) -> Trial:
    """For themselves, with a line if they like. They are counted once, however often they change their mind. Raises
    ChangedMeanwhile."""
    strategy = still(strategy, by)
    require(rules.may_try(by, strategy), _("This cannot be tried just now."))
    require(outcome in OUTCOMES, _("Please choose one of these."))
    trial = _trial_of(strategy, by)
    require_unchanged(trial or Trial(), seen)
    trial = trial or _begin(strategy, by, ask_at=None)
    before, counted = trial.kept, members.experiences_of(by)
    _count(strategy, before, outcome, counted)
    trial.sealed = json.dumps({"strategy": strategy.pk, "outcome": outcome, "line": line, "counted": counted})
    trial.ask_at, trial.asked_at = None, trial.asked_at or clock.now()
    trial.save(update_fields=["sealed", "ask_at", "asked_at"])
    Tried.objects.seen_by(by).filter(strategy=strategy.pk, member=by).update(outcome=outcome)
    screen("trial", trial.pk, line, by=by, told=False, where=_("in your own toolkit"), href=reverse("strategy", args=[strategy.pk]))
    return trial


def _count(strategy, before: dict, outcome: str, counted) -> None:
    """Out of what they said before, into what they say now ("": they say nothing any more)."""
    if before.get("outcome", "") == outcome:
        return
    tally = strategy.tally
    if before.get("outcome"):
        counting.count(tally, before["outcome"], before["counted"], -1)
    if outcome:
        counting.count(tally, outcome, counted, 1)
    counting.show(tally)
    strategy.tally = tally
    strategy.save(update_fields=["counts"])


@act
def ask_later(strategy, *, by) -> None:
    """Not yet: asked again in a week, because they said so."""
    trial = _trial_of(strategy, by)
    if trial is not None and not trial.kept.get("outcome"):
        trial.ask_at, trial.asked_at = clock.now() + rules.ASK_AFTER, None
        trial.save(update_fields=["ask_at", "asked_at"])


@act
def let_go(strategy, *, by) -> None:
    """It is not theirs any more: what they said of it is counted no longer, and a line of theirs goes."""
    strategy = still(strategy, by)
    _let_go(strategy, _trial_of(strategy, by), by)


def _let_go(strategy, trial: Trial | None, by) -> None:
    if trial is not None:
        _count(strategy, trial.kept, "", ())
        trial.delete()
    Tried.objects.seen_by(by).filter(strategy=strategy.pk, member=by).delete()


@act
def let_kept_go(trial, *, by) -> None:
    """What they kept of a card that they may not be shown any more: it can be held, taken back, or of somebody who left."""
    trial = Trial.objects.seen_by(by).select_for_update().filter(pk=trial.pk).first()
    strategy = trial and Strategy.system.select_for_update(of=("self",)).filter(pk=trial.kept.get("strategy")).first()
    if strategy:
        _let_go(strategy, trial, by)
    elif trial:
        trial.delete()


# ---- a line under the card, by a choice of its own


def speaks_of_medicine(words: str, strategy: Strategy) -> bool:
    """A line is not refused for its language alone: there is no desk to which it could go first."""
    return bool(medical.found_in(words, strategy.language) - {medical.LANGUAGE})


def no_room_for_medicine() -> str:
    return _("This may speak of medicine, drink or drugs, of amounts, or of something that can harm, which nobody could look at first here. Could you say it without? As a card of your own it can be offered, and a responder reads it first.")


@act
def tell_line(strategy, *, words: str, shown_as: str = SOMEONE, seen: str = "", by) -> Tried:
    """One line a person, beside how it went for them. Written anew, it takes the place of the one before. Raises
    ChangedMeanwhile."""
    strategy = still(strategy, by)
    trial = _trial_of(strategy, by)
    outcome = trial.kept.get("outcome") if trial else ""
    require(rules.may_try(by, strategy) and bool(outcome), _("First say how it went for you."))
    require(not is_paused(by), _("You are paused for now."))
    require(not speaks_of_medicine(words, strategy), no_room_for_medicine())
    line = _line_of(strategy, by) or Tried(strategy=strategy, member=by)
    require_unchanged(line, seen)
    line.outcome, line.words, line.shown_as, line.at = outcome, words, shown_as, clock.now()
    line.save()  # a line has its number before it can be held
    if line.held_at is None and is_read_first(by):
        hold_newcomer("tried", line.pk, by=by)
        line.held_at = clock.now()
        line.save(update_fields=["held_at"])
    tell(LineTold(strategy.pk, line.pk))
    href = reverse("strategy", args=[strategy.pk]) + f"#t{line.pk}"
    screen("tried", line.pk, words, by=by, told=True, named=shown_as == STONE, where=_("in the toolkit"), href=href)
    return line


def _line_of(strategy, by) -> Tried | None:
    """Held until the act is done: a responder who holds it meanwhile does not take the card's row."""
    return Tried.objects.seen_by(by).select_for_update(of=("self",)).filter(strategy=strategy.pk, member=by).first()


@act
def take_line_back(strategy, *, by) -> None:
    """It goes at once; what they keep for themselves stays."""
    Tried.objects.seen_by(by).filter(strategy=strategy.pk, member=by).delete()
