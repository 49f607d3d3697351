"""Help now, and what leaving quickly does."""

from cairn.base import clock
from cairn.base.pages import page, public, while_left
from cairn.safety import queries


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
