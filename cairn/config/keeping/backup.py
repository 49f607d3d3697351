"""`cairn backup`: one consistent moment, while the space goes on serving."""

import secrets
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.db import connection

import cairn
from cairn.base import clock
from cairn.config.keeping.format import KEYS, Writing, kept_models


def backup(folder: Path, *, progress=lambda words: None) -> tuple[Path, Path]:
    """Write the pair (words, keys) into `folder`; gives the two paths.

    The space's own key is in neither: without that key nobody can read them, and nor can you.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stem = f"cairn-{clock.now():%Y%m%d-%H%M%S}"
    pair = secrets.token_hex(8)
    words = Writing(folder / f"{stem}.words.gz", _header("words", pair))
    keys = Writing(folder / f"{stem}.keys.gz", _header("keys", pair))
    try:
        with _one_moment():
            for model in kept_models(apps):
                progress(model._meta.verbose_name)
                _write(keys if model.__name__ in KEYS else words, model)
        words.finish()
        keys.finish()
    except BaseException:
        words.abandon()
        keys.abandon()
        raise
    return words.path, keys.path


def _header(kind: str, pair: str) -> dict:
    return {
        "cairn": cairn.__version__, "kind": kind, "pair": pair, "migration": _migration(),
        "made_at": clock.now().isoformat(timespec="seconds"),
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
