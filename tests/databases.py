"""Both databases in one run.

pytest runs in a few processes (pytest-xdist): the even ones work on SQLite, the odd ones on PostgreSQL.
Each test that touches the database is collected twice, `[on-sqlite]` and `[on-postgres]`, and the
scheduler gives each file's half to a process of that database. Without xdist (`-n 0`) a run is on
one database: SQLite, or what TEST_DATABASE says.
"""

import os

from xdist.scheduler import LoadScopeScheduling

SQLITE, POSTGRES = "sqlite", "postgres"
TOUCHING = {"db", "transactional_db", "django_db_setup", "live_cairn", "shared_cairn", "start_cairn"}


def here() -> str:
    """The database of this process."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker.startswith("gw"):
        return POSTGRES if int(worker[2:]) % 2 else SQLITE
    return os.environ.get("TEST_DATABASE") or SQLITE


def give_way(workers: int) -> None:
    """Of three processes two work on SQLite, and the one on PostgreSQL was the last by seven minutes, alone on the
    machine. Where it has to share the processors it goes before them, and all are done at about the same time."""
    if workers % 2 and workers > 1 and here() == SQLITE:
        os.nice(2)


def of_this_run(config) -> list[str]:
    """The databases that the processes of this run have between them."""
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    return [SQLITE, POSTGRES] if workers > 1 else [here()]


def of_test(metafunc) -> list[str]:
    """On which of them a test runs; none when it touches no database."""
    if not touches_database(metafunc):
        return []
    chosen = metafunc.definition.get_closest_marker("on")
    in_browser = "page" in metafunc.fixturenames or "new_page" in metafunc.fixturenames
    wanted = chosen.args if chosen else (SQLITE,) if in_browser else (SQLITE, POSTGRES)
    return [database for database in of_this_run(metafunc.config) if database in wanted]


def touches_database(metafunc) -> bool:
    marked = metafunc.definition.get_closest_marker("django_db") or metafunc.definition.get_closest_marker("on")
    return bool(marked) or not TOUCHING.isdisjoint(metafunc.fixturenames)


class ByDatabase(LoadScopeScheduling):
    """Gives a file's tests to one process, of their database."""

    def _split_scope(self, nodeid):
        return f"{_database_in(nodeid)}:{nodeid.split('::')[0]}"

    def schedule(self):
        if self.collection is None:
            if not self._check_nodes_have_same_collection():
                return
            self.collection = list(next(iter(self.registered_collections.values())))
            for nodeid in self.collection:
                self.workqueue.setdefault(self._split_scope(nodeid), {})[nodeid] = False
        for node in self.nodes:
            self._reschedule(node)
            self._reschedule(node)

    def _reschedule(self, node):
        if node.shutting_down:
            return
        scope = self._next_for(node)
        if scope is None:
            node.shutdown()
        elif self._pending_of(self.assigned_work[node]) <= 2:
            self.workqueue.move_to_end(scope, last=False)
            self._assign_work_unit(node)

    def _next_for(self, node):
        mine = POSTGRES if int(node.gateway.id[2:]) % 2 else SQLITE
        fitting = [scope for scope in self.workqueue if scope.startswith((mine, "any"))]
        # What only this process can do comes first; what any can do fills the end.
        return min(fitting, key=lambda scope: scope.startswith("any"), default=None)


def _database_in(nodeid: str) -> str:
    for database in (SQLITE, POSTGRES):
        if f"on-{database}" in nodeid:
            return database
    return "any"
