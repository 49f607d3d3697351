"""A meeting before and after its room is open."""

from cairn.base.pages import member_page, page
from cairn.meetings import queries


@member_page(methods=("GET", "HEAD"))
def meeting(request, pk):
    """When it is, what it is about, and the way in."""
    return page(request, "meetings/meeting.html", meeting=queries.meeting_for(request.member, pk), nav_now="circles")
