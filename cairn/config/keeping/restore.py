"""`cairn restore`: a pair of backup files into an empty database, of either kind."""

import contextlib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from cairn.base import keyring
from cairn.config.keeping import key_file
from cairn.config.keeping.format import KEYS_FILE, BrokenBackup, header_of, prove, tables


class OlderKeys(Exception):
    """A newer keys file of the same space is at hand."""


class NotEmpty(Exception):
    """There is a space here already."""


def restore(words: Path, keys: Path, *, progress=lambda words: None) -> int:
    """Fill the empty database; gives the number of rows. Nothing is written unless all of it is whole.

    Raises BrokenBackup when a file is damaged or the two do not go together, NotEmpty when the database holds a space.
    """
    shape = _that_go_together(words, keys)
    count = prove(words) + prove(keys)
    _must_be_empty()
    shaped = _in_the_shape(shape)
    with transaction.atomic():
        for path in (keys, words):
            for name, columns, rows in tables(path):
                progress(name)
                _fill(shaped.get_model("cairn", name), columns, rows)
        _reset_counters()
    keyring.forget_all()
    key_file.open_lasting()
    if shaped is not apps:
        call_command("migrate", verbosity=0, interactive=False)
    keyring.forget_all()
    return count


def _in_the_shape(shape: str):
    """The models as they were when the words were written; the database is brought to that shape."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes("cairn") == [("cairn", shape)]
    if newest and not executor.migration_plan([("cairn", shape)]):
        return apps
    executor.migrate([("cairn", shape)])
    return executor.loader.project_state([("cairn", shape)]).apps


def keys_beside(words: Path) -> Path:
    """The keys file of that folder; of a backup by an earlier version, the one of the same name."""
    newest, same_name = words.with_name(KEYS_FILE), words.with_name(words.name.replace(".words.", ".keys."))
    return same_name if same_name.exists() and not newest.exists() else newest


def _that_go_together(words: Path, keys: Path) -> str:
    """The migration at which the words were written."""
    one, other = header_of(words), header_of(keys)
    if (one["kind"], other["kind"]) != ("words", "keys"):
        raise BrokenBackup(f"{words.name} and {keys.name} are not a words file and a keys file.")
    if "pair" in other and one.get("pair") != other["pair"] or "space" in one and one["space"] != other.get("space"):
        raise BrokenBackup(f"{words.name} and {keys.name} are not of the same space.")
    if other["made_at"] < one["made_at"]:
        raise BrokenBackup(f"{keys.name} is older than {words.name}: it lacks the keys of those who came in between. Use the newest keys file.")
    _none_newer(keys, other, words)
    return one["migration"]


def _none_newer(keys: Path, header: dict, words: Path) -> None:
    """An older keys file could open the words of somebody who was erased since. Where a newer one lies within
    reach, that one is to be used; what nobody can see here, nobody can refuse."""
    for folder in {keys.parent, words.parent, settings.DATA / "backups"}:
        for path in folder.glob("*.keys.gz"):
            with contextlib.suppress(BrokenBackup):
                found = header_of(path)
                if found.get("space") == header.get("space") and found["made_at"] > header["made_at"]:
                    raise OlderKeys(f"{path} is newer than {keys}: an older keys file could bring back somebody who was erased. Use the newer one.")


def _must_be_empty() -> None:
    there = "cairn_member" in connection.introspection.table_names()
    if there and apps.get_model("cairn", "Member").objects.exists():
        raise NotEmpty("This database already holds a space. Give CAIRN_DATA or DATABASE_URL an empty one.")


def _fill(model, columns: list[str], rows) -> None:
    # The keys file may be of a later shape than the words: what that shape did not have yet is left aside.
    fields = {field.attname: field for field in model._meta.concrete_fields}
    batch = []
    for row in rows:
        values = {name: _of(fields[name], value) for name, value in zip(columns, row, strict=True) if name in fields}
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
