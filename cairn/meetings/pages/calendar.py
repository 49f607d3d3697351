"""Meetings for calendar programs: a file for each, and a private address for them all."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cairn.base.pages import member_page, page, public, redirect, say
from cairn.meetings import calendars, queries, verbs

READ, SEND = ("GET", "HEAD"), ("POST",)


@member_page(methods=READ)
def meeting_ics(request, pk: int):
    """One meeting as a file."""
    meeting, feed = queries.meeting_for(request.member, pk), queries.feed_of(request.member)
    return _calendar(calendars.written([meeting], request.member, names=bool(feed and feed.shows_names)))


def _calendar(body: bytes) -> HttpResponse:
    """Its name says as little as its title."""
    return HttpResponse(body, content_type="text/calendar; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="cairn.ics"', "Cache-Control": "no-store",
    })


@public(methods=READ)
def feed(request, token: str):
    """What the secret address gives to whoever holds it: a calendar program knows no sign-in."""
    feed = queries.feed_by_token(token)
    member = feed.member
    with timezone.override(member.zone), translation.override(member.language):
        return _calendar(calendars.written(queries.meetings_in_calendar(member), member, names=feed.shows_names))


@member_page(methods=READ)
def calendar(request):
    """The private address: made, renewed, ended. It is shown once, as only a digest of it is kept."""
    made = request.session.pop("feed_made", "")
    return page(request, "meetings/calendar.html", feed=queries.feed_of(request.member), made=made, nav_now="circles")


@member_page(methods=SEND)
def feed_make(request):
    token = verbs.make_feed(by=request.member)
    request.session["feed_made"] = f"{settings.ADDRESS}{reverse('feed', args=[token])}"
    return redirect("calendar", at="address")


@member_page(methods=SEND)
def feed_names(request):
    shows = request.POST.get("names") == "yes"
    verbs.show_names(shows, by=request.member)
    say(request, _("Your calendar says the circle’s name now.") if shows else _("Your calendar says only the hour now."))
    return redirect("calendar")


@member_page(methods=SEND)
def feed_revoke(request):
    verbs.revoke_feed(by=request.member)
    say(request, _("That address opens nothing any more."))
    return redirect("calendar")
