"""A secret in two halves: sealed in the session, on the server; the key to it in a cookie, in one browser alone.

The space's key opens the session, but not what lies sealed in it; the cookie is the key to nothing without the
session. Whoever holds the database, every backup and the space's key holds one half.
"""

import base64
import binascii
import os

from django.conf import settings

from cairn.base import crypto


def cookie_name(of: str) -> str:
    """"__Host-vault"; on plain http, where browsers do not take that name, "vault"."""
    return f"__Host-{of}" if settings.SECURE else of


def parted(secret: bytes, bound_to: str) -> tuple[str, str]:
    """(what the browser holds, what the server holds); `bound_to` says what it is, and whose."""
    key = os.urandom(32)
    return _text(key), _text(crypto.seal(key, secret, bound_to.encode()))


def joined(request, of: str, held: str, bound_to: str) -> bytes | None:
    """The secret again, when this browser brought its half along."""
    try:
        key = base64.urlsafe_b64decode(request.COOKIES.get(cookie_name(of), ""))
        return crypto.unseal(key, base64.urlsafe_b64decode(held), bound_to.encode()) if len(key) == 32 else None
    except (binascii.Error, ValueError, crypto.Unreadable):
        return None


def give(response, of: str, half: str) -> None:
    """Until the browser is closed; no script, and no other place, can read it."""
    response.set_cookie(cookie_name(of), half, secure=settings.SECURE, httponly=True, samesite="Strict", path="/")


def take_back(response, of: str) -> None:
    response.delete_cookie(cookie_name(of), path="/", samesite="Strict")


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode()
