"""Who is arriving: the member, the space, the language and zone; and every page's gate."""

import json

from django.http import Http404
from django.utils import timezone, translation

from cairn.base import clock, halves, pages
from cairn.base.pages import redirect
from cairn.members import arrival, pausing, queries
from cairn.members.rules import NEVER_KEPT


class Arriving:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.space = queries.the_space()
        request.member = _member_of(request)
        has_left = arrival.LEFT in request.COOKIES
        if has_left:
            arrival.leave_quickly(request)
        zone = request.member.zone if request.member else request.space.zone if request.space else "UTC"
        language = request.member.language if request.member else request.space.language if request.space else "en"
        with timezone.override(zone), translation.override(language):
            response = self.get_response(request)
        if has_left:
            response.delete_cookie(arrival.LEFT)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.session.get("left") and not getattr(view, "while_left", False):
            # A form too: going back to what answered one, a browser offers to send it again.
            return redirect("left")
        gate = getattr(view, "gate", None)
        if request.space is None and not getattr(view, "before_setup", False):
            return redirect("not_yet")
        if gate == pages.PUBLIC:
            return None
        if request.member is None:
            return _to_sign_in(request, arrival.LEFT not in request.COOKIES and getattr(view, "words", True))
        if not _may_pass(gate, request.member):
            raise Http404
        if stopped := pausing.stops(request):
            return stopped
        ended = request.member.left_at  # and what does not stop them is open after the end
        if gate != pages.NEWCOMER and not (request.member.is_here or ended):
            return redirect("waiting")
        if request.method == "POST" and request.session.get("kept", {}).get("path") == request.get_full_path():
            del request.session["kept"]  # they have been sent again
        return None


def _may_pass(gate, member) -> bool:
    if gate == pages.COORDINATOR:
        return member.is_coordinator
    return gate != pages.RESPONDER or member.is_responder or member.is_coordinator


def before_setup(view):
    """This page is there before the space is."""
    view.before_setup = True
    return view


def _member_of(request):
    if not request.session.get("member"):
        return None
    row = request.session.row
    member = row.member if row else None
    if member is None or member.left_at and not pausing.may_still_answer(member):
        return None
    today = clock.now().date()
    if row.seen_on != today:
        row.seen_on = today
        type(row).objects.filter(pk=row.pk).update(seen_on=today)
    return member


def _to_sign_in(request, words):
    """A signed-out POST loses nothing: its words wait, sealed in the session, for the sign-in. `words`: False for a
    page whose words are not kept, "apart" for one whose words the space's key must not open."""
    request.session["next"] = request.get_full_path() if request.method != "POST" else request.session.get("next", "/")
    response = redirect("sign_in")
    half = keep_words(request, apart=words == "apart") if request.method == "POST" and words else ""
    if half:
        halves.give(response, KEPT, half)
    return response


MOST_KEPT = 60_000  # characters
KEPT = "kept"


def keep_words(request, *, apart: bool = False) -> str:
    """Remember what was handed in, to be sent again with one press. `apart`: in two halves, and this gives the one
    that is for the browser's cookie; otherwise ""."""
    fields = [[name, value] for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values]
    if not fields or sum(len(value) for _, value in fields) > MOST_KEPT:
        return ""
    kept, half = {"path": request.get_full_path(), "at": clock.now().timestamp()}, ""
    if apart:
        half, kept["half"] = halves.parted(json.dumps(fields).encode(), KEPT)
    else:
        kept["fields"] = fields
    request.session["kept"] = kept
    return half
