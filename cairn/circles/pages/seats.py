"""Asking for a seat, being answered, sitting down, and leaving."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import stones
from cairn.base.pages import found, member_page, page, public, redirect, say
from cairn.circles import queries, rules, verbs, words
from cairn.circles.forms import AskForm, FaceForm, GoodbyeForm, RestForm
from cairn.members import queries as members
from cairn.members import verbs as member_verbs


@member_page
def seat_ask(request, pk: int):
    one = queries.circle_page(request.member, pk)
    if one.mine or one.request or one.welcome or one.circle.closed_at:
        return redirect("circle", pk)
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verbs.ask_for_seat(one.circle, note=form.cleaned_data["note"], by=request.member)
        say(request, _("You have asked for a seat. You will be told what they answer.") if one.free else _("You are on the waiting list. You will be told when a seat is yours."))
        return redirect("circle", pk)
    return page(request, "circles/seat_ask.html", one=one, form=form, nav_now="circles")


@member_page(methods=("POST",))
def seat_take_back(request, pk: int):
    asked = queries.request_for(request.member, pk)
    verbs.take_back_request(asked, by=request.member)
    say(request, _("You are not asking for a seat any more."))
    return redirect("circle", asked.circle_id)


@member_page(methods=("POST",))
def seat_answer(request, pk: int):
    asked = queries.request_for(request.member, pk)
    welcome = request.POST.get("answer") == "welcome"
    verbs.answer_seat(asked, welcome=welcome, by=request.member)
    said = _("%(name)s is welcome. They read the agreement, and then they sit down.") if welcome else _("%(name)s will be told kindly that it cannot be now.")
    say(request, said % {"name": asked.member.name})
    return redirect("circle", asked.circle_id)


@member_page
def consent(request, pk: int):
    """Read the circle's agreement, say yes, and sit down; or say yes to a newer one."""
    one = queries.circle_page(request.member, pk)
    found(one.mine or one.welcome or None)
    if request.method == "POST":
        return _consent(request, one)
    return _consent_page(request, one, reverse("consent", args=[pk]))


def _consent(request, one):
    if request.POST.get("agreement") != _number(one):
        return _consent_page(request, one, request.path, changed=True)
    if one.mine:
        if one.agreement:
            member_verbs.consent(one.agreement, by=request.member)
        say(request, _("Thank you. You have said yes to the agreement as it is now."))
    else:
        verbs.take_seat(one.circle, agreement=one.agreement, by=request.member)
        say(request, _("You have a seat in %(circle)s. Welcome.") % {"circle": one.circle.name})
    return redirect("circle", one.pk)


@public
def invited(request, code: str):
    """An invitation's link: it shows the circle, also a hidden one, to whoever holds it."""
    if request.member is None or not request.member.is_here:
        return _come_in_first(request, code)
    invitation = members.invitation_of(code) or members.invitation_taken_by(request.member, code)
    if invitation is None or invitation.circle_id is None:
        return page(request, "circles/no_invitation.html", status=404, nav_now="circles")
    one = queries.invited_page(request.member, invitation)
    if one.mine:
        return redirect("circle", one.pk)
    if request.method == "POST":
        return _sit_by_invitation(request, one, invitation)
    return _consent_page(request, one, request.path, invited=True)


def _come_in_first(request, code: str):
    """Signing in leads back here; signing up takes the invitation along."""
    request.session["next"] = reverse("invited", args=[code])
    return redirect("come_in", code) if request.member is None else redirect("waiting")


def _sit_by_invitation(request, one, invitation):
    if request.POST.get("agreement") != _number(one):
        return _consent_page(request, one, request.path, invited=True, changed=True)
    verbs.take_seat(one.circle, invitation=invitation, agreement=one.agreement, by=request.member)
    request.session.pop("invitation", None)
    say(request, _("You have a seat in %(circle)s. Welcome.") % {"circle": one.circle.name})
    return redirect("circle", one.pk)


def _consent_page(request, one, action: str, *, invited=False, changed=False):
    return page(request, "circles/consent.html", one=one, action=action, invited=invited, changed=changed, number=_number(one), nav_now="circles")


def _number(one) -> str:
    """Which version somebody says yes to."""
    return str(one.agreement.pk) if one.agreement else ""


@member_page
def seat_leave(request, pk: int):
    seat = queries.own_seat(request.member, pk)
    if seat.left_at:
        return redirect("circles")
    form = GoodbyeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verbs.leave_seat(seat, goodbye=form.cleaned_data["goodbye"], by=request.member)
        say(
            request, _("You have left %(circle)s. For ten minutes you can undo it.") % {"circle": seat.circle.name},
            undo=reverse("seat_return", args=[pk]), undo_label=_("Come back"),
        )
        return redirect("circles")
    return page(request, "circles/seat_leave.html", seat=seat, circle=seat.circle, form=form, nav_now="circles")


@member_page(methods=("POST",))
def seat_return(request, pk: int):
    seat = verbs.come_back(queries.own_seat(request.member, pk), by=request.member)
    say(request, _("Your seat is yours again."))
    return redirect("circle", seat.circle_id)


@member_page
def seat_rest(request, pk: int):
    """Some weeks in which nobody expects them."""
    seat = queries.own_seat(request.member, pk)
    if seat.left_at or seat.circle.closed_at:
        return redirect("circles")
    form = RestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        seat = verbs.rest_from_circle(seat, weeks=form.cleaned_data["weeks"], by=request.member)
        say(request, _("You rest from this circle until %(day)s.") % {"day": words.day_of_return(seat)}, undo=reverse("seat_back", args=[pk]))
        return redirect("circle", seat.circle_id)
    return page(request, "circles/seat_rest.html", seat=seat, circle=seat.circle, form=form, may_rest=rules.may_rest(seat), nav_now="circles")


@member_page(methods=("POST",))
def seat_back(request, pk: int):
    seat = verbs.end_rest(queries.own_seat(request.member, pk), by=request.member)
    say(request, _("You are back. It is good that you are here."))
    return redirect("circle", seat.circle_id)


@member_page
def seat_face(request, pk: int):
    """How one is known in this circle alone."""
    seat = queries.own_seat(request.member, pk)
    one = queries.circle_page(request.member, seat.circle_id)
    found(one.seat and one.seat.pk == seat.pk or None)
    form = FaceForm(
        request.POST if request.method == "POST" else None, initial={"name": seat.own_name or "", "stone": seat.stone},
        codes=_codes(seat), taken=[face.name for face in one.people if not face.me],
    )
    if request.method == "POST" and form.is_valid():
        usual = request.POST.get("usual")
        stone = "" if usual or form.cleaned_data["stone"] == request.member.stone else form.cleaned_data["stone"]
        verbs.change_seat_face(seat, name="" if usual else form.cleaned_data["name"], stone=stone, by=request.member)
        say(request, _("That is how this circle knows you now."))
        return redirect("circle", seat.circle_id)
    return page(request, "circles/seat_face.html", seat=seat, one=one, form=form, nav_now="circles")


def _codes(seat) -> list[str]:
    """The stone they have here, their usual one, and ten others."""
    first = dict.fromkeys([seat.stone, seat.member.stone])
    others = [code for code in stones.choices(f"seat-{seat.pk}", 14) if code not in first]
    return [*first, *others][:12]
