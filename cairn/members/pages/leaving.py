"""Leaving quickly."""

from cairn.base.pages import page, public, redirect, while_left
from cairn.members import arrival, rules


@while_left
@public(methods=("GET", "HEAD"))
def leave(request):
    """To an ordinary page. From now on this browser shows nothing of the space, also not by going back, until they sign in
    again; whoever chose to be only covered comes back by one press. A plain link, so that it works without JavaScript."""
    address = rules.leads_to(request.member)
    if request.headers.get("Sec-Fetch-Site") != "cross-site":  # else asked from elsewhere
        arrival.leave_quickly(request)
    return redirect(address)


@while_left
@public
def left(request):
    """What covers every page after leaving quickly."""
    if request.method == "POST":
        request.session.pop("left", None)
    if "left" not in request.session:
        return redirect("today")
    return page(request, "members/left.html")
