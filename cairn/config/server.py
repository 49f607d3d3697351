"""`serve`: one process that holds the pages, the live streams and the clock."""

import gc
import logging
import os
import resource
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from pathlib import Path

import uvicorn
from django.db import Error, close_old_connections, connection
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from cairn.base import clock
from cairn.base.static import collection
from cairn.config.asgi import Door
from cairn.live.bus import bus
from cairn.live.hub import hub
from cairn.hearing import coach
from cairn.safety import signals

log = logging.getLogger("cairn.server")

GRACE_SECONDS = 8
# How long one thread may keep the others waiting. An act passes from its page's thread to the one that draws it
# and to the loop that sends it: with Python's usual 0.005 the last open page waits half as long again.
HAND_ON_SECONDS = 0.0005
ASKING_SECONDS = 10
RULES_AFTER_SECONDS = 2
SERVING = 0x5E41  # the advisory lock of who serves, on PostgreSQL


class AlreadyServed(Exception):
    """Another process serves from this data folder."""


class PortTaken(Exception):
    """Something else answers at this address."""


def serve(listening_socket: socket.socket, *, when_ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or Ctrl-C. Calls `when_ready` once the door is open."""
    _allow_many_streams()
    sys.setswitchinterval(HAND_ON_SECONDS)
    collection()
    door, ticking = Door(), Clock()
    try:
        Server(_config(door), when_ready, ticking).run(sockets=[listening_socket])
    finally:
        ticking.stop()
        door.close()


@contextmanager
def listening(host: str, port: int):
    """The socket, taken before anything slow, so that a taken port is told at once."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        taken = socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise PortTaken(f"Nothing can listen at {host}:{port} ({os.strerror(error.errno)}). Set CAIRN_PORT to another port.") from None
    with taken:
        yield taken


def _config(door: Door) -> uvicorn.Config:
    return uvicorn.Config(
        door,
        http=Impatient,
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws="none",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


class Server(uvicorn.Server):
    """uvicorn, with the hub opened before the first request and hung up before the last."""

    def __init__(self, config, when_ready, ticking):
        super().__init__(config)
        self.when_ready, self.ticking = when_ready, ticking

    async def startup(self, sockets=None):
        hub.open()
        bus.open(hub)
        await super().startup(sockets=sockets)
        self.ticking.start()
        self.when_ready()
        self._make_rules_ready()

    async def shutdown(self, sockets=None):
        await bus.close()
        await hub.close()
        await super().shutdown(sockets=sockets)
        if self.server_state.tasks or self.server_state.connections:
            log.warning("Somebody's request had not ended after %d seconds, and was ended.", GRACE_SECONDS)

    @staticmethod
    def _make_rules_ready() -> None:
        """A first message would wait for them: seconds of work on a slow machine, so not while a first page is drawn."""
        soon = threading.Timer(RULES_AFTER_SECONDS, _make_ready)
        soon.name, soon.daemon = "rules", True
        soon.start()

    @contextmanager
    def capture_signals(self):
        """A signal ends us quietly: uvicorn would raise it again after its own clean end."""
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


class Impatient(HttpToolsProtocol):
    """uvicorn's protocol waits for ever for a request to be asked; this one ten seconds."""

    asked = None

    def connection_made(self, transport):
        super().connection_made(transport)
        self.asked = self.loop.call_later(ASKING_SECONDS, transport.close)

    def on_headers_complete(self):
        self.asked.cancel()
        super().on_headers_complete()

    def connection_lost(self, error):
        self.asked.cancel()
        super().connection_lost(error)


class Clock(threading.Thread):
    """Looks every second for what is due."""

    def __init__(self):
        super().__init__(name="clock", daemon=True)
        self._ending = threading.Event()

    def run(self):
        while not self._ending.wait(1):
            self.look()
        connection.close()

    def look(self):
        started = time.monotonic()
        try:
            close_old_connections()
            clock.tick()
        except Exception as error:  # the clock never stops; the message may hold words, so it is not logged
            log.error("The clock stumbled: %s", type(error).__name__)
            connection.close()
        if time.monotonic() - started > 10:
            log.warning("What was due took %d seconds.", time.monotonic() - started)

    def stop(self):
        self._ending.set()
        if self.is_alive():
            self.join(timeout=GRACE_SECONDS)


def _make_ready() -> None:
    """The rules; then what stands now is looked through for garbage once, and not again with each page: it is here to stay."""
    signals.make_ready()
    coach.make_ready()
    gc.collect()
    gc.freeze()


@contextmanager
def only_one(data: Path, *, alone: bool = False):
    """On SQLite one process may serve a data folder: its write lock and its streams know no other. On PostgreSQL
    many may; `alone` waits for nobody and refuses while one does, and keeps others from beginning.

    Raises AlreadyServed.
    """
    if connection.vendor == "sqlite":
        with _lock_of(data):
            yield
        return
    holder = connection.copy()  # a connection of its own: its lock lasts as long as it does
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock%s(%%s)" % ("" if alone else "_shared"), [SERVING])
            if not cursor.fetchone()[0]:
                raise AlreadyServed(
                    "A process serves this database. Stop it first." if alone else "The space's key is being changed. Start again when that is done."
                )
        yield
    finally:
        _let_go(holder)


def _let_go(holder) -> None:
    """The lock first: PostgreSQL may take a moment to notice that a connection was closed, and who comes next would be refused."""
    with suppress(Error), holder.cursor() as cursor:  # where the connection broke, nothing is held any more
        cursor.execute("SELECT pg_advisory_unlock_all()")
    holder.close()


@contextmanager
def _lock_of(data: Path):
    import fcntl

    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(data / "serve.lock", "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyServed(
                f"Another process already serves from {data}. Stop it first, or give CAIRN_DATA another folder."
            ) from None
        yield


def _allow_many_streams() -> None:
    """Every open page holds a file handle; the usual 1,024 are soon gone."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 65536 if hard == resource.RLIM_INFINITY else min(65536, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):
        log.warning("Only %d files may be open at once; that limits how many pages can be live.", soft)
