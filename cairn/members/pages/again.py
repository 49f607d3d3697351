"""Asking again who somebody is before their ways in change: a session stays open for weeks, devices are shared, and
whoever makes a way in of their own at one that was left open keeps it.

Asked at the same address: what was handed in when it had been too long waits in the page and goes on with the answer.
"""

from functools import wraps

from cairn.base.pages import page, redirect, sent
from cairn.base.rules import Refused
from cairn.members import queries, verbs
from cairn.members.arrival import has_shown_lately, shown_now
from cairn.members.forms import AgainForm
from cairn.members.models import Member

OPEN, GO_ON = "open", "go on"  # what follows: the page is opened, or what was handed in is done


def asks_again(view=None, *, unless=lambda request: False):
    """Beneath a page's gate: whoever did not show who they are within the last quarter of an hour is asked first.
    `unless(request)` names what needs no asking."""

    def dress(view):
        @wraps(view)
        def page(request, *args, **kwargs):
            if not unless(request) and not has_shown_lately(request):
                answer = _ask(request)
                if answer:
                    return answer
            return view(request, *args, **kwargs)

        return page

    return dress(view) if view else dress


def _ask(request):
    """The page that asks, or where the answer leads; None where what was handed in goes on."""
    answers = request.method == "POST" and "again" in request.POST
    by_passkey = answers and bool(request.POST.get("credential"))
    form = AgainForm(request.POST if answers and not by_passkey else None)
    sentence = _trouble(request, form, by_passkey) if answers else ""
    if not answers or sentence or form.errors:
        return _page(request, form, sentence if by_passkey else "")
    shown_now(request)
    return redirect(request.get_full_path()) if request.POST["again"] == OPEN else None


def _trouble(request, form, by_passkey: bool) -> str:
    """Why the answer does not do, "" where it does; what is wrong with a secret is said by its field."""
    if not by_passkey and not form.is_valid():
        return ""
    try:
        if by_passkey:
            verbs.show_passkey(request.POST["credential"], request.session, by=request.member)
        else:
            verbs.show_secret(form.cleaned_data["secret"], by=request.member)
    except Refused as refused:
        if not by_passkey:
            form.add_error("secret", refused.sentence)
        return refused.sentence
    return ""


def _page(request, form, passkey_said: str):
    member: Member = request.member
    return page(
        request, "members/again.html", form=form, passkey_said=passkey_said, path=request.get_full_path(), then=_then(request),
        fields=[(name, value) for name, value in sent(request) if name not in {"again", "secret"}],
        has_password=member.handle is not None, by_mail=bool(member.mail and member.mail_proven_at), nav_now="you",
        has_passkeys=bool(queries.passkeys_of(member)),
    )


def _then(request) -> str:
    """A passkey that a device has just made cannot wait in a page: it is asked for anew."""
    if request.method != "POST" or "credential" in request.POST and "again" not in request.POST:
        return OPEN
    return OPEN if request.POST.get("again") == OPEN else GO_ON
