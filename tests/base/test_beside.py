"""A second file under each SQLite connection: other processes come and go, and it stays readable."""

import sqlite3
import subprocess
import sys

import pytest

from cairn.base.sqlite import base

SCRIPT = "PRAGMA beside.journal_mode = WAL; CREATE TABLE IF NOT EXISTS beside.kept (n INTEGER PRIMARY KEY);"
ANOTHER_PROCESS = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('SELECT count(*) FROM kept').fetchall(); c.close()"


@pytest.fixture
def connect(tmp_path):
    opened = []

    def one():
        connection = sqlite3.connect(":memory:", isolation_level=None)
        base.attach(connection, "beside", tmp_path / "beside.sqlite3", SCRIPT)
        opened.append(connection)
        return connection

    yield one
    for connection in opened:
        connection.close()


def another_process_looks(path) -> None:
    subprocess.run([sys.executable, "-c", ANOTHER_PROCESS, str(path / "beside.sqlite3")], check=True)


def in_the_file(connection) -> int:
    return connection.execute("SELECT count(*) FROM beside.kept").fetchone()[0]


def test_a_process_that_leaves_takes_nothing_from_under_those_who_stay(connect, tmp_path):
    """Opening and closing the file by hand would let go of the locks of every connection of this process, and
    whoever leaves last would then take its log away."""
    first = connect()
    first.execute("INSERT INTO beside.kept VALUES (1)")
    later = connect()
    another_process_looks(tmp_path)
    assert (tmp_path / "beside.sqlite3-wal").exists()
    first.execute("INSERT INTO beside.kept VALUES (2)")
    assert [in_the_file(one) for one in (first, later, connect())] == [2, 2, 2]


def test_its_file_is_its_owners_alone(connect, tmp_path):
    connect()
    assert (tmp_path / "beside.sqlite3").stat().st_mode & 0o077 == 0


def test_a_broken_file_is_made_anew(connect, tmp_path):
    (tmp_path / "beside.sqlite3").write_bytes(b"nothing that was ever a database" * 200)
    assert in_the_file(connect()) == 0
