"""Meetings to come: the list, one meeting before and after its room, planning and changing, who will be there."""

from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.slots import piece
from cairn.circles.queries import circle_for
from cairn.meetings import queries, rules, shapes, verbs
from cairn.meetings.forms.planning import ChangeForm, PlanForm, SkipForm, StandInForm
from cairn.members.models import Member

READ, SEND = ("GET", "HEAD"), ("POST",)


@member_page(methods=READ)
def meetings(request):
    """All that is to come, by week."""
    return page(request, "meetings/meetings.html", shown=queries.meetings_page(request.member), nav_now="circles")


@member_page(methods=READ)
def meeting(request, pk: int):
    """When it is, what it is about, who comes, and the way in; afterwards one's own words."""
    return page(request, "meetings/meeting.html", one=queries.meeting_page(request.member, pk), nav_now="circles")


def circle_next_meeting(request, circle) -> Markup | str:
    """Fills the place that a circle's page leaves for its next meeting."""
    # The circle's page has fetched its seats already.
    may_plan = circle.closed_at is None and any(seat.member_id == request.member.pk and seat.holds for seat in circle.seats_ever if not seat.left_at)
    card = queries.next_meeting(request.member, circle)
    circle.meets_now = bool(card and card.is_open)  # then the page lets it stand before everything else
    return piece("meetings/circle_next.html", {"card": card, "circle": circle, "may_plan": may_plan}, request) if card or may_plan else ""


# ---- planning


@member_page
def meeting_plan(request, pk: int):
    """One meeting, or meetings that come again; a prepared one is there to be changed."""
    circle = circle_for(request.member, pk)
    found(rules.may_plan(request.member, circle) or None)
    slow, chosen = request.GET.get("kind") == "slow", shapes.shape(request.GET.get("shape", ""))
    form = PlanForm(_sent(request), slow=slow, initial=PlanForm.beginning(chosen.code, circle.zone or request.space.zone))
    if request.method == "POST" and form.is_valid():
        return _planned(request, circle, form)
    return page(
        request, "meetings/meeting_plan.html", circle=circle, form=form, slow=slow, chosen=chosen, shapes=shapes.SHAPES.values(),
        kind="slow" if slow else "live", nav_now="circles",
    )


def _sent(request):
    return request.POST if request.method == "POST" else None


def _planned(request, circle, form):
    if form.comes_again:
        verbs.plan_series(circle, form.prepared(), **form.again(), by=request.member)
        say(request, _("The meetings are planned. Everybody who sits in the circle has been told."))
        return redirect("meetings")
    made = verbs.plan(circle, form.prepared(), **form.once(), by=request.member)
    say(request, _("The meeting is planned. Everybody who sits in the circle has been told."))
    return redirect("meeting", made.pk)


@member_page
def meeting_change(request, pk: int):
    """Another time, another length, other words."""
    one = queries.meeting_page(request.member, pk)
    found(one.may_change or None)
    form = ChangeForm(_sent(request), slow=one.meeting.is_slow, initial=ChangeForm.as_it_is(one.meeting))
    form.may_be_past = not form.has_changed() or not {"on", "at", "zone"} & set(form.changed_data)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        verbs.change(one.meeting, form.prepared(), starts_at=said["starts_at"], zone=said["zone"], places=said["places"], **form.length(), by=request.member)
        say(request, _("The meeting is changed. If it has moved, everybody has been told."))
        return redirect("meeting", pk)
    return page(request, "meetings/meeting_change.html", one=one, form=form, slow=one.meeting.is_slow, nav_now="circles")


@member_page
def meeting_cancel(request, pk: int):
    """Asked once, then done: of a series, this one day."""
    one = queries.meeting_page(request.member, pk)
    found(one.may_change or None)
    if request.method == "POST":
        verbs.cancel(one.meeting, by=request.member)
        say(request, _("The meeting is cancelled. Everybody who sits in the circle has been told."))
        return redirect("meeting", pk)
    return page(request, "meetings/meeting_cancel.html", one=one, nav_now="circles")


@member_page(methods=READ)
def series(request, pk: int):
    """Meetings that come again, for whoever holds the circle: skip a day, or end them."""
    return _series(request, _series_of(request, pk), SkipForm())


def _series_of(request, pk: int):
    one = queries.series_for(request.member, pk)
    found(rules.may_plan(request.member, one.circle) and one.ended_at is None or None)
    return one


def _series(request, one, form):
    return page(request, "meetings/series.html", one=one, form=form, words=queries.series_words(one), days=queries.days_to_come(one), nav_now="circles")


@member_page(methods=SEND)
def skip(request, pk: int):
    one, form = _series_of(request, pk), SkipForm(request.POST)
    if not form.is_valid():
        return _series(request, one, form)
    verbs.skip(one, form.cleaned_data["on"], by=request.member)
    say(request, _("It does not take place on that day. Afterwards it goes on as before."))
    return redirect("series", pk)


@member_page(methods=SEND)
def series_end(request, pk: int):
    verbs.end_series(_series_of(request, pk), by=request.member)
    say(request, _("These meetings have come to an end. Everybody who sits in the circle has been told."))
    return redirect("meetings")


# ---- who will be there, and who stands in


@member_page(methods=SEND)
def come(request, pk: int):
    """"I'll be there", or "not this time"."""
    one = queries.meeting_for(request.member, pk)
    yes = request.POST.get("answer") == "yes"
    verbs.come(one, yes=yes, only_listens="listens" in request.POST, by=request.member)
    say(request, _("Thank you. You can change it until it begins.") if yes else _("Not this time, then. You can change it until it begins."))
    return redirect("meetings", at=f"m{pk}") if request.POST.get("from") == "meetings" else redirect("meeting", pk)


@member_page
def stand_in_ask(request, pk: int):
    """Ask somebody to hold one meeting in one's stead."""
    one = queries.meeting_page(request.member, pk)
    found(one.may_change and one.card.may_plan or None)
    people = queries.who_could_stand_in(request.member, one.meeting)
    form = StandInForm(_sent(request), people=people)
    if request.method == "POST" and form.is_valid():
        whom = next(face.member for face in people if face.number == form.cleaned_data["member"])
        chosen = found(Member.objects.here().filter(pk=whom).first())
        verbs.ask_stand_in(one.meeting, chosen, by=request.member)
        say(request, _("They have been asked. You will be told what they answer."))
        return redirect("meeting", pk)
    return page(request, "meetings/stand_in_ask.html", one=one, form=form, people=people, nav_now="circles")


@member_page(methods=READ)
def stand_in(request, pk: int):
    """What somebody who is asked needs to know to say yes or no."""
    return page(request, "meetings/stand_in.html", one=queries.asked_page(request.member, pk), nav_now="circles")


@member_page(methods=SEND)
def stand_in_answer(request, pk: int):
    asked = queries.stand_in_for(request.member, pk)
    if request.POST.get("answer") != "yes":
        verbs.decline_stand_in(asked, by=request.member)
        say(request, _("That is all right. They have been told."))
        return redirect("meetings")
    verbs.accept_stand_in(asked, by=request.member)
    say(request, _("Thank you. You hold this meeting now, and they have been told."))
    return redirect("meeting", asked.meeting_id)
