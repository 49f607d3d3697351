"""Opening a circle, changing it, giving it to somebody, inviting to it, closing it."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.pages import coordinator_page, found, local_address, member_page, page, redirect, say
from cairn.circles import queries, verbs, words
from cairn.circles.forms import AgreementForm, CircleForm, FacilitatorForm, OpenForm
from cairn.circles.models import FACILITATOR
from cairn.members import queries as members
from cairn.members.models import Member


@coordinator_page
def circle_open(request):
    """`?topic=&language=&seats=` begin the form; the page at `then` follows, with the new circle's id."""
    people = queries.could_hold(request.member)
    form = OpenForm(
        request.POST if request.method == "POST" else None, people=people,
        initial=OpenForm.beginning(request.member, request.space.language, words.first_agreement()) | _asked_for(request),
    )
    if request.method == "POST" and form.is_valid():
        facilitator = Member.objects.here().filter(pk=form.cleaned_data["facilitator"]).first()
        circle = verbs.open_circle(
            **form.facts(), agreement_text=form.cleaned_data["agreement_text"], facilitator=facilitator, by=request.member
        )
        say(request, _("%(circle)s is open.") % {"circle": circle.name})
        then = local_address(request.GET.get("then", ""), "")
        return redirect(f"{then}?circle={circle.pk}") if then else redirect("circle", circle.pk)
    return page(request, "circles/circle_open.html", form=form, nav_now="circles")


def _asked_for(request) -> dict:
    """What the page that led here knows already; the form's own choices decide what can be taken."""
    return {name: request.GET[name] for name in ("topic", "language", "seats") if request.GET.get(name)}


@coordinator_page
def circle_change(request, pk: int):
    circle = queries.circle_for(request.member, pk)
    said = {
        "name": circle.name, "purpose": circle.purpose, "topic": circle.topic_id, "language": circle.language,
        "seats": circle.seats_offered, "room_days": circle.room_days, "hidden": circle.hidden,
    }
    form = CircleForm(request.POST if request.method == "POST" else None, initial=said)
    if request.method == "POST" and form.is_valid():
        verbs.change_circle(circle, **form.facts(), by=request.member)
        say(request, _("The circle is changed."))
        return redirect("circle", pk)
    return page(request, "circles/circle_change.html", circle=circle, form=form, nav_now="circles")


@coordinator_page
def circle_agreement(request, pk: int):
    circle = queries.circle_for(request.member, pk)
    in_force = members.agreement_of(circle)
    now = in_force.text if in_force else words.first_agreement()
    form = AgreementForm(request.POST if request.method == "POST" else None, initial={"agreement_text": now})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["agreement_text"] != now:
            verbs.change_circle_agreement(circle, form.cleaned_data["agreement_text"], by=request.member)
        say(request, _("The agreement is kept. Everybody who sits here is asked at their next visit."))
        return redirect("circle", pk)
    return page(request, "circles/circle_agreement.html", circle=circle, form=form, nav_now="circles")


@coordinator_page
def circle_close(request, pk: int):
    circle = queries.circle_for(request.member, pk)
    if request.method == "POST":
        verbs.close_circle(circle, by=request.member)
        say(request, _("The circle is closed. Its people can still read what was said."))
        return redirect("circle", pk)
    return page(request, "circles/circle_close.html", circle=circle, nav_now="circles")


@member_page
def facilitators(request, pk: int):
    """Name who holds the circle: the coordinator both, the facilitator a co-facilitator."""
    one = queries.circle_page(request.member, pk)
    found(one.may_name or None)
    others = [face for face in one.people if not face.rests and (face.role != FACILITATOR or one.i_coordinate)]
    form = FacilitatorForm(request.POST if request.method == "POST" else None, people=others, may_name_facilitator=one.i_coordinate)
    if request.method == "POST" and form.is_valid():
        whom = next(face.id for face in others if face.seat_id == form.cleaned_data["member"])
        chosen = found(Member.objects.filter(pk=whom).first())
        verbs.name_facilitator(one.circle, chosen, form.cleaned_data["role"], by=request.member)
        say(request, _("They have been told."))
        return redirect("circle", pk)
    return page(request, "circles/facilitators.html", one=one, form=form, people=others, nav_now="circles")


@member_page(methods=("POST",))
def circle_invite(request, pk: int):
    """A link for one person, shown once on the circle's page."""
    circle = queries.circle_for(request.member, pk)
    _invitation, code = verbs.invite_to_circle(circle, by=request.member)
    request.session[f"invited_to_{pk}"] = f"{settings.ADDRESS}{reverse('invited', args=[code])}"
    return redirect("circle", pk, at="invitation")
