"""An opened vault: its key in two halves (base/halves.py), of one browser and its session.

It locks by itself after half an hour without a page of the journal, and at once by a press, by signing out, by leaving
quickly (safety's page takes "vault" out of the session), and whenever the session ends: by coming back with a recovery
code, and by another password.
"""

import base64
from datetime import timedelta

from cairn.base import clock, crypto, halves

AT_MOST = timedelta(minutes=30)  # without a page of it
TOUCHED_EACH = 60  # seconds, so that not every page writes the session
HELD = "vault"  # in the session, and the cookie's name


def key_in(request) -> bytes | None:
    """The vault's key, when this browser has it open."""
    held = request.session.get(HELD)
    if not held or request.member is None or held["member"] != request.member.pk:
        return None
    idle = clock.now().timestamp() - held["at"]
    if idle > AT_MOST.total_seconds():
        lock_here(request)
        return None
    key = halves.joined(request, HELD, held["half"], _bound(request.member))
    if key is not None and idle > TOUCHED_EACH:
        request.session[HELD] = {**held, "at": clock.now().timestamp()}
    return key


def open_here(request, response, key: bytes) -> None:
    """From now on this browser has it open; `response` brings it its half."""
    browsers, servers = halves.parted(key, _bound(request.member))
    request.session[HELD] = {"half": servers, "member": request.member.pk, "at": clock.now().timestamp()}
    halves.give(response, HELD, browsers)


def lock_here(request, response=None) -> None:
    request.session.pop(HELD, None)
    if response is not None:
        halves.take_back(response, HELD)


def _bound(member) -> str:
    return f"open vault:{member.pk}"


# ---- recovery codes that open it are shown until they were kept: sealed with the vault's own key, never with the space's


def show_codes(request, key: bytes, codes: list[str]) -> None:
    if codes and HELD in request.session:
        kept = base64.b64encode(crypto.seal(key, "\n".join(codes).encode(), _bound(request.member).encode())).decode()
        request.session[HELD] = {**request.session[HELD], "codes": kept}


def codes_to_show(request, key: bytes) -> list[str]:
    kept = request.session[HELD].get("codes")
    return crypto.unseal(key, base64.b64decode(kept), _bound(request.member).encode()).decode().split("\n") if kept else []


def codes_were_kept(request) -> None:
    request.session[HELD] = {name: value for name, value in request.session[HELD].items() if name != "codes"}
