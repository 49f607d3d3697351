"""Care for those who hold circles: their measure, their rest, their looks back, and who reads these."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.pages import coordinator_page, found, member_page, page, redirect, say
from cairn.meetings import rules, verbs
from cairn.meetings.forms.caring import CareForm, DebriefForm, SupervisorForm
from cairn.meetings.queries import caring as queries
from cairn.members.models import Member

READ, SEND = ("GET", "HEAD"), ("POST",)


@member_page
def care(request):
    """For those who hold a circle, or stand in; for others it does not exist."""
    found(rules.may_care(request.member) or None)
    one = queries.care_page(request.member)
    form = CareForm(request.POST if request.method == "POST" else None, initial={"most_a_week": one.most_a_week})
    if request.method == "POST" and form.is_valid():
        verbs.care_for_self(most_a_week=form.cleaned_data["most_a_week"], by=request.member)
        say(request, _("That is kept. It is your measure, and nobody else’s."))
        return redirect("care")
    return page(request, "meetings/care.html", one=one, form=form, nav_now="today")


@member_page(methods=SEND)
def only_member(request):
    found(rules.may_care(request.member) or None)
    verbs.be_only_member(by=request.member)
    say(request, _("For a week you are only a member. Others hold meanwhile."), undo=reverse("hold_again"), undo_label=_("Undo"))
    return redirect("care")


@member_page(methods=SEND)
def hold_again(request):
    found(rules.may_care(request.member) or None)
    verbs.hold_again(by=request.member)
    say(request, _("You hold your circles again."))
    return redirect("care")


@member_page
def debrief(request, pk: int):
    """After a meeting that they held: two gentle prompts."""
    meeting = queries.meeting_to_debrief(request.member, pk)
    kept = queries.debrief_of(request.member, meeting)
    how, needs = kept.answers if kept else ("", "")
    form = DebriefForm(request.POST if request.method == "POST" else None, initial={"how": how, "needs": needs})
    if request.method == "POST" and form.is_valid():
        verbs.write_debrief(meeting, **form.cleaned_data, by=request.member)
        say(request, _("Kept. Now let it rest, if you can."))
        return redirect("care")
    supervisor = queries.supervisor_of(request.member)
    return page(request, "meetings/debrief.html", meeting=meeting, form=form, supervisor=supervisor, nav_now="today")


@member_page(methods=SEND)
def debrief_take_back(request, pk: int):
    verbs.take_back_debrief(queries.debrief_for(request.member, pk), by=request.member)
    say(request, _("It is gone, for you and for whoever could read it."))
    return redirect("care")


@member_page(methods=READ)
def debriefs(request):
    """For a supervisor: the looks back of those they are there for, and nothing else."""
    found(queries.supervises_somebody(request.member) or None)
    return page(request, "meetings/care_debriefs.html", debriefs=queries.debriefs_for_supervisor(request.member), nav_now="today")


@coordinator_page
def supervisors(request):
    """Who is there for whom."""
    facilitators, people = queries.supervised_list(request.member), queries.could_supervise(request.member)
    form = SupervisorForm(request.POST if request.method == "POST" else None, facilitators=facilitators, people=people)
    if request.method == "POST" and form.is_valid():
        facilitator = queries.held_by_somebody(request.member, form.cleaned_data["facilitator"])
        supervisor = Member.objects.here().filter(pk=form.cleaned_data["supervisor"]).first()
        verbs.name_supervisor(facilitator, supervisor, by=request.member)
        say(request, _("That is kept. They are told."))
        return redirect("supervisors")
    names = {person.id: person.name for person in people}
    return page(request, "meetings/care_supervisors.html", form=form, facilitators=facilitators, names=names, nav_now="today")
