"""The file that holds the space's key, and the moment in which it changes.

    keys/space.key         the key in force
    keys/space.key.next    the key that is coming: beside the other only while one is put in the other's place

Which of the two is in force, the database says: its data keys open with one of them, and never with both.
"""

import base64
import contextlib
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from cairn.base import crypto, keyring
from cairn.base.secrets_file import SIZE


class KeyIsChanging(Exception):
    """Another process is changing the space's key just now."""


class WrongKey(Exception):
    """Neither the key in force nor the one that was coming opens this database."""


def current() -> Path:
    return settings.DATA / "keys" / "space.key"


def coming() -> Path:
    return settings.DATA / "keys" / "space.key.next"


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Nobody else changes the key, or mends a change that was cut short. Raises KeyIsChanging."""
    current().parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(current().parent / "changing.lock", "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise KeyIsChanging("The space's key is being changed by another process. Wait until it is done.") from None
        yield


def make_the_next() -> bytes:
    """A new key, safely on disk before anything is sealed with it."""
    key = secrets.token_bytes(SIZE)
    write(coming(), key)
    return key


def write(path: Path, key: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(base64.b64encode(key).decode() + "\n")
        out.flush()
        os.fsync(out.fileno())
    _keep_the_folder()


def put_in_place() -> None:
    """The coming key is in force; the old one is overwritten where it stood. Not so where the key is an option of
    the environment: there somebody has to put the new one in."""
    if is_given():
        return
    with contextlib.suppress(FileNotFoundError), open(current(), "r+b") as old:
        old.write(b"\n" * os.fstat(old.fileno()).st_size)
        old.flush()
        os.fsync(old.fileno())
    os.replace(coming(), current())
    _keep_the_folder()


def is_given() -> bool:
    """The key comes from the environment or the settings file, not from keys/space.key."""
    from cairn.config.options import OPTIONS

    return bool(OPTIONS["CAIRN_SPACE_KEY"].value)


def _keep_the_folder() -> None:
    folder = os.open(current().parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def take_up() -> str:
    """At the start of a process: finish what a change of the key left half done, and bring the keys that outlived
    earlier ones. Gives a sentence where somebody has something to do, else "".

    Raises KeyIsChanging, or WrongKey.
    """
    words = ""
    if coming().exists():
        with held():
            words = _mend()
    open_lasting()
    return words


def _mend() -> str:
    if not coming().exists():
        return ""
    next_key = base64.b64decode(coming().read_text() or "")
    if len(next_key) != SIZE or _opens(settings.SPACE_KEY):
        coming().unlink()  # it was never in force
        return ""
    if not _opens(next_key):
        raise WrongKey("Neither the space's key nor the one in keys/space.key.next opens this database. Put the right key back.")
    crypto.use(next_key, {})
    put_in_place()
    if is_given():
        return f"The space's key was changed: put the one in {coming()} into CAIRN_SPACE_KEY, then delete that file."
    return ""


def _opens(key: bytes) -> bool:
    """Whether this key is in force: the first data key opens with it. An empty space is opened by any. A database
    that does not answer raises: nothing may be thrown away on such a day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner, wrapped FROM cairn_datakey ORDER BY owner LIMIT 1")
        row = cursor.fetchone()
    try:
        return row is None or bool(keyring.unwrapped(row[0], row[1], key))
    except crypto.Unreadable:
        return False


def open_lasting() -> None:
    """Digests go on with the keys they were made with, also after the space's key was changed."""
    row = _row("SELECT owner, wrapped FROM cairn_datakey WHERE owner = %s", keyring.LASTING)
    if row is None:
        return
    with contextlib.suppress(crypto.Unreadable):  # the doctor says so
        kept = json.loads(keyring.unwrapped(row[0], row[1], settings.SPACE_KEY))
        crypto.use(settings.SPACE_KEY, {purpose: base64.b64decode(key) for purpose, key in kept.items()})


def clear_the_way() -> None:
    """Before a new key is made: one that never came into force is thrown away. Raises WrongKey."""
    if not _opens(settings.SPACE_KEY):
        raise WrongKey("The space's key does not open this database. Put the right key back first.")
    coming().unlink(missing_ok=True)


def _row(sql: str, *values):
    """One row, or None: also where there is no database yet."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return None
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return cursor.fetchone()
    except DatabaseError:
        connection.close()
        return None
