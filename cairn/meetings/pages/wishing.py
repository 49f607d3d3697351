"""Saying what circle one would like; and, for the coordinator, the circles that could make."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.ids import id_in
from cairn.base.pages import coordinator_page, member_page, page, redirect, say
from cairn.base.slots import piece
from cairn.circles import queries as circles
from cairn.meetings import verbs
from cairn.meetings.forms.caring import WishForm
from cairn.meetings.queries import wishing as queries
from cairn.meetings.wish_times import slots_of, times_in

SEND = ("POST",)


@member_page
def wish(request):
    member, kept = request.member, queries.wish_of(request.member)
    now = {"topic": kept.topic_id, "times": times_in(kept.slots, member.zone, clock.now())} if kept else {}
    form = WishForm(request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        slots = slots_of(form.cleaned_data["times"], member.zone, clock.now())
        verbs.make_wish(topic=form.topic_chosen(), slots=slots, by=member)
        say(request, _("Thank you. When enough of you could meet, you are invited."), undo=reverse("wish_take_back"), undo_label=_("Take it back"))
        return redirect("circles")
    return page(request, "meetings/care_wish.html", form=form, kept=kept, nav_now="circles")


@member_page(methods=SEND)
def wish_take_back(request):
    verbs.take_back_wish(by=request.member)
    say(request, _("You are not waiting for a circle any more."))
    return redirect("circles")


def below_circles(request, _noun):
    """On the page of circles: the way to say that none of them fits."""
    return piece("meetings/care_wish_row.html", {"kept": queries.wish_of(request.member), "coordinates": request.member.is_coordinator}, request)


# ---- for the coordinator


@coordinator_page(methods=("GET", "HEAD"))
def wishes(request):
    return page(request, "meetings/care_wishes.html", one=queries.wishes_page(request.member), nav_now="circles")


@coordinator_page(methods=SEND)
def wishes_open(request):
    """From a proposal to the page that opens a circle; its people are kept in mind until it is open."""
    proposed = queries.proposal_for(request.member, request.POST.get("proposal", ""))
    if proposed is None:
        say(request, _("Somebody’s wish has changed in the meantime. These are the circles as they could be now."))
        return redirect("wishes")
    request.session["proposed"] = list(proposed.members)
    asked = {"topic": proposed.topic_id or "", "language": proposed.language_code, "seats": len(proposed.members) + 1, "then": reverse("wishes_invite")}
    return redirect(f"{reverse('circle_open')}?{urlencode(asked)}")


@coordinator_page
def wishes_invite(request):
    """The circle is open: invite those it was proposed for."""
    people = queries.wishers_among(request.member, request.session.get("proposed", []))
    pk = id_in(request.GET.get("circle", ""))
    if not people or pk is None:
        return redirect("wishes")
    circle = circles.circle_for(request.member, pk)
    if request.method == "POST":
        verbs.invite_wishers(circle, people, by=request.member)
        request.session.pop("proposed", None)
        say(request, _("They are invited. A seat is kept for each of them for two weeks."))
        return redirect("circle", circle.pk)
    shown = [person for person in people if person.pk not in request.member.blocked_ids]
    return page(request, "meetings/care_invite.html", circle=circle, people=shown, nav_now="circles")
