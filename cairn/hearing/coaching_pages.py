"""Learning to listen: how it is done, a place to try it, and the coach beside the box."""

from dataclasses import asdict

from django.http import Http404, JsonResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cairn.base.pages import member_page, page, redirect, say
from cairn.hearing.coach import noticed, one_question, speaks
from cairn.hearing.coach.practice import PRACTICE
from cairn.hearing.coaching_forms import CoachForm, PracticeForm
from cairn.hearing.coaching_slots import note_about
from cairn.members import verbs as members
from cairn.shares import queries as shares


@member_page(methods=("POST",), words=False)
def coach(request, pk):
    """Called by the page while somebody writes an answer. The words are looked at, and kept nowhere."""
    share = shares.share_for(request.member, pk)
    note = note_about(request.member, share, text=request.POST.get("text", ""), kind=request.POST.get("kind", ""))
    return JsonResponse(asdict(note) if note else {})


@member_page
def you_coach(request):
    form = CoachForm(request.POST if request.method == "POST" else None, initial={"coach": request.member.coach})
    if request.method == "POST" and form.is_valid():
        members.change_coach(form.cleaned_data["coach"], by=request.member)
        say(request, _("Kept."))
        return redirect("you")
    return page(request, "hearing/coach.html", form=form, nav_now="you")


@member_page(methods=("GET", "HEAD"))
def how_to_listen(request):
    return page(request, "hearing/how_to_listen.html", speaks=speaks(get_language()))


@member_page
def practice(request, number):
    """One invented share, and what the coach makes of an answer to it. Nothing is sent to anybody, or kept."""
    if not 1 <= number <= len(PRACTICE):
        raise Http404
    told, form = PRACTICE[number - 1], PracticeForm(request.POST if request.method == "POST" else None)
    tried = _looked_at(form.cleaned_data["text"], told) if form.is_valid() else None
    return page(request, "hearing/practice.html", n=number, of=len(PRACTICE), told=told, form=form, tried=tried, speaks=speaks(get_language()))


def _looked_at(text: str, told) -> dict:
    language = get_language()
    return {"note": one_question(text, language=language, need=told.need), "noticed": noticed(text, language)}
