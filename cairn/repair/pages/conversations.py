"""A called conversation of a whole circle."""

from django.utils.translation import gettext as _

from cairn.base.pages import found, member_page, page, redirect, say
from cairn.circles import queries as circles
from cairn.members import queries as members
from cairn.repair import queries, rules, verbs
from cairn.repair.forms import CallForm, ConsentForm, PutForwardForm, SpeakForm


@member_page
def conversation_call(request, pk: int):
    """Call one, or ask for it. Where one is open already, it is shown."""
    circle = circles.circle_for(request.member, pk)
    found(rules.may_call(request.member, circle) or None)
    standing = queries.open_conversation(request.member, circle)
    if standing is not None:
        return redirect("conversation", standing.pk)
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = verbs.call(circle, form.cleaned_data["about"], by=request.member)
        if made.by_id == request.member.pk:
            return _called(request, made)
        form.add_error("about", _("Somebody has asked for a conversation already. Those who hold the circle decide on it, and you will hear."))
    return page(request, "repair/conversation_call.html", form=form, circle=circle, holds=rules.holds(request.member, circle), nav_now="circles")


def _called(request, made):
    say(request, _("Those who hold the circle are asked to call it.") if made.round == made.ASKED else _("Everybody in the circle is told."))
    return redirect("conversation", made.pk)


@member_page
def conversation(request, pk: int):
    """Read it; a POST speaks or passes in a round."""
    one = queries.conversation_page(request.member, pk)
    form = SpeakForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        passes = request.POST.get("pass") == "yes"
        if passes or form.cleaned_data["spoken"]:
            verbs.speak(one.conversation, request.POST.get("round", ""), "" if passes else form.cleaned_data["spoken"], by=request.member)
            say(request, _("You have passed. That is as good as speaking.") if passes else _("Thank you. Your circle reads it."))
            return redirect("conversation", pk)
        form.add_error("spoken", _("Nothing is written here yet. You may also pass."))
    return _shown(request, one, form)


def _shown(request, one, form, **more):
    return page(
        request, "repair/conversation.html", one=one, conversation=one.conversation, circle=one.conversation.circle, form=form,
        round=request.POST.get("round", ""), **{"consent_form": ConsentForm()} | more, nav_now="circles",
    )


@member_page(methods=("POST",))
def conversation_answer(request, pk: int):
    """Who holds the circle calls it, or says not now."""
    asked, yes = queries.conversation_for(request.member, pk), request.POST.get("answer") == "yes"
    verbs.answer_asked(asked, yes=yes, by=request.member)
    say(request, _("Everybody in the circle is told.") if yes else _("Whoever asked is told that it cannot be now."))
    return redirect("conversation", pk) if yes else redirect("circle", asked.circle_id)


@member_page(methods=("POST",))
def conversation_move_on(request, pk: int):
    verbs.move_on(queries.conversation_for(request.member, pk), by=request.member)
    say(request, _("The next round is open. Whoever was not heard is told, and can still speak."))
    return redirect("conversation", pk)


@member_page
def put_forward(request, pk: int):
    one = queries.conversation_page(request.member, pk)
    found(one if one.i_hold and one.conversation.ended_at is None and one.conversation.round in ("agree", "consent") else None)
    in_force = members.agreement_of(one.conversation.circle)
    begun = one.conversation.proposed or (in_force.text if in_force else "")
    form = PutForwardForm(request.POST if request.method == "POST" else None, initial={"proposed": begun})
    if request.method == "POST" and form.is_valid():
        verbs.put_forward(one.conversation, form.cleaned_data["proposed"], by=request.member)
        say(request, _("Each seat is asked for its yes to these words."))
        return redirect("conversation", pk)
    return page(request, "repair/put_forward.html", one=one, form=form, circle=one.conversation.circle, nav_now="circles")


@member_page(methods=("POST",))
def conversation_consent(request, pk: int):
    one = queries.conversation_page(request.member, pk)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _shown(request, one, SpeakForm(), consent_form=form)
    yes = request.POST.get("answer") == "yes"
    after = verbs.consent(one.conversation, yes=yes, seen=request.POST.get("seen", ""), words="" if yes else form.cleaned_data["missing"], by=request.member)
    say(request, _("It is agreed. These are the words of your circle now.") if after.ended_as == "agreed" else _("Thank you for saying so."))
    return redirect("conversation", pk)


@member_page(methods=("POST",))
def conversation_rest(request, pk: int):
    rested = verbs.let_rest(queries.conversation_for(request.member, pk), by=request.member)
    say(request, _("It is let rest."))
    return redirect("circle", rested.circle_id)
