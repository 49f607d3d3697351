"""Bringing the database up to date, by one process at a time."""

from contextlib import contextmanager

LOCK = 0xCA1841  # any number, the same in every process


def unapplied(connection) -> list[str]:
    """The migrations this database still lacks, by name."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [str(step) for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


@contextmanager
def migrating_alone(connection):
    """On SQLite the lock of the data folder or the write lock of each step does this already."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
