"""Keeping a little distance, blocking, and taking either back."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.pages import found, local_address, member_page, page, redirect, say
from cairn.members import queries, verbs
from cairn.members.days import day_of
from cairn.members.models import Apart
from cairn.members.rules import member_from_token

BREAKS = {"day": timedelta(days=1), "week": timedelta(days=7)}


@member_page
def distance(request, token: str):
    """The four ways to have less of somebody, in plain words."""
    other = found(member_from_token(token))
    found(other if other.pk != request.member.pk else None)
    if request.method == "POST" and _keep(request.POST.get("way", ""), other, by=request.member):
        say(request, _("Done. Only you know."))
        return redirect("distances")
    kept = {one.kind: one for one in queries.distances_of(request.member, other)}
    return page(request, "members/distance.html", token=token, name=_name_of(other), back=_back(request), kept=kept, day=day_of)


def _keep(way: str, other, *, by) -> bool:
    """Whether `way` is one of those on the page."""
    if way in BREAKS:
        verbs.take_a_break(by, other, until=clock.now() + BREAKS[way], seen_as=other.seen_as, by=by)
    elif way in (Apart.MUTE, Apart.RESTRICT):
        (verbs.mute if way == Apart.MUTE else verbs.restrict)(other, seen_as=other.seen_as, by=by)
    else:
        return False
    return True


@member_page(methods=("GET", "HEAD"))
def distances(request):
    return page(request, "members/distances.html", kept=queries.distances_of(request.member), day=day_of)


@member_page(methods=("POST",))
def distance_end(request, token: str):
    verbs.end_distance(found(member_from_token(token)), request.POST.get("kind", ""), by=request.member)
    say(request, _("That is taken back."))
    return redirect("distances")


@member_page
def block(request, token: str):
    """What blocking does, and one press."""
    other = found(member_from_token(token))
    if request.method == "POST" and "sure" in request.POST:
        verbs.block(other, seen_as=other.seen_as, by=request.member)
        say(request, _("Done. You will not see each other here. Only you know."))
        return redirect("blocked")
    return page(request, "members/block.html", token=token, name=_name_of(other), back=_back(request))


def _name_of(other) -> str:
    """As they are known where the way here began."""
    return other.seen_as or other.name or _("this person")


def _back(request) -> str:
    return local_address(request.POST.get("back") or request.GET.get("back", ""), "/")


@member_page
def blocked(request):
    return page(request, "members/blocked.html", people=queries.blocked_by(request.member), day=day_of)


@member_page(methods=("POST",))
def unblock(request, token: str):
    verbs.unblock(found(member_from_token(token)), by=request.member)
    say(request, _("That block is taken back."))
    return redirect("blocked")
