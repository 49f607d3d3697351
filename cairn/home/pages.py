"""The first page, Today, the notices and the desk."""

from django.http import Http404

from cairn.base.pages import member_page, page, public, redirect
from cairn.home import queries
from cairn.live.queries import last_number
from cairn.notices.queries import gathering
from cairn.notices.verbs import read_all


@public(methods=("GET", "HEAD"))
def today(request):
    """For whoever is signed in, Today; for everybody else, what this space is."""
    if request.member is None:
        return page(request, "home/landing.html")
    if not request.member.is_here:
        return redirect("waiting")
    return page(request, "home/today.html", today=queries.today_of(request.member, request.space), nav_now="today", own_sheet="")


@member_page(methods=("GET", "HEAD"))
def today_moving(request):
    """The parts of Today that move, as this member sees them."""
    return page(request, "home/today_moving.html", today=queries.today_of(request.member, request.space))


@member_page(methods=("GET", "HEAD"))
def notices(request):
    """Looking at the list is reading it."""
    moved = last_number(f"member:{request.member.pk}")
    lines = gathering(request.member)
    if any(line.fresh for line in lines):
        read_all(by=request.member)
    return page(request, "home/notices.html", **_parted(lines), moved=moved, nav_now="today")


@member_page(methods=("GET", "HEAD"))
def notices_moving(request):
    """The list again for an open page. What came meanwhile stays new until the page is opened anew."""
    return page(request, "home/_notices.html", **_parted(gathering(request.member)))


def _parted(lines) -> dict:
    return {"new": _gathered(line for line in lines if line.fresh), "earlier": _gathered(line for line in lines if not line.fresh)}


def _gathered(lines) -> list[list]:
    """What says the same stands together, where the latest of it is."""
    alike = {}
    for line in lines:
        alike.setdefault(line.sentence, []).append(line)
    return list(alike.values())


@member_page(methods=("GET", "HEAD"))
def desk(request):
    """For those who hold a circle or run the space; for others it does not exist."""
    if not queries.has_desk(request.member):
        raise Http404
    return page(request, "home/desk.html", desk=queries.desk_of(request.member), nav_now="today")
