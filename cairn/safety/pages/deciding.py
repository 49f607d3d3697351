"""Deciding, the second, lifting, and answering an appeal."""

from django.utils.translation import gettext as _

from cairn.base.pages import found, page, redirect, responder_page, say
from cairn.safety import deciding_words, queries
from cairn.safety.forms.deciding import AnswerForm, DecideForm, ReasonForm
from cairn.safety.models import Decision
from cairn.safety.nouns import Evidence
from cairn.safety.verbs import appealing, deciding, reporting
from cairn.safety.who_decides import BY_TWO


@responder_page
def decide(request, pk: int, what: str):
    """One act, with the rule and the reason that the member will read."""
    report = found(queries.report_for(request.member, pk))
    called, does = found(deciding_words.OFFERED.get(what))
    form = DecideForm(what, request.POST if request.method == "POST" else None, initial={"rule": report.reason})
    if request.method == "POST" and form.is_valid():
        decision = deciding.decide(report, what, **form.cleaned_data, by=request.member)
        say(request, _("It is done, and they have been told with your reason.") if decision.done_at else _("It waits for a second person now."))
        return redirect("report_open", pk) if decision.done_at else redirect("decided", decision.pk)
    return page(
        request, "safety/decide.html", form=form, pk=pk, what=what, called=called, does=does, by_two=what in BY_TWO,
        evidence=Evidence.from_text(report.evidence), is_talk=what == Decision.TALK,
    )


@responder_page(methods=("GET", "HEAD"))
def decided(request, pk: int):
    """One decision, for those who decide; here it is seconded or lifted."""
    decision = reporting.look_at_words_of(_theirs(request, pk), by=request.member)
    return page(request, "safety/decided.html", one=queries.decision_page(request.member, decision), form=ReasonForm())


@responder_page(methods=("POST",))
def decided_second(request, pk: int):
    return _with_reason(request, pk, deciding.second, _("You are the second. It is done, and they have been told with both reasons."))


@responder_page(methods=("POST",))
def decided_lift(request, pk: int):
    return _with_reason(request, pk, deciding.lift, _("It is lifted, and they have been told."))


@responder_page(methods=("POST",))
def decided_let_go(request, pk: int):
    deciding.let_go(_theirs(request, pk), by=request.member)
    say(request, _("It is not wanted any more."))
    return redirect("reports")


def _with_reason(request, pk: int, verb, words: str):
    decision, form = _theirs(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return page(request, "safety/decided.html", one=queries.decision_page(request.member, decision), form=form)
    verb(decision, **form.cleaned_data, by=request.member)
    say(request, words)
    return redirect("decided", pk)


def _theirs(request, pk: int):
    return found(queries.decision_for(request.member, pk))


@responder_page
def appeal_answer(request, pk: int):
    """Looking again at what somebody else decided."""
    appeal = found(queries.appeal_for(request.member, pk))
    reporting.look_at_words_of(appeal.decision, by=request.member)
    form = AnswerForm(appeal.decision.act, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        appealing.answer_appeal(appeal, **form.cleaned_data, by=request.member)
        say(request, _("Your answer is with them."))
        return redirect("reports")
    return page(request, "safety/appeal_answer.html", form=form, appeal=appeal, one=queries.decision_page(request.member, appeal.decision))
