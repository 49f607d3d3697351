"""The rota; one's own hours; and who is a responder."""

from django.utils.translation import gettext as _

from cairn.base.pages import coordinator_page, found, page, redirect, responder_page, say
from cairn.safety import queries, verbs
from cairn.safety.forms.duty import HoursForm, LoadForm, ResponderForm, RestForm

SEND = ("POST",)


@responder_page
def duty(request):
    """The week as a table, what nobody covers, and for a responder their own hours below."""
    form = HoursForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verbs.add_hours(**form.cleaned_data, by=request.member)
        say(request, _("These hours are yours now."))
        return redirect("duty")
    return _duty_page(request, form=form)


def _duty_page(request, **forms):
    member = request.member
    given = {"form": HoursForm(), "rest": RestForm(), "load": LoadForm(initial={"most": member.duty_most})} | forms
    people = queries.responders()
    others = [one for one in people if one.member.pk != member.pk]
    me = next((one for one in people if one.member.pk == member.pk), None)
    return page(request, "safety/duty.html", **given, week=queries.week(), now=queries.cover(), people=people, others=others, me=me, mine=queries.own_hours(member), nav_now="you")


@responder_page(methods=SEND)
def duty_drop(request, pk):
    verbs.drop_hours(found(queries.own_duty(request.member, pk)), by=request.member)
    say(request, _("These hours are not yours any more."))
    return redirect("duty")


@responder_page(methods=SEND)
def duty_rest(request):
    form = RestForm(request.POST)
    if not form.is_valid():
        return _duty_page(request, rest=form)
    verbs.rest_from_duty(form.until(), by=request.member)
    say(request, _("You rest. Nobody is asked why, and others are called instead."))
    return redirect("duty")


@responder_page(methods=SEND)
def duty_back(request):
    verbs.rest_from_duty(None, by=request.member)
    say(request, _("Welcome back."))
    return redirect("duty")


@responder_page(methods=SEND)
def duty_load(request):
    form = LoadForm(request.POST)
    if not form.is_valid():
        return _duty_page(request, load=form)
    verbs.carry_at_most(form.cleaned_data["most"], by=request.member)
    say(request, _("Kept."))
    return redirect("duty")


@responder_page(methods=SEND)
def duty_stand_in(request, pk):
    verbs.stand_in(found(queries.responder(pk)), by=request.member)
    say(request, _("Their hours are yours too, until you take them out again."))
    return redirect("duty")


@coordinator_page
def responders(request):
    """Whoever is named here sees what is reported and is called when somebody may be in danger."""
    form = ResponderForm(queries.who_could_respond(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verbs.name_responder(next(one for one in queries.who_could_respond() if one.pk == form.cleaned_data["member"]), by=request.member)
        say(request, _("They are a responder now, and can say their hours of duty."))
        return redirect("responders")
    return page(request, "safety/responders.html", form=form, people=queries.responders(), now=queries.cover(), nav_now="you")


@coordinator_page(methods=SEND)
def responder_end(request, pk):
    verbs.end_responder(found(queries.responder(pk)), by=request.member)
    say(request, _("They are no responder any more. Their hours of duty ended with it."))
    return redirect("responders")
