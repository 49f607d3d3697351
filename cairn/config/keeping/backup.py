"""`cairn backup`: one consistent moment, while the space goes on serving."""

import os
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.db import connection

import cairn
from cairn.base import clock, crypto
from cairn.base.models import DataKey
from cairn.config.keeping.format import KEYS, KEYS_FILE, Writing, kept_models, owners_mark


def backup(folder: Path, *, progress=lambda words: None) -> tuple[Path, Path]:
    """Write the words of this moment into `folder`, and the keys file anew; gives the two paths.

    There is one keys file: the newest, in the place of the one before. It opens every words file in the folder, but
    for what was written by somebody who was erased since. The space's own key is in neither: without that key nobody
    can read them, and nor can you.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made_at = clock.now()
    words = Writing(_free(folder, made_at), _header("words", made_at))
    keys = Writing(folder / KEYS_FILE, _header("keys", made_at))
    try:
        with _one_moment():
            for model in kept_models(apps):
                progress(model._meta.verbose_name)
                _write(keys if model.__name__ in KEYS else words, model)
        keys.finish()  # first: a words file is never there without the keys to it
        words.finish()
    except BaseException:
        words.abandon()
        keys.abandon()
        raise
    _let_go_of_older_keys(folder)
    return words.path, keys.path


def _free(folder: Path, made_at) -> Path:
    """A name that no words file has yet: two may be made in one second."""
    path = folder / f"cairn-{made_at:%Y%m%d-%H%M%S}.words.gz"
    return _free(folder, made_at + timedelta(seconds=1)) if path.exists() else path


def keys_anew(folder: Path) -> Path:
    """The keys file alone, as the keys are now: after somebody was erased, and after the space's key was changed."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    keys = Writing(folder / KEYS_FILE, _header("keys", clock.now()))
    try:
        with _one_moment():
            _write(keys, DataKey)
        keys.finish()
    except BaseException:
        keys.abandon()
        raise
    _let_go_of_older_keys(folder)
    return keys.path


def _let_go_of_older_keys(folder: Path) -> None:
    """Earlier versions wrote a keys file beside each words file: one of them would open an erased member's words."""
    for old in folder.glob("cairn-*.keys.gz"):
        with open(old, "r+b") as file:
            file.write(b"\0" * os.fstat(file.fileno()).st_size)
            file.flush()
            os.fsync(file.fileno())
        old.unlink()


def _header(kind: str, made_at) -> dict:
    return {
        "cairn": cairn.__version__, "kind": kind, "space": crypto.digest("space", "backups")[:16], "migration": _migration(),
        "made_at": made_at.isoformat(), "owners": owners_mark() if kind == "keys" else "",
    }


def _migration() -> str:
    """The last migration applied: the shape these rows have."""
    from django.db.migrations.recorder import MigrationRecorder

    return max(name for app, name in MigrationRecorder(connection).applied_migrations() if app == "cairn")


@contextmanager
def _one_moment():
    """A read transaction over everything that holds up no writer."""
    begin = "BEGIN DEFERRED" if connection.vendor == "sqlite" else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def _write(file: Writing, model) -> None:
    columns = [field.attname for field in model._meta.concrete_fields]
    rows = model._base_manager.order_by("pk").values_list(*columns)
    file.table(model.__name__, columns, _in_pages(rows, model._meta.pk.attname))


def _in_pages(rows, key: str, size: int = 1000):
    """All rows, a page at a time, so that a large space fits in little memory."""
    last = None
    while True:
        page = list((rows if last is None else rows.filter(**{f"{key}__gt": last}))[:size])
        yield from page
        if len(page) < size:
            return
        last = page[-1][rows._fields.index(key)]
