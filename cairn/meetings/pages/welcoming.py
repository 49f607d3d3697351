"""Offering to welcome; being asked to; one's own first meeting; and how it was."""

from django.utils.translation import gettext as _

from cairn.base.pages import member_page, page, redirect, say
from cairn.meetings import queries, verbs
from cairn.meetings.forms.welcoming import HowWasItForm, WelcomeForm

READ, SEND = ("GET", "HEAD"), ("POST",)


@member_page
def welcoming(request):
    """What welcoming is; handing it in is the offer."""
    if request.method == "POST":
        verbs.offer_to_welcome(by=request.member)
        say(request, _("Thank you. When somebody new comes to a circle of yours, we may ask you."))
        return redirect("welcoming")
    return page(request, "meetings/welcome_offer.html", offers=queries.offers_to_welcome(request.member), nav_now="you")


@member_page(methods=SEND)
def stop_welcoming(request):
    verbs.stop_welcoming(by=request.member)
    say(request, _("You will not be asked any more. Thank you for the times you welcomed somebody."))
    return redirect("welcoming")


@member_page
def welcome(request, pk):
    """Somebody new is coming: a line to read before it."""
    one = queries.welcome_for(request.member, pk)
    if one.declined_at or one.meeting.ended_at or one.meeting.cancelled_at:
        return redirect("meeting", one.meeting_id)
    form = WelcomeForm(request.POST or None, initial={"line": one.line or ""})
    if request.method == "POST" and form.is_valid():
        verbs.write_welcome(one, form.cleaned_data["line"], by=request.member)
        say(request, _("They can read it now. It would be good to be in the room a little before it begins."))
        return redirect("welcome_newcomer", pk)
    face = queries.face_in(request.member, one.meeting, one.newcomer_id)
    return page(request, "meetings/welcome_line.html", one=one, face=face, form=form, nav_now="circles")


@member_page(methods=SEND)
def decline_welcome(request, pk):
    """One tap, no reason."""
    verbs.decline_welcome(queries.welcome_for(request.member, pk), by=request.member)
    say(request, _("That is fine. Somebody else is asked."))
    return redirect("today")


@member_page(methods=READ)
def first_meeting(request, pk):
    """What will happen, who will be there, and what is always all right. For who was there before, the meeting."""
    meeting = queries.meeting_for(request.member, pk)
    if meeting.ended_at or meeting.cancelled_at or not queries.is_new_to(request.member, meeting):
        return redirect("meeting", pk)
    return page(request, "meetings/first_meeting.html", one=queries.first_meeting(request.member, meeting), nav_now="circles")


@member_page(methods=SEND)
def only_listen(request, pk):
    meeting = queries.meeting_for(request.member, pk)
    listens = request.POST.get("listens") == "yes"
    verbs.only_listen(meeting, listens=listens, by=request.member)
    said = _("The piece will go by you. You can still take a turn when you are there.") if listens else _("The piece will come to you as to everybody, and you may pass.")
    say(request, said)
    return redirect("first_meeting", pk)


@member_page
def how_was_it(request, pk):
    """One question, for oneself alone; then the next small step."""
    looked = queries.looked_back_for(request.member, pk)
    form = HowWasItForm(request.POST or None, initial={"answer": looked.answer, "text": looked.text or ""})
    if request.method == "POST" and form.is_valid():
        verbs.look_back(looked, answer=form.cleaned_data["answer"], text=form.cleaned_data["text"], by=request.member)
        return redirect("how_was_it", pk)
    coming = queries.next_of_circle(request.member, looked.meeting.circle_id) if looked.answer else None
    return page(request, "meetings/how_was_it.html", looked=looked, form=form, coming=coming, nav_now="")
