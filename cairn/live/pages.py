"""The ticket office."""

from django.http import Http404, JsonResponse

from cairn.base import clock
from cairn.base.pages import newcomer_page
from cairn.live import streams
from cairn.live.queries import last_number
from cairn.live.tickets import issue_ticket


@newcomer_page(methods=("GET", "HEAD"), words=False)
def ticket(request):
    """A ticket for ?stream=, from the event ?after= on. A stream that may not be heard does not exist."""
    stream, at = request.GET.get("stream", ""), clock.now()  # before the look: a block in between refuses the ticket
    if not streams.may_listen(request.member, stream):
        raise Http404
    member = request.member.pk
    return JsonResponse(
        {"ticket": issue_ticket(stream, member=member, hidden=streams.hidden_from(member), after=_after(request, stream), at=at)}
    )


def _after(request, stream: str) -> int:
    said = request.GET.get("after", "")
    return int(said) if said.isdigit() and len(said) < 19 and said.isascii() else last_number(stream)
