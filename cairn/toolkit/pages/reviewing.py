"""For responders: a card that speaks of medicine, doses or methods is read before others see it."""

from django.utils.translation import gettext as _

from cairn.base.pages import page, redirect, responder_page, say
from cairn.toolkit import queries, verbs
from cairn.toolkit.forms import AnswerForm
from cairn.toolkit.situations import Situations
from cairn.toolkit.verbs.reviewing import version


@responder_page(methods=("GET", "HEAD"))
def look_at_strategy(request, pk: int):
    """Opening it is written down."""
    return _review_page(request, verbs.look_at_strategy(queries.review_for(request.member, pk), by=request.member), AnswerForm())


def _review_page(request, strategy, form):
    within = Situations.here().within(strategy.situation)
    return page(
        request, "toolkit/review.html", nav_now="you", strategy=strategy, within=within, seen=version(strategy), form=form,
        only_language=queries.speaks_of_nothing_known(strategy),
    )


@responder_page(methods=("POST",))
def let_be_seen(request, pk: int):
    verbs.let_be_seen(queries.review_for(request.member, pk), seen=request.POST.get("seen", ""), by=request.member)
    say(request, _("Others can see it now, and whoever wrote it knows."))
    return redirect("reports")


@responder_page(methods=("POST",))
def answer_writer(request, pk: int):
    strategy, form = queries.review_for(request.member, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _review_page(request, strategy, form)
    verbs.answer_writer(strategy, form.cleaned_data["words"], by=request.member)
    say(request, _("They read it with their card. It is not shown to others."))
    return redirect("reports")
