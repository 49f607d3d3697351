"""What every page shares: exactly one gate, one way to answer, nothing done twice.

A page without a gate is refused by base/middleware.py: deny unless a rule allows.
Members' middleware puts `request.member` (or None) and `request.space` there.
"""

from functools import wraps

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect as django_redirect
from django.shortcuts import render

from cairn.base import acts, clock, next_page, rates, times
from cairn.base.rules import Refused
from cairn.base.static import own_sheet_of
from cairn.base.typed import looks_typed

DEADLOCK = "40P01"  # PostgreSQL's error code
MEMBER, COORDINATOR, RESPONDER, PUBLIC, NEWCOMER = "member", "coordinator", "responder", "public", "newcomer"


def _gate(who: str):
    def gate(view=None, *, methods=("GET", "HEAD", "POST"), words=True, twice=""):
        def dress(view):
            @wraps(view)
            def page(request, *args, **kwargs):
                if request.method not in methods:
                    return _nothing_to_see(request, methods)
                return _answer(view, twice, request, *args, **kwargs)

            page.gate, page.methods = who, methods
            page.words = words
            return page

        return dress(view) if view else dress

    return gate


def _nothing_to_see(request, methods) -> HttpResponse:
    """An address that only takes what a form sends, opened from a bookmark or by going back."""
    response = HttpResponseNotAllowed(methods)
    response.content = page(request, "base/nothing_to_see.html", status=405).content
    return response


public = _gate(PUBLIC)  # anybody, signed in or not
newcomer_page = _gate(NEWCOMER)  # signed in, also while waiting to be welcomed
member_page = _gate(MEMBER)  # signed in and welcomed
coordinator_page = _gate(COORDINATOR)  # others get 404
responder_page = _gate(RESPONDER)  # responders, and coordinators, who stand in for them; others get 404


def while_left(view):
    """This page is shown also while somebody has left quickly and not come back."""
    view.while_left = True
    return view


def _answer(view, twice, request, *args, **kwargs):
    """Once more, should two acts have waited for each other on PostgreSQL: of the one that gave way nothing stands, its
    form's key included."""
    try:
        return _once(view, twice, request, *args, **kwargs)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != DEADLOCK:
            raise
        return _once(view, twice, request, *args, **kwargs)


def _once(view, twice, request, *args, **kwargs):
    """`twice` names the page, with the same arguments, that a form leads to when it is sent again and nobody
    knows where its first sending led."""
    who = str(request.member.pk) if request.member else request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    acts.under_key(request.POST.get("once", "") if request.method == "POST" else "", who)
    next_page.begin()
    try:
        acts.look_back()
        response = view(request, *args, **kwargs)
    except acts.AlreadyDone as done:
        return redirect(done.answer or request.path) if done.answer or not twice else redirect(twice, *args, **kwargs)
    except rates.TooMany as many:
        return _too_many(request, many.until)
    except Refused as refused:
        return page(request, "base/refused.html", status=403, sentence=refused.sentence, fields=[one for one in sent(request) if looks_typed(*one)])
    for name, left in next_page.take().items():
        request.session[name] = left
    if request.method == "POST" and response.status_code == 302:
        acts.answered_with(response["Location"])
    return response


# Fields of a form that are never written into a page again.
NEVER_SHOWN = {"csrfmiddlewaretoken", "once", "password", "current", "credential", "recovery_code", "secret"}


def _too_many(request, until) -> HttpResponse:
    """What was typed is kept in the page, to be sent again when it is time."""
    response = page(request, "base/too_many.html", status=429, at=times.hour_of(until), fields=sent(request), path=request.get_full_path())
    response["Retry-After"] = str(max(1, int((until - clock.now()).total_seconds())))
    return response


def sent(request) -> list[tuple[str, str]]:
    """What the form sent, without what is never to stand on a page."""
    return [(name, value) for name, values in request.POST.lists() if name not in NEVER_SHOWN for value in values]


def page(request, template: str, *, status=200, **context) -> HttpResponse:
    """A whole page, with its room's own style sheet where there is one."""
    return render(request, template, {"own_sheet": own_sheet_of(template.split("/")[0]), **context}, status=status)


def redirect(to: str, *args, at: str = "", **kwargs) -> HttpResponse:
    """See other: to a named page, or an address of our own; `at` is an element's id."""
    response = django_redirect(to, *args, **kwargs)
    if at:
        response["Location"] += f"#{at}"
    return response


def local_address(address: str, default: str) -> str:
    """`address` when it leads to a page of ours, else `default`. Guards against open redirects."""
    from django.utils.http import url_has_allowed_host_and_scheme

    good = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if good else default


def found(thing):
    """`thing`, or 404 when there is none: unseen and missing look alike."""
    if thing is None:
        raise Http404
    return thing


def say(request, sentence: str, *, undo: str = "", undo_label: str = "") -> None:
    """A confirmation line for the next page, with an Undo form where it can be taken back."""
    request.session["said"] = {"text": str(sentence), "undo_url": undo, "undo_label": str(undo_label)}


def told_beside(request, sentence: str, address: str) -> HttpResponse:
    """What a page's script is told while somebody writes. Who hands the same in themselves, because a sign-in had kept
    it for them, is led to `address`, where the sentence stands."""
    if "text/html" not in request.headers.get("Accept", ""):
        return JsonResponse({"said": sentence})
    if sentence:
        say(request, sentence)
    return redirect(address)
