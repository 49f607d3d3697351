"""Offering a card: write it, look at it as others will see it, tell it; change it or take it back at any time."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile, require
from cairn.base.slots import slot
from cairn.toolkit import queries, rules, verbs
from cairn.toolkit.forms import ChangeForm, OfferForm
from cairn.toolkit.models import STONE, Strategy
from cairn.toolkit.situations import Situations
from cairn.toolkit.verbs.telling import language_of, why_first


@member_page
def offer_strategy(request):
    """?for= the situation it begins with."""
    situations, places = Situations.here().open, queries.places_of(request.member)
    if request.method != "POST":
        begun = {"situation": request.GET.get("for", ""), "shown_as": STONE, "audience": places[0].value}
        return _offer_page(request, OfferForm(situations, places, initial=begun))
    form = OfferForm(situations, places, request.POST)
    if request.POST.get("step") == "back" or not form.is_valid():
        return _offer_page(request, form)
    if request.POST.get("step") != "tell":
        return _look_page(request, form)
    rates.take(rates.SHARES, request.member.pk)
    strategy = verbs.offer_strategy(**form.told(), by=request.member)
    say(request, _what_now(strategy), undo=url("withdraw_strategy", strategy.pk), undo_label=_("Take it back"))
    return redirect("strategy", strategy.pk)


def _offer_page(request, form):
    return page(request, "toolkit/offer.html", nav_now="toolkit", form=form)


def _look_page(request, form):
    """Nothing is told yet, and nothing is lost."""
    told = form.told()
    strategy = Strategy(member=request.member, situation=told["situation"], circle=told["circle"], shown_as=told["shown_as"])
    strategy.title, strategy.words = told["title"], told["words"]
    note = slot("words.look", request, (request.member.language, f"{told['title']}\n{told['words']}", ""))
    strategy.language = language_of(strategy, request.member)
    return page(
        request, "toolkit/look_over.html", nav_now="toolkit", form=form, card=queries.preview(request.member, strategy), note=note, asks=sorted(why_first(strategy, request.member)),
        place=form.places[form.cleaned_data["audience"]],
    )


def _what_now(strategy) -> str:
    if rules.is_at_a_responder(strategy):
        return _("It is kept. Somebody who looks after this space reads it first, and you will hear from them.")
    if strategy.held_at:
        return _("It is kept, and a person reads it before others see it, because the space is quiet just now. You will hear when they can.")
    return _("It is in the toolkit. Thank you for saying it.")


@member_page
def change_strategy(request, pk: int):
    strategy = queries.strategy_for(request.member, pk)
    require(rules.may_change(request.member, strategy), _("Only the person who offered this can change it, and only while it stands."))
    situations = [one for one in Situations.here().by_key.values() if one.open or one.key == strategy.situation]
    if request.method != "POST":
        now = {"situation": strategy.situation, "title": strategy.title, "words": strategy.words, "seen": strategy.version()}
        return _change_page(request, strategy, ChangeForm(situations, initial=now))
    form = ChangeForm(situations, request.POST)
    if not form.is_valid():
        return _change_page(request, strategy, form)
    said, before = (f"{title}\n{words}" for title, words in ((form.cleaned_data["title"], form.cleaned_data["words"]), (strategy.title, strategy.words)))
    note = "" if request.POST.get("looked") else slot("words.look", request, (strategy.language, said, before))
    if note:
        return _change_page(request, strategy, form, note)
    try:
        strategy = verbs.change_strategy(strategy, **form.cleaned_data, by=request.member)
    except ChangedMeanwhile as changed:
        return _change_page(request, changed.now, form.on_top_of(changed.now), changed_meanwhile=True)
    say(request, _("Your words are changed.") if rules.stands(strategy) else _what_now(strategy))
    return redirect("strategy", pk)


def _change_page(request, strategy, form, note="", changed_meanwhile=False):
    return page(request, "toolkit/change.html", nav_now="toolkit", strategy=strategy, form=form, note=note, changed_meanwhile=changed_meanwhile)


@member_page(methods=("POST",))
def withdraw_strategy(request, pk: int):
    verbs.withdraw_strategy(queries.strategy_for(request.member, pk), by=request.member)
    say(request, _("You took it back. For ten minutes you can bring it back."), undo=url("bring_back_strategy", pk), undo_label=_("Bring it back"))
    return redirect("my_toolkit")


@member_page(methods=("POST",))
def bring_back_strategy(request, pk: int):
    verbs.bring_back_strategy(queries.strategy_for(request.member, pk), by=request.member)
    say(request, _("It is back."))
    return redirect("strategy", pk)
