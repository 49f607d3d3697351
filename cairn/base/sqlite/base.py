"""SQLite with a write lock for the whole process, in front of SQLite's own.

SQLite lets one connection write at a time and makes the others sleep and poll, so under
load a writer may starve for seconds. Here writers queue on a lock that wakes the next one
at once; it is held from BEGIN IMMEDIATE to commit, rollback or close, and its owner is the
connection. Other processes (the command line) still meet SQLite's own lock and its timeout.
"""

import contextlib
import logging
import os
import re
import sqlite3
import threading
from functools import lru_cache
from pathlib import Path

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)

log = logging.getLogger("cairn.base")

_locks: dict[str, threading.Lock] = {}
_making_locks = threading.Lock()
_making_files = threading.Lock()


def write_lock(name: str) -> threading.Lock:
    """The lock of one database file."""
    with _making_locks:
        return _locks.setdefault(str(name), threading.Lock())


class Operations(base.DatabaseWrapper.ops_class):
    """Emptying a whole database, as tests do, is the one thing that the log's guard does not stand against; a
    PostgreSQL that is emptied does not ask row by row."""

    def sql_flush(self, *args, **kwargs):
        guards = dict(self._guards())
        return [f"DROP TRIGGER {name}" for name in guards] + super().sql_flush(*args, **kwargs) + list(guards.values())

    def _guards(self) -> list[tuple[str, str]]:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'cairn_logline'")
            return cursor.fetchall()


class DatabaseWrapper(base.DatabaseWrapper):
    ops_class = Operations
    _holds = None

    def get_connection_params(self):
        params = super().get_connection_params()
        self._beside = params.pop("beside", {})
        return params

    def get_new_connection(self, params):
        connection = super().get_new_connection(params)
        for name, (path, script) in self._beside.items():
            attach(connection, name, Path(path), script)
        return connection

    def create_cursor(self, name=None):
        cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    def _start_transaction_under_autocommit(self):
        self.take_turn()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.give_turn()
            raise

    def _commit(self):
        super()._commit()
        self.give_turn()

    def _rollback(self):
        super()._rollback()
        self.give_turn()

    def _close(self):
        try:
            super()._close()
        finally:
            self.give_turn()

    def take_turn(self):
        """Wait for the right to write. Taking it again while holding it is a fault, not a wait."""
        lock, patience = write_lock(self.settings_dict["NAME"]), self.settings_dict["OPTIONS"].get("timeout", 5)
        if self._holds is not None:
            raise OperationalError("This connection already holds the write lock.")
        if not lock.acquire(timeout=patience):
            raise OperationalError(f"database is locked: no turn to write within {patience} seconds")
        self._holds = lock

    def give_turn(self):
        lock, self._holds = self._holds, None
        if lock is not None:
            lock.release()


def attach(connection, name: str, path: Path, script: str) -> None:
    """A second file under this connection as `name`, brought into shape by `script`. For what can be made anew:
    a file that cannot be read is thrown away, and where none can be written it is held in memory."""
    for where in (path, path, Path(":memory:")):
        try:
            _make_private(where)
            connection.execute(f"ATTACH DATABASE ? AS {name}", [str(where)])
            connection.executescript(script)
            return
        except (sqlite3.DatabaseError, OSError) as error:
            log.error("The %s file cannot be used and is made anew: %s", name, type(error).__name__)
            with contextlib.suppress(sqlite3.Error):
                connection.execute(f"DETACH DATABASE {name}")
            if not isinstance(error, sqlite3.OperationalError):  # broken, and not only locked
                _throw_away(where)


def _make_private(path: Path) -> None:
    """Made for its owner alone. A file that is there is never opened by hand: to close it would let go of SQLite's
    locks on it in this whole process, and another process that leaves would take its log away from under us."""
    with _making_files:
        if path.name == ":memory:" or path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(FileExistsError):  # another process was quicker
            os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def _throw_away(path: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with contextlib.suppress(OSError):
            os.unlink(f"{path}{ending}")


@lru_cache(maxsize=1000)
def _with_qmarks(query: str) -> str:
    """As SQLiteCursorWrapper.convert_query does it, once for what is asked again and again."""
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(base.SQLiteCursorWrapper):
    """A single write outside a transaction takes its turn too."""

    wrapper = None

    def convert_query(self, query, *, param_names=None):
        return super().convert_query(query, param_names=param_names) if param_names is not None else _with_qmarks(query)

    def execute(self, query, params=None):
        if not self._must_queue(query):
            return super().execute(query, params)
        return self._in_turn(super().execute, query, params)

    def executemany(self, query, param_list):
        if not self._must_queue(query):
            return super().executemany(query, param_list)
        return self._in_turn(super().executemany, query, param_list)

    def _must_queue(self, query):
        alone = self.wrapper is not None and self.wrapper._holds is None
        return alone and not self.connection.in_transaction and _WRITES.match(query)

    def _in_turn(self, act, *args):
        self.wrapper.take_turn()
        try:
            return act(*args)
        finally:
            self.wrapper.give_turn()
