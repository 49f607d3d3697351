"""What is being worked out, and beginning it: from what somebody wrote, or from a circle's people."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.pages import found, member_page, page, redirect, say
from cairn.circles import queries as circles
from cairn.repair import queries, rules, verbs
from cairn.repair.forms import BeginForm, BeginInCircleForm, ProposeForm


@member_page
def working_it_out(request):
    rows, besides = queries.concerns_of(request.member), queries.besides_asking(request.member)
    open_ones, ended = [row for row in rows if row.state != "ended"], [row for row in rows if row.state == "ended"]
    return page(request, "repair/working_it_out.html", open=open_ones, ended=ended, besides=besides, nav_now="you")


@member_page
def begin(request, noun: str, pk: int):
    """From what somebody wrote."""
    start = queries.about_writer(request.member, noun, pk)
    form = BeginForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["what"] in rules.UNSAFE:
            return redirect("begin_unsafe", noun, pk)
        return _begun(request, verbs.begin(start.other, circle=start.circle, by=request.member))
    return page(request, "repair/begin.html", form=form, start=start, report=reverse("report", args=[noun, pk]))


def _sent(request):
    return request.POST if request.method == "POST" else None


def _begun(request, concern):
    say(request, _("They are asked, once and kindly. Until they say yes they see nothing of what you write or think."))
    return redirect("concern", concern.pk)


@member_page
def begin_unsafe(request, noun: str, pk: int):
    """What threatens or presses somebody is not for the two to work out."""
    start = queries.about_writer(request.member, noun, pk)
    return page(request, "repair/unsafe.html", back=start.back, report=reverse("report", args=[noun, pk]), block=reverse("block_writer", args=[noun, pk]))


@member_page
def begin_in_circle(request, pk: int):
    """From a circle's people."""
    circle = _sat_in(request.member, pk)
    seats = circles.others_in(request.member, circle)
    form = BeginInCircleForm(_sent(request), seats=seats)
    if request.method == "POST" and form.is_valid():
        seat = next(seat for seat in seats if seat.pk == form.cleaned_data["seat"])
        if form.cleaned_data["what"] in rules.UNSAFE:
            return redirect("circle_unsafe", pk, seat.pk)
        return _begun(request, verbs.begin(seat.member, circle=circle, by=request.member))
    holds = rules.may_propose(request.member, circle)
    return page(request, "repair/begin_in_circle.html", form=form, circle=circle, seats=seats, holds=holds, nav_now="circles")


def _sat_in(member, pk: int):
    circle = circles.circle_for(member, pk)
    return found(circle if rules.sits(member, circle) else None)


@member_page
def circle_unsafe(request, pk: int, seat: int):
    circle = _sat_in(request.member, pk)
    found(next((one for one in circles.others_in(request.member, circle) if one.pk == seat), None))
    report, block = (reverse(name, args=["member", seat]) for name in ("report", "block_writer"))
    return page(request, "repair/unsafe.html", back=reverse("circle", args=[pk]), report=report, block=block, nav_now="circles")


@member_page
def propose(request, pk: int):
    """Who holds the circle, for two of its people."""
    circle = _sat_in(request.member, pk)
    found(rules.may_propose(request.member, circle) or None)
    seats = circles.others_in(request.member, circle)
    form = ProposeForm(_sent(request), seats=seats)
    if request.method == "POST" and form.is_valid():
        one, other = (next(seat.member for seat in seats if seat.pk == form.cleaned_data[name]) for name in ("one", "other"))
        verbs.propose(one, other, circle, by=request.member)
        say(request, _("They are asked one after the other. Whether they would is for them alone to say."))
        return redirect("working_it_out")
    return page(request, "repair/propose.html", form=form, circle=circle, nav_now="circles")
