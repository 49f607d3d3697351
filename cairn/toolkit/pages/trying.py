"""Trying something, and saying how it went: nobody else is told."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile, require
from cairn.base.slots import slot
from cairn.toolkit import queries, rules, verbs
from cairn.toolkit.forms import HowForm, LineForm
from cairn.toolkit.models import SOMEONE, Trial, Tried
from cairn.toolkit.verbs.trying import no_room_for_medicine, speaks_of_medicine
from cairn.toolkit.words import HOW


@member_page(methods=("POST",))
def try_it(request, pk: int):
    verbs.try_it(queries.strategy_for(request.member, pk), by=request.member)
    say(request, _("It is in your own toolkit. In a week we ask once how it went; nobody else is told."), undo=url("let_go", pk), undo_label=_("Let it go"))
    return redirect("strategy", pk)


@member_page
def say_how_it_went(request, pk: int):
    strategy = queries.strategy_for(request.member, pk)
    require(rules.may_try(request.member, strategy), _("This cannot be tried just now."))
    trial = queries.trial_of(request.member, strategy)
    kept, version = trial.kept if trial else {}, (trial or Trial()).version()
    form = HowForm(request.POST if request.method == "POST" else None, initial={"outcome": kept.get("outcome", ""), "line": kept.get("line", ""), "seen": version})
    if request.method == "POST" and form.is_valid():
        try:
            verbs.say_how_it_went(strategy, **form.cleaned_data, by=request.member)
        except ChangedMeanwhile as changed:
            return _how_page(request, strategy, form.on_top_of(changed.now), changed.now, meanwhile=changed.now.kept)
        say(request, _("Kept, for you. You can change it at any time."))
        return redirect("strategy", pk, at="yours")
    return _how_page(request, strategy, form, trial)


def _how_page(request, strategy, form, trial, meanwhile=None):
    said = bool(trial and trial.kept.get("outcome"))
    return page(
        request, "toolkit/how.html", nav_now="toolkit", strategy=strategy, form=form, said=said, trying=trial is not None, meanwhile=meanwhile,
        how=dict(HOW),
    )


@member_page(methods=("POST",))
def ask_later(request, pk: int):
    verbs.ask_later(queries.strategy_for(request.member, pk), by=request.member)
    say(request, _("Then in a week again. There is no hurry."))
    return redirect("toolkit")


@member_page(methods=("POST",))
def let_go(request, pk: int):
    verbs.let_go(queries.strategy_for(request.member, pk), by=request.member)
    say(request, _("You let it go. What you said of it is counted no longer."), undo=url("try_it", pk), undo_label=_("Try it after all"))
    return redirect("strategy", pk)


@member_page(methods=("POST",))
def let_kept_go(request, pk: int):
    verbs.let_kept_go(queries.own_trial(request.member, pk), by=request.member)
    say(request, _("You let it go. What you said of it is counted no longer."))
    return redirect("my_toolkit")


@member_page
def tell_line(request, pk: int):
    """What one kept for oneself, put under the card: a choice of its own, looked at once more."""
    strategy = queries.strategy_for(request.member, pk)
    trial, mine = queries.trial_of(request.member, strategy), queries.own_line(request.member, strategy)
    require(rules.may_try(request.member, strategy) and trial is not None and bool(trial.kept.get("outcome")), _("First say how it went for you."))
    now = {"words": mine.words if mine else trial.kept.get("line", ""), "shown_as": mine.shown_as if mine else SOMEONE, "seen": (mine or Tried()).version()}
    form = LineForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method != "POST" or not _is_good(form, strategy):
        return _line_page(request, strategy, form)
    note = "" if request.POST.get("looked") else slot("words.look", request, (strategy.language, form.cleaned_data["words"], mine.words if mine else ""))
    if note:
        return _line_page(request, strategy, form, note)
    rates.take(rates.RESPONSES, request.member.pk)
    try:
        line = verbs.tell_line(strategy, **form.cleaned_data, by=request.member)
    except ChangedMeanwhile as changed:
        return _line_page(request, strategy, form.on_top_of(changed.now), meanwhile=changed.now)
    said = _("It is kept, and a person reads it before others see it, because the space is quiet just now.") if line.held_at else _("Your line stands under the card.")
    say(request, said, undo=url("take_line_back", pk), undo_label=_("Take it back"))
    return redirect("strategy", pk, at="lines")


def _is_good(form, strategy) -> bool:
    if form.is_valid() and speaks_of_medicine(form.cleaned_data["words"], strategy):
        form.add_error("words", no_room_for_medicine())
    return form.is_valid()


def _line_page(request, strategy, form, note="", meanwhile=None):
    return page(request, "toolkit/line.html", nav_now="toolkit", strategy=strategy, form=form, note=note, meanwhile=meanwhile)


@member_page(methods=("POST",))
def take_line_back(request, pk: int):
    verbs.take_line_back(queries.strategy_for(request.member, pk), by=request.member)
    say(request, _("Your line is gone from the card. What you kept for yourself stays."))
    return redirect("strategy", pk, at="yours")
