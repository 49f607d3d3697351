"""What was decided about oneself, and what those who look after the space can do at all."""

from django.utils.translation import gettext as _

from cairn.base.pages import found, newcomer_page, page, public, redirect, say
from cairn.safety import queries
from cairn.safety.forms.deciding import AppealForm
from cairn.safety.verbs import appealing


@newcomer_page(methods=("GET", "HEAD"))
def decisions(request):
    """Everything that was decided about this member; also while they are paused, or after the end."""
    ended = request.member.left_at is not None
    return page(
        request, "safety/decisions.html", own=queries.own_decisions(request.member), ended=ended,
        until=request.member.erase_at, call=queries.open_call_of(request.member) if ended else None,
    )


@newcomer_page
def decision(request, pk: int):
    """One of them: the reason, and the way to appeal."""
    one = found(queries.own_decision(request.member, pk))
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        appealing.appeal(one.decision, **form.cleaned_data, by=request.member)
        say(request, _("Your appeal is with somebody who did not decide this."))
        return redirect("decision", pk)
    return page(request, "safety/decision.html", one=one, form=form)


@public
def who_can_do_what(request):
    """Power is visible: before joining as well."""
    return page(request, "safety/who_can_do_what.html", standing=_standing(request.member))


def _standing(member) -> bool:
    return member is not None and any(one.decision.ended_at is None for one in queries.own_decisions(member))
