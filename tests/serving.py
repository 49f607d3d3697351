"""A real server of the tests' own: `python -m cairn serve` on a free port, with its own data folder."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import pytest

from tests import databases, sharing

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 90  # seconds a test waits for what must come, on a machine that others use too
RUNNING = """
import json, os, sys
import django
django.setup()
values = json.loads(sys.argv[1])
names = {**values, "answer": None}
exec(sys.argv[2], names)
print("ANSWER" + json.dumps(names["answer"]))
"""


class LiveCairn:
    """A served space. `address` is what a browser opens; `run` does something inside."""

    def __init__(self, data: Path, database_url: str, port: int | None = None, **options: str):
        self.data, self.database_url, self.options = data, database_url, options
        self.port = port or free_port()
        self.address = f"http://localhost:{self.port}"
        self.process: subprocess.Popen | None = None

    @property
    def env(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAIRN_", "PYTEST_", "DJANGO_", "DATABASE_"))}
        mine = {"CAIRN_DATA": str(self.data), "CAIRN_PORT": str(self.port), "DATABASE_URL": self.database_url}
        return {**kept, **mine, "DJANGO_SETTINGS_MODULE": "cairn.config.settings", "PYTHONPATH": str(ROOT), **self.options}

    @property
    def log(self) -> str:
        """All the server printed and logged."""
        return (self.data / "server.log").read_text()

    def start(self) -> "LiveCairn":
        with open(self.data / "server.log", "ab") as log:
            self.process = subprocess.Popen([sys.executable, "-m", "cairn", "serve"], env=self.env, stdout=log, stderr=log, cwd=ROOT)
        self.wait()
        return self

    def wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.address}/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.03)
        raise AssertionError(f"The server did not come up:\n{self.log}")

    def stop(self) -> int:
        """As an operator stops it."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """As a power cut stops it: kill -9."""
        return self._end(signal.SIGKILL)

    def _end(self, how: int) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(how)
        code = self.process.wait(timeout=PATIENCE)
        self.process = None
        return code

    def run(self, code: str, **values):
        """Run Python inside this space, in a process beside the server; gives what it calls `answer`."""
        command = [sys.executable, "-c", RUNNING, json.dumps(values), code]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, cwd=ROOT, timeout=400)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.rsplit("ANSWER", 1)[1])

    def tick(self, **later) -> None:
        """Do what will be due, some time from now."""
        self.run(
            "from datetime import timedelta; from cairn.base import clock; clock.move(timedelta(**later)); clock.tick(all_now=True)",
            later=later,
        )

    def command(self, *args: str) -> subprocess.CompletedProcess:
        """`python -m cairn ARGS` in this space."""
        return subprocess.run([sys.executable, "-m", "cairn", *args], env=self.env, capture_output=True, text=True, cwd=ROOT, timeout=120)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page, as a stranger without cookies sees it."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=PATIENCE) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def free_port() -> int:
    """Each process of a run draws from ports of its own: a server takes its port only seconds after it was chosen."""
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % 4
    while True:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            port = taken.getsockname()[1]
        if port // 2 % 4 == worker:
            return port


@pytest.fixture(scope="session")
def migrated():
    """An empty, migrated space to copy from, so that each server starts at once."""
    if databases.here() == databases.SQLITE:
        yield sharing.once("empty", _migrate)[0], ""
        return
    from tests import postgres

    folder, name = Path(tempfile.mkdtemp(prefix="cairn-empty-")), f"empty_{uuid.uuid4().hex[:8]}"
    _migrate(folder, postgres.make_database(name))
    yield folder, name
    shutil.rmtree(folder, ignore_errors=True)


def _migrate(folder: Path, database_url: str = "") -> None:
    done = LiveCairn(folder, database_url).command("migrate")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def start_cairn(migrated):
    """Makes as many served spaces as a test asks for: start_cairn(CAIRN_THREADS="2"). Each is empty, or a copy of
    the data folder `of` another."""
    empty, template = migrated
    made = []

    def start(of: Path = empty, **options: str) -> LiveCairn:
        data = Path(tempfile.mkdtemp(prefix="cairn-live-"))
        shutil.copytree(of, data, dirs_exist_ok=True)
        made.append((LiveCairn(data, _own_database(template), **options), data))
        return made[-1][0].start()

    yield start
    for space, data in made:
        _put_away(space, data)


def _own_database(template: str) -> str:
    if not template:
        return ""
    from tests import postgres

    return postgres.make_database(f"live_{uuid.uuid4().hex[:8]}", template)


def _put_away(space: LiveCairn, data: Path) -> None:
    if space.process is not None:
        space.kill()
    shutil.rmtree(data, ignore_errors=True)


@pytest.fixture
def live_cairn(start_cairn):
    """An empty space of this test alone, served."""
    space = start_cairn()
    yield space
    space.kill()


@pytest.fixture(scope="module")
def shared_cairn(start_cairn):
    """An empty space served for all tests of a file, which make themselves at home in it."""
    space = start_cairn()
    yield space
    space.kill()
