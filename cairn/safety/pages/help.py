"""Help now, and leaving quickly."""

from cairn.base import clock
from cairn.base.pages import page, public, redirect, while_left
from cairn.live.verbs import hang_up
from cairn.notices.verbs import wake_nowhere
from cairn.safety import queries, rules


@while_left
@public
def help_now(request):
    """Ways to a human, without signing in. That it was opened is written down nowhere."""
    return page(
        request, "safety/help_now.html", lines=queries.helplines(), country=queries.country_name(request.space.country),
        checked_at=request.space.helplines_checked_at, now=queries.cover(), at=clock.now(),
    )


@while_left
@public
def leave_quickly(request):
    """What Leave does, and what it cannot do."""
    return page(request, "safety/leave_quickly.html")


@while_left
@public(methods=("GET", "HEAD"))
def leave(request):
    """To an ordinary page. From now on this browser shows nothing of the space, also not by going back, until they sign in
    again; whoever chose to be only covered comes back by one press. A plain link, so that it works without JavaScript."""
    asked_from_elsewhere = request.headers.get("Sec-Fetch-Site") == "cross-site"
    if request.member and not asked_from_elsewhere:
        hang_up(request.member.pk)
        if request.member.leave_signs_out:
            wake_nowhere(by=request.member, only={"pk": request.session.get("push_place")})
            request.session.flush()
        else:
            request.session["left"] = True
            request.session.pop("vault", None)  # an open journal locks at once
    return redirect(rules.leads_to(request.member))


@while_left
@public
def left(request):
    """What covers every page after leaving quickly."""
    if request.method == "POST":
        request.session.pop("left", None)
    if "left" not in request.session:
        return redirect("today")
    return page(request, "safety/left.html")
