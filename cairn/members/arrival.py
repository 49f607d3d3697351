"""Somebody is there, or goes: what a session learns and forgets."""

import json
from datetime import timedelta

from cairn.base import clock, halves
from cairn.base.pages import local_address, redirect
from cairn.base.devices import device_of
from cairn.live.verbs import hang_up
from cairn.members.sessions import SessionStore
from cairn.notices.verbs import wake_nowhere

FROM_BEFORE = ("next", "kept", "invitation")  # what a visitor brings along into being signed in
FOR_A_SECOND_PRESS = 120  # seconds
SHOWN_FOR = timedelta(minutes=15)
KEPT_FOR = timedelta(hours=1)


def arrive(request, member) -> None:
    """Sign `member` in here, under a new session key."""
    brought = {name: request.session[name] for name in FROM_BEFORE if name in request.session}
    before = request.session.session_key
    request.session.clear()
    request.session.create()
    _leave_behind(before)
    request.session.update(brought)
    request.session["member"] = member.pk
    request.session["device"] = device_of(request.headers.get("User-Agent", ""))
    shown_now(request)
    request.member = member


def shown_now(request) -> None:
    """They have just shown who they are: for a quarter of an hour they are not asked again."""
    request.session["shown_at"] = clock.now().timestamp()


def has_shown_lately(request) -> bool:
    return clock.now().timestamp() - request.session.get("shown_at", 0) < SHOWN_FOR.total_seconds()


def renew(request) -> None:
    """The same session under a new key: a copy of the old one opens nothing any more."""
    before = request.session.session_key
    request.session.create()
    _leave_behind(before)


def _leave_behind(session_key: str | None) -> None:
    """The visitor's old session forgets all but that they went on. Were it gone at once, a second
    press that comes with its key would be answered with a deleted cookie, and sign them out again."""
    if session_key and SessionStore().exists(session_key):
        old = SessionStore(session_key)
        old.clear()
        old["went_on"] = True
        old.set_expiry(FOR_A_SECOND_PRESS)
        old.save()


def depart(request) -> None:
    """Sign out here. This browser is not woken any more, and its other pages are told nothing more."""
    if request.member:
        hang_up(request.member.pk)
    if request.member and request.session.get("push_place"):
        wake_nowhere(by=request.member, only={"pk": request.session["push_place"]})
    request.session.flush()


LEFT = "cairn-left"  # a cookie that base/app.js sets as it goes, taken off by the first answer after it


def leave_quickly(request) -> None:
    """From now on this browser shows nothing of the space until they sign in again; to whoever chose to be only covered,
    until they come back."""
    if request.member is None:
        return
    if request.member.leave_signs_out:
        depart(request)
        request.member = None
    else:
        hang_up(request.member.pk)
        request.session["left"] = True
        request.session.pop("vault", None)  # an open journal locks at once


def has_gone_on(request) -> bool:
    """Whether this is the second press of somebody who has arrived meanwhile."""
    return request.session.get("went_on", False)


def go_on(request, default: str = "today"):
    """To the words that were kept, else where they were going, else `default`."""
    going = request.session.pop("next", "")
    if kept_words(request):
        return redirect("kept")
    address = local_address(going, "")
    return redirect(address) if address else redirect(default)


def kept_words(request) -> dict | None:
    """What an expired session was handing in, for an hour: another person may sit here later."""
    kept = request.session.get("kept")
    if kept and clock.now().timestamp() - kept.get("at", 0) > KEPT_FOR.total_seconds():
        kept = request.session.pop("kept") and None
    if kept and "half" in kept:
        fields = halves.joined(request, "kept", kept["half"], "kept")
        return {**kept, "fields": json.loads(fields)} if fields else None
    return kept
