"""Passwords: what may be one, and the few slow derivations that may run at once."""

import re
import secrets
import threading
from contextlib import contextmanager
from functools import cache

from django.contrib.auth import hashers
from django.utils.translation import gettext as _

from cairn.members.names import same

SHORTEST, LONGEST = 15, 1000
PATIENCE = 5.0  # seconds one waits for one's turn

# A derivation takes about 100 MB and a core for a moment; a flood of them must not starve the space.
_turns = threading.BoundedSemaphore(2)
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")


class Busy(Exception):
    """Many people are signing in at this moment."""


@contextmanager
def one_of_few():
    """A turn for one slow derivation. Raises Busy when none comes free in time."""
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _turns.release()


def hashed(password: str | None) -> str:
    """What is kept instead of the password; for None, something no password matches. Never call
    it inside a transaction: it is slow, and the write lock is everybody's."""
    if password is None:
        return hashers.make_password(None)
    with one_of_few():
        return hashers.make_password(password)


def matches(password: str, kept: str | None) -> bool:
    """One derivation whatever happens: nobody learns from the time it takes who has an account."""
    real = kept is not None and hashers.is_password_usable(kept)
    with one_of_few():
        right = hashers.check_password(password[:LONGEST], kept if real else _nobodys())
    return right and real


@cache
def _nobodys() -> str:
    """What a password is compared with when there is none to compare."""
    return hashers.make_password(secrets.token_urlsafe(30))


def trouble_with(password: str, *others: str) -> str:
    """Why this should not be a password, "" when it may; `others` are names it must not hold."""
    if len(password) < SHORTEST:
        return _("Please use at least %(count)d characters. A few words in a row are easy to keep in mind.") % {"count": SHORTEST}
    if len(password) > LONGEST:
        return _("Please keep it under %(limit)d characters.") % {"limit": LONGEST}
    if any(len(same(other)) > 3 and same(other) in same(password) for other in others if other):
        return _("Please leave your names out of it; they are easy to guess.")
    if is_common(password):
        return _("This is among the first passwords somebody would try. Please choose something less usual.")
    return ""


def is_common(password: str) -> bool:
    """In the list of common passwords, made of one of them, or of a short piece over and over."""
    plain = password.casefold()
    core = _EDGES.sub("", plain)
    units = {_repeated(plain), _repeated(core)} - {""}
    run = len(core) < 4 and _is_run(plain)
    return run or any(unit in _common() for unit in {plain, core, *units}) or any(len(unit) < 5 for unit in units)


def _repeated(text: str) -> str:
    """The shortest piece that `text` repeats: "abcabcab" gives "abc"."""
    at = (text + text).find(text, 1)
    for size in range(1, min(at, len(text) // 2) + 1):
        if (text[:size] * (len(text) // size + 1)).startswith(text):
            return text[:size]
    return text


def _is_run(text: str) -> bool:
    """Mostly neighbours: 123456789012345."""
    steps = [(ord(b) - ord(a)) % 10 for a, b in zip(text, text[1:], strict=False)]
    return sum(step in (0, 1, 9) for step in steps) >= 0.8 * len(steps)


@cache
def _common() -> frozenset[str]:
    """Django brings the 20,000 most common ones."""
    from django.contrib.auth.password_validation import CommonPasswordValidator

    return frozenset(CommonPasswordValidator().passwords)
