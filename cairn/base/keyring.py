"""Who holds which data key. A text is sealed with its owner's key, the key with the space's key.

Owners are ids; owner 0 is the space itself. The ring lives for one request or one tick, so that
a destroyed key is gone from the next one on, in every process.
"""

import os
import threading
from collections.abc import Callable, Iterable

from django.db import connection, transaction

from cairn.base import crypto
from cairn.base.secrets_file import derived

SPACE = 0
LASTING = -1  # not a key but a few: those that outlived the space's earlier keys (crypto.LASTING)
_ring = threading.local()
_when_destroyed: list[Callable[[int], None]] = []


def _keys() -> dict[int, bytes]:
    if not hasattr(_ring, "keys"):
        _ring.keys = {}
    return _ring.keys


def bring(owners: Iterable[int]) -> None:
    """Fetch the keys of all `owners` in one query; those without a key are simply absent."""
    missing = {owner for owner in owners if owner is not None} - _keys().keys()
    if missing:
        _fetch(missing)


def key_of(owner: int) -> bytes:
    """The 32-byte data key. Raises crypto.Unreadable when it was destroyed."""
    keys = _keys()
    if owner not in keys:
        _fetch({owner})
    if owner not in keys and owner == SPACE:
        make(SPACE)
    try:
        return keys[owner]
    except KeyError:
        raise crypto.Unreadable from None


def _fetch(owners: set[int]) -> None:
    # Written out: every page asks this, and composing it would cost more than answering it.
    places = ", ".join(["%s"] * len(owners))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT owner, wrapped FROM cairn_datakey WHERE owner IN ({places})", list(owners))  # noqa: S608
        for owner, wrapped in cursor.fetchall():
            take(owner, wrapped)
    # Read inside a transaction, the space's key might be of one that is rolled back: not to be kept.
    if SPACE in owners and SPACE in _keys() and not connection.in_atomic_block:
        _ring.space = _keys()[SPACE]


def take(owner: int, kept: bytes | None) -> None:
    """A key that came along with another question."""
    if kept is not None and owner not in _keys():
        _keys()[owner] = unwrapped(owner, kept)


def make(owner: int) -> None:
    """A new data key for `owner`, kept wrapped."""
    from cairn.base.models import DataKey

    key = os.urandom(32)
    _is_still_the_key(owner)
    DataKey.objects.create(owner=owner, wrapped=wrapped(owner, key))
    _keys()[owner] = key


def _is_still_the_key(owner: int) -> None:
    """A process that lost its hold while the space's key was changed must not wrap anything with the old one.
    On SQLite the lock of the data folder makes sure of it. Raises crypto.Unreadable."""
    if owner == SPACE or connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT wrapped FROM cairn_datakey WHERE owner = %s", [SPACE])
        if row := cursor.fetchone():
            unwrapped(SPACE, row[0])


def wrapped(owner: int, key: bytes, under: bytes | None = None) -> bytes:
    """A data key as it is kept: sealed with the space's key, or with another that it will have (32 bytes)."""
    return crypto.seal(derived(under, "wrap") if under else crypto.key_for("wrap"), key, _bound(owner))


def unwrapped(owner: int, kept: bytes, under: bytes | None = None) -> bytes:
    """The data key again. Raises crypto.Unreadable under another key."""
    return crypto.unseal(derived(under, "wrap") if under else crypto.key_for("wrap"), bytes(kept), _bound(owner))


def destroy(owner: int) -> None:
    """After this nothing that `owner` wrote can be read again."""
    from cairn.base.models import DataKey

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=ON")  # its place in the file is overwritten, not only let go
    DataKey.objects.filter(owner=owner).delete()
    _keys().pop(owner, None)
    for listener in _when_destroyed:
        transaction.on_commit(lambda listener=listener: listener(owner), robust=True)


def when_destroyed(listener: Callable[[int], None]) -> None:
    """`listener(owner)` is called once a key is gone: for what was made of opened words."""
    _when_destroyed.append(listener)


def forget() -> None:
    """Empty the ring, at the end of a request or a tick; the space's own key stays."""
    _keys().clear()
    if space := getattr(_ring, "space", None):
        _keys()[SPACE] = space


def forget_all() -> None:
    """The space's key too: the database under this process is another one now."""
    _ring.space = None
    _keys().clear()


def _bound(owner: int) -> bytes:
    return f"data-key:{owner}".encode()
