"""How somebody is reached outside, the links in letters that end them, and the worker of the browser."""

import json

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from cairn.base import post
from cairn.base.devices import device_of
from cairn.base.pages import found, member_page, page, public, redirect, say, while_left
from cairn.base.static import collection, static_path
from cairn.notices import queries, rules, verbs
from cairn.notices.forms import LettersForm, PushForm
from cairn.notices.outgoing.letters import off_for
from cairn.notices.outgoing.sealing import our_public_key
from cairn.notices.outside import ASKS

HERE = "push_place"  # in the session: which place this browser is


@member_page
def reaching(request):
    member, rhythm = request.member, queries.rhythm_of(request.member)
    chosen = {"asks_by_mail": rhythm.asks_by_mail, "gathering": rhythm.gathering, "gathering_hour": rhythm.gathering_hour}
    form = LettersForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        verbs.choose(**form.cleaned_data, by=member)
        say(request, _("Kept."))
        return redirect("reaching")
    return page(
        request, "notices/reaching.html", form=form, can_send=post.can_send(), mail=_how_mail_is(member, rhythm),
        places=queries.push_places(member), here=request.session.get(HERE), key=our_public_key(), nav_now="you",
    )


def _how_mail_is(member, rhythm) -> str:
    """none, unproven, returned, again (proved since), or good."""
    if not member.mail:
        return "none"
    if member.mail_proven_at is None:
        return "returned" if rhythm.mail_off_at else "unproven"
    if rhythm.mail_off_at is None:
        return "good"
    return "again" if rules.may_turn_on_again(member, rhythm) else "returned"


@member_page(methods=("POST",))
def wake_here(request):
    """What a browser answered when it was asked; sent by notices/reaching.js."""
    form = PushForm(request.POST)
    if not form.is_valid():
        say(request, _("This browser gave an answer that we cannot use. Nothing was changed."))
        return redirect("reaching", at="browsers")
    place = verbs.wake_here(**form.cleaned_data, device=device_of(request.headers.get("User-Agent", "")), by=request.member)
    request.session[HERE] = place.pk
    say(request, _("This browser may be woken now."))
    return redirect("reaching", at="browsers")


@member_page(methods=("POST",))
def wake_no_more(request, pk: int):
    mine = {place.pk: place for place in queries.push_places(request.member)}
    verbs.take_back(found(mine.get(pk)), by=request.member)
    say(request, _("That browser is not woken any more."))
    return redirect("reaching", at="browsers")


@csrf_exempt  # a mail program presses for its reader (RFC 8058) and has no cookie; the link is all the proof
@while_left
@public
def letters_off(request, token: str):
    """Ends one kind of letter. Opening the link does nothing: mail scanners open links."""
    whose = off_for(token)
    if whose is None:
        return page(request, "notices/letters_off.html", good=False, status=404)
    member_id, setting = whose
    if request.method == "POST":
        verbs.turn_off(member_id, setting)
        # RFC 8058 forbids a redirect; a person's browser gets one.
        return HttpResponse(status=200) if "List-Unsubscribe" in request.POST else redirect("letters_off", token)
    return page(request, "notices/letters_off.html", good=True, on=queries.has_letters(member_id, setting), asks=setting == ASKS)


@while_left
@public(methods=("GET", "HEAD"))
def worker(request):
    """The browser's service worker. What it keeps at hand is named here; nothing of members is among it."""
    kept = {"scope": reverse("help_now"), "pages": kept_pages(), "files": [static_path(name) for name in FILES], "version": collection().version, "plan": KEPT_PLAN}
    words = {"title": _("Somebody could use a listener"), "path": reverse("today"), "icon": static_path("base/mark.svg")}
    body = f"const KEPT = {json.dumps(kept)};\nconst HOUSE = {json.dumps(words)};\n".encode() + collection().files["notices/worker.js"].body
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


# A member's plan, where they keep it on their device: the page lies beneath Help now, its room above this one.
KEPT_PLAN = {"path": "/help-now/plan", "cache": "cairn-plan"}
FILES = ("cairn.css", "base/icons.svg", "base/mark.svg", "base/app.js", "base/fonts/atkinson-basic.woff2", "base/fonts/literata-basic.woff2")


def kept_pages() -> list[str]:
    """Pages at hand without a connection: all beneath Help now, which is the worker's scope."""
    return [reverse("help_now")]
