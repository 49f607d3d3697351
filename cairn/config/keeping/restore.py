"""`cairn restore`: a pair of backup files into an empty database, of either kind."""

from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from cairn.base import keyring
from cairn.config.keeping.format import BrokenBackup, header_of, prove, tables


class NotEmpty(Exception):
    """There is a space here already."""


def restore(words: Path, keys: Path, *, progress=lambda words: None) -> int:
    """Fill the empty database; gives the number of rows. Nothing is written unless all of it is whole.

    Raises BrokenBackup when a file is damaged or the two are no pair, NotEmpty when the database holds a space.
    """
    shape = _a_pair(words, keys)
    count = prove(words) + prove(keys)
    _must_be_empty()
    call_command("migrate", "cairn", shape, verbosity=0, interactive=False)
    shaped = MigrationExecutor(connection).loader.project_state([("cairn", shape)]).apps
    with transaction.atomic():
        for path in (keys, words):
            for name, columns, rows in tables(path):
                progress(name)
                _fill(shaped.get_model("cairn", name), columns, rows)
        _reset_counters()
    call_command("migrate", verbosity=0, interactive=False)
    keyring.forget_all()
    return count


def keys_beside(words: Path) -> Path:
    """The keys file of the same pair, by its name."""
    return words.with_name(words.name.replace(".words.", ".keys."))


def _a_pair(words: Path, keys: Path) -> str:
    one, other = header_of(words), header_of(keys)
    if (one["kind"], other["kind"]) != ("words", "keys") or one["pair"] != other["pair"]:
        raise BrokenBackup(f"{words.name} and {keys.name} are not the two files of one backup.")
    return one["migration"]


def _must_be_empty() -> None:
    there = "cairn_member" in connection.introspection.table_names()
    if there and apps.get_model("cairn", "Member").objects.exists():
        raise NotEmpty("This database already holds a space. Give CAIRN_DATA or DATABASE_URL an empty one.")


def _fill(model, columns: list[str], rows) -> None:
    fields = [model._meta.get_field(name) if name != model._meta.pk.attname else model._meta.pk for name in columns]
    batch = []
    for row in rows:
        values = {field.attname: _of(field, value) for field, value in zip(fields, row, strict=True)}
        batch.append(model(**values))
        if len(batch) == 500:
            model._base_manager.bulk_create(batch)
            batch.clear()
    model._base_manager.bulk_create(batch)


def _of(field, value):
    """Bytes are already what the column holds; the rest is read as the field reads it."""
    return value if isinstance(value, bytes) or value is None or field.is_relation else field.to_python(value)


def _reset_counters() -> None:
    """Rows came with their ids; PostgreSQL's sequences must go on after them."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(apps.get_app_config("cairn").get_models()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
