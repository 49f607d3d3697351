"""What whoever wrote it sees: the calm card, who is there for them, and their answer; and the helper's card."""

from django.utils.translation import gettext as _

from cairn.base.pages import found, local_address, member_page, page, redirect, say
from cairn.safety import queries, verbs
from cairn.safety.forms.crisis import AnswerForm, CallForm

READ, SEND = ("GET", "HEAD"), ("POST",)


@member_page(methods=READ)
def noticed(request, pk):
    """Who is there, what they wrote, whether a name was opened. Only its writer's."""
    return _noticed_page(request, found(queries.own_alert(request.member, pk)), AnswerForm())


def _noticed_page(request, one, form):
    return page(
        request, "safety/noticed.html", one=one, form=form, talk=queries.conversation(one), done=queries.what_was_done_with(one),
        lines=queries.helplines(), now=queries.cover(besides=request.member.pk), plan=queries.has_plan(request.member),
        led=queries.somebody_leads(request.member.pk), called=queries.somebody_was_called(one.pk), nav_now="you",
    )


@member_page(methods=SEND)
def noticed_answer(request, pk):
    one, form = found(queries.own_alert(request.member, pk)), AnswerForm(request.POST)
    if not form.is_valid():
        return _noticed_page(request, one, form)
    verbs.answer_responder(one, form.cleaned_data["words"], by=request.member)
    say(request, _it_came_to(one))
    return redirect("noticed", pk)


def _it_came_to(one) -> str:
    """As it is: who is there, who was called, or nobody."""
    if one.acknowledged_at:
        return _("They can read it now.")
    if queries.somebody_was_called(one.pk):
        return _("Whoever was called can read it now, and has been told.")
    return _("It is kept for whoever comes. There is nobody here who could be called just now: please turn to one of these.")


@member_page(methods=SEND)
def noticed_unfounded(request, pk):
    """One tap, from the card or the page; afterwards one is where one was."""
    one = found(queries.own_alert(request.member, pk))
    verbs.say_unfounded(one, by=request.member)
    request.session.pop("care", None)
    say(request, _("Thank you for saying so. Whoever was called knows it now.") if queries.somebody_was_called(one.pk) else _("Thank you for saying so."))
    return redirect(local_address(request.POST.get("back", ""), "/"))


@member_page(methods=SEND)
def care_return(request):
    """The card goes; nothing else changes."""
    request.session.pop("care", None)
    return redirect(local_address(request.POST.get("back", ""), "/"))


@member_page
def ask_for_somebody(request):
    """One's own tap. From the card it is one press; from Help now one may say something first."""
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        one = verbs.bring_somebody(words=form.cleaned_data["words"], by=request.member)
        request.session.pop("care", None)
        return redirect("noticed", one.pk)
    return page(request, "safety/ask_for_somebody.html", form=form, now=queries.cover(besides=request.member.pk))


@member_page(methods=READ)
def how_to_respond(request):
    """For whoever answers somebody who may be in danger."""
    return page(request, "safety/how_to_respond.html", lines=queries.helplines(), now=queries.cover())
