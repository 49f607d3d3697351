"""Walks an empty database through every migration, with data of each state's own models in it.

    python -m tests.keeping.upgrading      prints, as JSON, for each step how many texts were there and how many read

A row of every model is made in the state in which the model is new, sealed as that state seals it; after each later
step every text is read with the models of that step.
"""

import json
import sys

import django

django.setup()

from django.db import connection, models  # noqa: E402
from django.db.migrations.executor import MigrationExecutor  # noqa: E402

from cairn.base import clock, keyring  # noqa: E402
from cairn.base.models import DataKey  # noqa: E402
from cairn.base.sealed import SealedText  # noqa: E402

# Sealed in another way from here on, before anybody could have written one: its room had no pages yet.
NOBODY_WROTE = {("Concern", "line", "0008_repair")}
FINISHED_BY_THE_NEXT = {"0006_safe_to_be_honest"}  # which changes the owner; 0007 seals anew
MEMBERS = (101, 202, 303)


class Walk:
    def __init__(self):
        self.rows: dict[str, list[int]] = {}
        self.texts: dict[tuple[str, str, object], str] = {}
        self.said: list[dict] = []

    def go(self, upto: str = "") -> list[dict]:
        leaf = MigrationExecutor(connection).loader.graph.leaf_nodes("cairn")
        assert len(leaf) == 1, f"more than one last migration: {leaf}"
        for step in MigrationExecutor(connection).loader.graph.forwards_plan(leaf[0]):
            if step[0] == "cairn" and (not upto or step[1] <= upto):
                self.step(step)
        return self.said

    def step(self, step) -> None:
        apps = MigrationExecutor(connection).migrate([step]).apps
        keyring.forget_all()
        self.forget_what_nobody_wrote(step[1])
        readable = [where for where, text in self.texts.items() if self.read(apps, where) == text]
        lost = [] if step[1] in FINISHED_BY_THE_NEXT else [f"{model}.{field}" for model, field, _pk in self.texts.keys() - set(readable)]
        self.said.append({"step": step[1], "texts": len(self.texts), "readable": len(readable), "lost": sorted(lost)})
        self.fill(apps)

    def forget_what_nobody_wrote(self, step: str) -> None:
        self.texts = {(model, field, pk): text for (model, field, pk), text in self.texts.items() if (model, field, step) not in NOBODY_WROTE}

    def read(self, apps, where):
        name, field, pk = where
        model = with_owners(apps.get_model("cairn", name))
        return getattr(model._base_manager.get(pk=pk), field)

    def fill(self, apps) -> None:
        self.row_of(with_owners(apps.get_model("cairn", "Member")))
        for model in apps.get_app_config("cairn").get_models():
            self.row_of(with_owners(model))
        self.seal_what_is_new(apps)

    def row_of(self, model) -> list[int]:
        """Ids of its rows; made on first need, after those it names. There are three members, as some rows name three."""
        name = model.__name__
        if name == "DataKey":
            return [0]
        if name not in self.rows:
            self.rows[name] = []
            for number in range(len(MEMBERS) if name == "Member" else 1):
                self.rows[name].append(self.make(model, number))
        return self.rows[name]

    def make(self, model, number: int):
        made, people = model(), iter(MEMBERS)
        if model.__name__ == "Member":
            made.id = MEMBERS[number]
            keyring.make(made.id)
        for place, field in enumerate(f for f in model._meta.concrete_fields if not isinstance(f, SealedText)):
            if field.is_relation and not field.null:
                target = with_owners(field.related_model)
                setattr(made, field.attname, next(people) if target.__name__ == "Member" else self.row_of(target)[0])
            elif not field.has_default() and not field.null and not isinstance(field, models.AutoField):
                setattr(made, field.attname, value_of(field, model, number, place))
        for field in one_of_two(model):
            setattr(made, field.attname, MEMBERS[0] if field.related_model.__name__ == "Member" else self.row_of(with_owners(field.related_model))[0])
        keys_of_its_own(made)
        for field in sealed_fields(model):
            setattr(made, field.attname, text_of(model, field, number))
        made.save(force_insert=True)
        for field in sealed_fields(model):
            self.texts[model.__name__, field.name, made.pk] = text_of(model, field, number)
        return made.pk

    def seal_what_is_new(self, apps) -> None:
        """Columns that this step added to a model of before, and what it seals in another way."""
        for model in apps.get_app_config("cairn").get_models():
            for pk in self.rows.get(model.__name__, []):
                row = with_owners(model)._base_manager.filter(pk=pk).first()
                new = [field for field in sealed_fields(model) if (model.__name__, field.name, pk) not in self.texts]
                if row is None or not new:
                    continue
                keys_of_its_own(row)
                for field in new:
                    self.texts[model.__name__, field.name, pk] = text = text_of(model, field, 0)
                    setattr(row, field.attname, text)
                row.save(update_fields=[field.name for field in new])


def text_of(model, field, number: int) -> str:
    """Words, or what a room keeps in their place."""
    words = f"{model.__name__}.{field.name} {number}"
    return json.dumps({"words": words, "mark": "m"}) if field.name in ("evidence", "fields", "questions", "keys") else words


def sealed_fields(model) -> list:
    return [field for field in model._meta.concrete_fields if isinstance(field, SealedText)]


def one_of_two(model) -> list:
    """Of two columns that may be empty, but not both: the first."""
    exclusive = [held.condition for held in model._meta.constraints if isinstance(held, models.CheckConstraint) and held.condition.connector == models.Q.XOR]
    return [model._meta.get_field(condition.children[0][0]) for condition in exclusive]


def with_owners(model):
    """A state's models have no properties: who wrote is the first member."""
    for field in sealed_fields(model):
        if field.owner and not hasattr(model, field.owner):
            setattr(model, field.owner, MEMBERS[0])
    return model


def keys_of_its_own(row) -> None:
    """Whoever owns its texts has a key, and where the column that says so may be empty, there is somebody."""
    for owner in {field.owner for field in sealed_fields(type(row)) if field.owner}:
        if getattr(row, owner) is None:
            setattr(row, owner, MEMBERS[0])
        if not DataKey.objects.filter(owner=getattr(row, owner)).exists():
            keyring.make(getattr(row, owner))


def value_of(field, model, number: int, place: int):
    if isinstance(field, (models.CharField, models.TextField)):
        return f"{model.__name__}{number}{field.name}"[: field.max_length or 40]
    if isinstance(field, models.BinaryField):
        return b"bytes"
    if isinstance(field, models.DateTimeField):
        return clock.now()
    if isinstance(field, models.DateField):
        return clock.now().date()
    if isinstance(field, models.TimeField):
        return clock.now().time()
    return place if isinstance(field, models.IntegerField) else False if isinstance(field, models.BooleanField) else 0.0


if __name__ == "__main__":
    json.dump(Walk().go(), sys.stdout)
