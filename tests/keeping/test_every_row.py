"""A backup brings back every row of every kept model, column by column, whatever kind of value a column holds.

The control: a kind of value that the file's format does not know stops the backup, and one that comes back as
something else is noticed.
"""

import contextlib
from datetime import datetime, time

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor

from cairn.base import keyring
from cairn.base.sealed import SealedText
from cairn.config.keeping import format as kept_format
from cairn.config.keeping.backup import backup
from cairn.config.keeping.format import kept_models
from cairn.config.keeping.restore import restore
from tests.keeping.upgrading import Walk, value_of

pytestmark = pytest.mark.django_db(transaction=True)

# Kinds of columns that the walk below leaves at their defaults are filled too, with something that is easily spoilt.
MORE = {models.JSONField: {"b": ["é", None, 1.5], "j": {"end": True}}, models.FloatField: 0.1, models.TimeField: time(19, 30, 5, 123456)}


@pytest.fixture
def everything():
    """A row of every model, with as many of its columns filled as may be."""
    keyring.forget_all()
    shaped = MigrationExecutor(connection).loader.project_state().apps
    Walk().fill(shaped)
    for model in kept_models(apps):
        for field in model._meta.concrete_fields:
            _filled(model, field)


def _filled(model, field) -> None:
    """What may be empty, or has a default, is given a value, unless the model says that it must not have one here."""
    if field.primary_key or field.is_relation or field.choices or isinstance(field, SealedText) or model.__name__ == "DataKey":
        return
    if not (field.null or field.has_default()):
        return
    value = MORE.get(type(field)) or value_of(field, model, 0, 1)
    with contextlib.suppress(DatabaseError), transaction.atomic():
        model._base_manager.update(**{field.attname: value})


def all_rows() -> dict[str, list]:
    """Every column of every row, by model, as the database gives them."""
    found = {}
    for model in kept_models(apps):
        columns = [field.attname for field in model._meta.concrete_fields]
        found[model.__name__] = [[_plain(value) for value in row] for row in model._base_manager.order_by("pk").values_list(*columns)]
    return found


def _plain(value):
    return bytes(value) if isinstance(value, (bytes, memoryview)) else value


def there_and_back(folder) -> tuple[dict, dict]:
    before = all_rows()
    words, keys = backup(folder)
    call_command("flush", verbosity=0, interactive=False)
    assert not any(all_rows().values())
    keyring.forget_all()
    assert restore(words, keys) == sum(map(len, before.values()))
    return before, all_rows()


def test_every_row_of_every_kept_model_comes_back_as_it_was(everything, tmp_path):
    before, after = there_and_back(tmp_path)
    assert [name for name, rows in before.items() if not rows] == []
    assert [name for name, rows in before.items() if rows != after[name]] == []


def test_every_kind_of_column_had_a_value_in_it(everything):
    """Else a kind that cannot be kept would not have been tried."""
    tried, kinds = set(), {type(field) for model in kept_models(apps) for field in model._meta.concrete_fields}
    for model in kept_models(apps):
        for field in model._meta.concrete_fields:
            if model._base_manager.exclude(**{field.attname: None}).exists():
                tried.add(type(field))
    assert kinds - tried == set()
    assert models.TimeField in kinds and models.JSONField in kinds


def test_a_kind_of_value_the_format_does_not_know_is_caught(everything, tmp_path, monkeypatch):
    """The control: packing as it was before hours of a day were known."""
    known = kept_format._packed
    monkeypatch.setattr(kept_format, "_packed", lambda value: value if isinstance(value, time) else known(value))
    with pytest.raises(TypeError):
        backup(tmp_path)
    assert not list(tmp_path.glob("*"))


def test_a_value_that_comes_back_as_another_is_caught(everything, tmp_path, monkeypatch):
    """The control: moments cut to their second."""
    known = kept_format._packed
    monkeypatch.setattr(kept_format, "_packed", lambda value: value.isoformat(timespec="seconds") if isinstance(value, datetime) else known(value))
    before, after = there_and_back(tmp_path)
    assert [name for name, rows in before.items() if rows != after[name]]
