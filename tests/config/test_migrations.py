"""The steps of the database stand in one line, in the order of their numbers: a backup names the last one."""

from django.db.migrations.loader import MigrationLoader


def in_order() -> list[str]:
    graph = MigrationLoader(None).graph
    (last,) = [name for app, name in graph.leaf_nodes() if app == "cairn"]
    return [name for app, name in graph.forwards_plan(("cairn", last)) if app == "cairn"]


def test_steps_are_numbered_one_after_the_other():
    numbers = [int(name[:4]) for name in in_order()]
    assert numbers == list(range(1, len(numbers) + 1))
