"""Trying something, and saying how it went: nobody else is told."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say
from cairn.base.rules import require
from cairn.base.slots import slot
from cairn.toolkit import queries, rules, verbs
from cairn.toolkit.forms import HowForm, LineForm
from cairn.toolkit.models import SOMEONE
from cairn.toolkit.verbs.trying import no_room_for_medicine, speaks_of_medicine


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
    kept = trial.kept if trial else {}
    form = HowForm(request.POST if request.method == "POST" else None, initial={"outcome": kept.get("outcome", ""), "line": kept.get("line", "")})
    if request.method == "POST" and form.is_valid():
        verbs.say_how_it_went(strategy, **form.cleaned_data, by=request.member)
        say(request, _("Kept, for you. You can change it at any time."))
        return redirect("strategy", pk, at="yours")
    return page(request, "toolkit/how.html", nav_now="toolkit", strategy=strategy, form=form, said=bool(kept.get("outcome")), trying=trial is not None)


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
    now = {"words": mine.words if mine else trial.kept.get("line", ""), "shown_as": mine.shown_as if mine else SOMEONE}
    form = LineForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method != "POST" or not _is_good(form, strategy):
        return _line_page(request, strategy, form)
    note = "" if request.POST.get("looked") else slot("words.look", request, (strategy.language, form.cleaned_data["words"], mine.words if mine else ""))
    if note:
        return _line_page(request, strategy, form, note)
    rates.take(rates.RESPONSES, request.member.pk)
    line = verbs.tell_line(strategy, **form.cleaned_data, by=request.member)
    said = _("It is kept, and a person reads it before others see it, because the space is quiet just now.") if line.held_at else _("Your line stands under the card.")
    say(request, said, undo=url("take_line_back", pk), undo_label=_("Take it back"))
    return redirect("strategy", pk, at="lines")


def _is_good(form, strategy) -> bool:
    if form.is_valid() and speaks_of_medicine(form.cleaned_data["words"], strategy):
        form.add_error("words", no_room_for_medicine())
    return form.is_valid()


def _line_page(request, strategy, form, note=""):
    return page(request, "toolkit/line.html", nav_now="toolkit", strategy=strategy, form=form, note=note)


@member_page(methods=("POST",))
def take_line_back(request, pk: int):
    verbs.take_line_back(queries.strategy_for(request.member, pk), by=request.member)
    say(request, _("Your line is gone from the card. What you kept for yourself stays."))
    return redirect("strategy", pk, at="yours")
