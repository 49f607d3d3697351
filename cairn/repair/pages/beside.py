"""Bringing the facilitator or a supporter, and being asked to stand beside."""

from django.utils.translation import gettext as _

from cairn.base.pages import found, member_page, page, redirect, say
from cairn.repair import queries, rules, verbs
from cairn.repair.forms import BringForm


@member_page
def bring_supporter(request, pk: int):
    concern = _walking(request.member, pk)
    form = BringForm(request.POST if request.method == "POST" else None, seats=queries.bringable(request.member, concern))
    if request.method == "POST" and form.is_valid():
        verbs.bring(concern, found(queries.bringable_member(request.member, concern, form.cleaned_data["who"])), supporter=True, by=request.member)
        return _asked(request, pk)
    return page(request, "repair/bring.html", form=form, pk=pk, supporter=True, nav_now="you")


def _walking(member, pk: int):
    """Only the two bring somebody, and only while it goes on."""
    concern = queries.concern_for(member, pk)
    return found(concern if rules.is_walking(concern) and rules.is_one_of_two(member, concern) else None)


def _asked(request, pk: int):
    say(request, _("They are asked. They may say no, or nothing."))
    return redirect("concern", pk)


@member_page
def bring_facilitator(request, pk: int):
    concern = _walking(request.member, pk)
    holder = found(queries.holder_to_bring(request.member, concern))
    if request.method == "POST":
        verbs.bring(concern, holder, supporter=False, by=request.member)
        return _asked(request, pk)
    return page(request, "repair/bring.html", form=None, pk=pk, supporter=False, nav_now="you")


@member_page
def beside(request, pk: int):
    """Would you stand beside them?"""
    return page(request, "repair/beside.html", one=queries.beside_page(request.member, pk), nav_now="you")


@member_page(methods=("POST",))
def beside_answer(request, pk: int):
    asked, yes = queries.beside_page(request.member, pk), request.POST.get("answer") == "yes"
    verbs.answer_beside(asked.beside, yes=yes, by=request.member)
    say(request, _("Thank you for being there.") if yes else _("That is fine. They are told that it cannot be this time."))
    return redirect("concern", asked.beside.concern_id) if yes else redirect("working_it_out")


@member_page(methods=("POST",))
def step_back(request, pk: int):
    gone = queries.beside_for(request.member, pk)
    verbs.step_back(gone, by=request.member)
    say(request, _("Done."))
    return redirect("working_it_out") if gone.member_id == request.member.pk else redirect("concern", gone.concern_id)


@member_page(methods=("POST",))
def keep_again(request, pk: int):
    """Who came after it was written may read it."""
    verbs.keep_again(queries.concern_for(request.member, pk), by=request.member)
    say(request, _("They may read it now."))
    return redirect("concern", pk)
