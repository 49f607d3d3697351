"""A space to measure: a data folder filled by plain rows, and a server process beside it."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

SETTLING = 9  # seconds; after its first page a server makes ready what a first message needs
TICKS = os.sysconf("SC_CLK_TCK")


def begin(database: str = "") -> Path:
    """Set Django up on a fresh data folder (and `database` as DATABASE_URL); gives the folder, which goes when this ends."""
    folder = Path(tempfile.mkdtemp(prefix="cairn-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    port = _free_port()
    os.environ.update(
        CAIRN_DATA=str(folder), CAIRN_PORT=str(port), DATABASE_URL=database, DJANGO_SETTINGS_MODULE="cairn.config.settings"
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    return folder


@contextmanager
def serving():
    """`cairn serve` as its own process, settled; gives (pid, port, seconds to the first page)."""
    port = int(os.environ["CAIRN_PORT"])
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "cairn", "serve"], stdout=subprocess.DEVNULL)
    try:
        _wait_for(f"http://127.0.0.1:{port}/help/", process)
        cold = time.perf_counter() - started
        time.sleep(SETTLING)
        yield process.pid, port, cold
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def cpu_seconds(pid: int) -> float:
    """User and system time the process has used."""
    parts = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(parts[11]) + int(parts[12])) / TICKS


def memory_mb(pid: int) -> float:
    """Resident memory."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


def signed_in_cookie(member) -> str:
    """A session of this member, as the cookie a browser would send."""
    from django.conf import settings

    from cairn.members.sessions import SessionStore

    session = SessionStore()
    session["member"] = member.pk
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def machine() -> str:
    import platform

    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line), "?")
    return f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, process) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise SystemExit("The server ended by itself.")
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("The server did not answer.")
