"""Reading shares: the list, one share, and the part of it that moves."""

from django.template.loader import render_to_string
from markupsafe import Markup

from cairn.base.pages import member_page, page
from cairn.shares import queries, rules, words
from cairn.shares.forms import ResponseForm

READ = ("GET", "HEAD")
SHOWN = ("", "waiting", "mine")


@member_page(methods=READ)
def shares(request):
    """What I may read; ?need= ?circle= ?show= narrow it, ?before= goes further back."""
    circles = queries.circles_sat_in(request.member)
    chosen = _chosen(request.GET, circles)
    listed = queries.telling_list(request.member, **chosen, before=request.GET.get("before", ""))
    return page(
        request, "shares/shares.html", nav_now="shares", listed=listed, circles=circles, needs=words.NEEDS,
        **chosen, kept_in_address=_address_of(chosen), is_further=bool(request.GET.get("before")),
    )


def _chosen(asked, circles) -> dict:
    """The filters in an address; what is not known there is not asked."""
    need, show = asked.get("need", ""), asked.get("show", "")
    return {
        "need": need if need in dict(words.NEEDS) else "",
        "show": show if show in SHOWN else "",
        "circle": next((circle for circle in circles if str(circle.pk) == asked.get("circle")), None),
    }


def _address_of(chosen: dict) -> str:
    parts = {"need": chosen["need"], "show": chosen["show"], "circle": chosen["circle"].pk if chosen["circle"] else ""}
    return "".join(f"{name}={value}&" for name, value in parts.items() if value)


@member_page(methods=READ)
def share(request, pk):
    """One share, what came back, and the box to answer in."""
    return show_share(request, queries.share_page(request.member, pk))


def show_share(request, told, form=None):
    """The page of one share; `form` is an answer that could not be taken as it was."""
    kinds = rules.kinds_offered(told.share)
    form = form or ResponseForm(kinds, initial=told.began)
    return page(
        request, "shares/share.html", nav_now="shares", told=told, form=form, who_can_see=words.who_can_see(told.share),
        starters=[(kind, words.STARTERS[kind]) for kind in kinds],
    )


@member_page(methods=READ)
def share_moving(request, pk):
    """Signals and answers as this viewer sees them, for a page that is open."""
    told = queries.share_page(request.member, pk)
    return page(request, "shares/share_moving.html", told=told)


def circle_shares(request, circle) -> Markup:
    """Fills the place that a circle's page leaves for its shares."""
    excerpts = queries.shares_in(circle, request.member, seats=getattr(circle, "seats_ever", ()))
    return Markup(render_to_string("shares/circle_shares.html", {"circle": circle, "excerpts": excerpts}, request))

