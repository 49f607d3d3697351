"""Sealing bytes and telling values apart without knowing them. AES-256-GCM and HMAC-SHA256."""

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from cairn.base.secrets_file import derived

NONCE = 12
VERSION = b"\x01"

# What the space's key is asked for. Digests by which rows are found, and what others hold of us, outlive a change of
# that key (config/keeping/rotate.py keeps their keys, sealed); the rest ends with it.
LASTING = frozenset({
    "space", "sign-in-name", "mail", "recovery-code", "invitation", "calendar-feed", "calendar-uid", "authorship", "veil",
    "stepping stone",
    "reported", "log", "push", "push, more", "return-mark", "return-address", "set-up", "trial",
})
PASSING = frozenset({
    "wrap", "django", "session", "session key", "once", "token", "member-token", "mail-link", "link", "live ticket", "place",
    "proposal", "whence", "day-key", "in circle", "repair seen", "vault", "line let go", "book", "buddy end", "version",
})
_lasting: dict[str, bytes] = {}


class Unreadable(Exception):
    """The key is gone, or the sealed bytes were moved or changed."""


def seal(key: bytes, words: bytes, bound_to: bytes) -> bytes:
    """Version, nonce and AES-GCM ciphertext; `bound_to` is the associated data it opens with."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, words, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The words again. Raises Unreadable for another key, place or version."""
    if sealed[:1] != VERSION:
        raise Unreadable
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], bound_to)
    except InvalidTag:
        raise Unreadable from None


@cache
def key_for(purpose: str) -> bytes:
    """The space's key for one purpose, 32 bytes."""
    return _lasting.get(purpose) or derived(settings.SPACE_KEY, purpose)


def lasting_keys() -> dict[str, bytes]:
    """The keys that must outlive a change of the space's key, as they are now."""
    return {purpose: key_for(purpose) for purpose in sorted(LASTING)}


def use(space_key: bytes, lasting: dict[str, bytes]) -> None:
    """From now on this process works with this space's key, and with these keys of before it."""
    settings.SPACE_KEY, settings.SECRET_KEY = space_key, derived(space_key, "django").hex()
    _lasting.clear()
    _lasting.update(lasting)
    key_for.cache_clear()


def digest(purpose: str, value: str) -> str:
    """A keyed fingerprint, 64 hex digits, to look a value up without storing it."""
    return hmac.new(key_for(purpose), value.encode(), hashlib.sha256).hexdigest()
