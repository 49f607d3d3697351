"""Alerts, for responders; and how far they have come, for the coordinator."""

from django.utils.translation import gettext as _

from cairn.base.pages import found, page, redirect, responder_page, say
from cairn.live.queries import last_number
from cairn.safety import queries, verbs
from cairn.safety.forms.crisis import DoneForm, SecondForm, WriteForm

READ, SEND = ("GET", "HEAD"), ("POST",)
STREAM = "alerts:0"


@responder_page(methods=READ)
def alerts(request):
    """Who waits for somebody first. The coordinator, who is no responder, sees the fact and not the words."""
    moved = last_number(STREAM)
    return page(request, "safety/alerts.html", **_alerts(request.member), moved=moved, closed=queries.closed_alerts_of(request.member), nav_now="you")


@responder_page(methods=READ)
def alerts_moving(request):
    return page(request, "safety/_alerts.html", **_alerts(request.member))


def _alerts(member) -> dict:
    return {
        "alerts": queries.alerts_of(member), "facts": queries.facts_of_alerts(member) if member.is_coordinator else [],
        "now": queries.cover(), "answers": member.is_responder,
    }


@responder_page(methods=READ)
def alert(request, pk):
    """Reading it is written down, and every responder sees that."""
    one = found(queries.alert_for(request.member, pk))
    verbs.look_at(one, "alert", by=request.member)
    return _alert_page(request, one)


def _alert_page(request, one, **forms):
    moved = last_number(STREAM)
    given = {"write": WriteForm(auto_id="write_%s"), "done": DoneForm(auto_id="done_%s"), "second": SecondForm(auto_id="second_%s")} | forms
    asking = queries.asking_for(one, request.member)
    wrong = next((form for form in given.values() if form.is_bound), None)
    return page(request, "safety/alert.html", **_alert(request.member, one), **given, asking=asking, moved=moved, form=wrong, nav_now="you")


def _alert(member, one) -> dict:
    return {"card": queries.card_of(one, member), "one": one, "said": None, "talk": queries.conversation(one), "worries": queries.worries_of(one, member), "log": queries.log_of(one, with_words=True), "me": member}


@responder_page(methods=READ)
def alert_moving(request, pk):
    one = found(queries.alert_for(request.member, pk))
    return page(request, "safety/_alert.html", **_alert(request.member, one))


@responder_page(methods=SEND)
def alert_acknowledge(request, pk):
    verbs.acknowledge(found(queries.alert_for(request.member, pk)), by=request.member)
    return redirect("alert", pk)


@responder_page(methods=SEND)
def alert_ask_second(request, pk):
    one, form = found(queries.alert_for(request.member, pk)), SecondForm(request.POST, auto_id="second_%s")
    if not form.is_valid():
        return _alert_page(request, one, second=form)
    verbs.ask_for_second(one, reason=form.cleaned_data["reason"], by=request.member)
    say(request, _("The other responders have been asked."))
    return redirect("alert", pk)


@responder_page(methods=SEND)
def alert_second(request, pk):
    one, form = found(queries.alert_for(request.member, pk)), SecondForm(request.POST, auto_id="second_%s")
    if not form.is_valid():
        return _alert_page(request, one, second=form)
    verbs.second(one, reason=form.cleaned_data["reason"], by=request.member)
    return redirect("alert", pk)


@responder_page(methods=SEND)
def alert_write(request, pk):
    one, form = found(queries.alert_for(request.member, pk)), WriteForm(request.POST, auto_id="write_%s")
    if not form.is_valid():
        return _alert_page(request, one, write=form)
    verbs.write_to_author(one, form.cleaned_data["words"], by=request.member)
    say(request, _("They can read it now, and answer."))
    return redirect("alert", pk)


@responder_page(methods=SEND)
def alert_done(request, pk):
    """What was done: kept beside it, or with it the alert is closed."""
    one, form = found(queries.alert_for(request.member, pk)), DoneForm(request.POST, auto_id="done_%s")
    closes = request.POST.get("then") == "close"
    if not form.is_valid():
        return _alert_page(request, one, done=form)
    (verbs.close_alert if closes else verbs.say_done)(one, words=form.cleaned_data["words"], by=request.member)
    say(request, _("It is closed. If it stays with you: this is yours to talk over with another responder, or with the coordinator.") if closes else _("Kept."))
    return redirect("alerts") if closes else redirect("alert", pk)


@responder_page(methods=SEND)
def alert_hand_over(request, pk):
    verbs.hand_over(found(queries.alert_for(request.member, pk)), by=request.member)
    say(request, _("Somebody else is being called. Thank you for saying so."))
    return redirect("alerts")


@responder_page(methods=READ)
def alert_log(request, pk):
    """Who was called, saw, and did what. Whoever reads it is in it."""
    one = found(queries.alert_fact(request.member, pk))
    verbs.look_at(one, "alert_log", by=request.member)
    may_read = queries.alert_for(request.member, pk) is not None
    return page(request, "safety/alert_log.html", one=one, tier=queries.tier_words(one), log=queries.log_of(one, with_words=may_read), may_read=may_read, nav_now="you")
