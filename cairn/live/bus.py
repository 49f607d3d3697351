"""How the hub learns that a stream moved: at once in this process, by PostgreSQL from others.

A notification carries names and ids only. One that is lost costs nothing but time: the hub's
beat looks at the counters.
"""

import asyncio
import logging
import threading
import uuid
from contextlib import suppress

from django.db import connection, connections

log = logging.getLogger("cairn.live")

CHANNEL = "cairn_live"
HERE = uuid.uuid4().hex[:12]


class Bus:
    def __init__(self):
        self.hub = None
        self.ear: Ear | None = None

    def open(self, hub) -> None:
        """Called in the loop when the server starts."""
        self.hub = hub
        if connection.vendor == "postgresql":
            self.ear = Ear(self)
            self.ear.start()

    async def close(self) -> None:
        self.hub = None
        if self.ear:
            ear, self.ear = self.ear, None
            await asyncio.to_thread(ear.stop)

    def publish(self, *streams: str) -> None:
        """These moved; call after commit, from any thread. So many names as fit into 8 kB."""
        for stream in streams:
            self.in_loop("wake", stream)
        _notify(f"moved {' '.join(streams)}")

    def hang_up(self, member: int, stream: str | None = None) -> None:
        """End the open streams of `member`, or one of them, in every process."""
        self.in_loop("hang_up", member, stream)
        _notify(f"hang-up {member} {stream or ''}")

    def in_loop(self, act: str, *args) -> None:
        hub = self.hub
        if hub is None or hub.loop is None:
            return
        with suppress(RuntimeError):  # the loop closed between the look and the call: nobody listens any more
            hub.loop.call_soon_threadsafe(getattr(hub, act), *args)

    def heard(self, payload: str) -> None:
        """A notification from another process."""
        sender, what, *rest = payload.split(" ")
        if sender == HERE:
            return
        if what == "moved":
            for stream in rest:
                self.in_loop("wake", stream)
        elif what == "hang-up":
            self.in_loop("hang_up", int(rest[0]), rest[1] or None)

    def wake_all(self) -> None:
        """After a broken connection: anything may have moved meanwhile."""
        for stream in list(self.hub.channels) if self.hub else []:
            self.in_loop("wake", stream)


def _notify(what: str) -> None:
    if connection.vendor != "postgresql":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{HERE} {what}"])
    except Exception as error:  # the act is committed: a lost push is caught up by the beat
        log.error("A push could not be sent: %s", type(error).__name__)


class Ear(threading.Thread):
    """Listens to PostgreSQL on a connection of its own, and comes back when it breaks."""

    def __init__(self, bus: Bus):
        super().__init__(name="ear", daemon=True)
        self.bus, self._ending, self._connection = bus, threading.Event(), None
        self.listens = threading.Event()  # from now on nothing is missed

    def run(self) -> None:
        pause, again = 0.2, False
        while not self._ending.is_set():
            try:
                self._listen(again)
                pause = 0.2
            except Exception as error:
                log.warning("The listening connection broke (%s) and is opened again.", type(error).__name__)
                self._ending.wait(pause)
                pause, again = min(pause * 2, 10), True

    def _listen(self, again: bool) -> None:
        self._connection = connections.create_connection("default")
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(f"LISTEN {CHANNEL}")
            self.bus.wake_all()
            if again:  # somebody may have been hung up meanwhile: every page comes back through a new ticket
                self.bus.in_loop("hang_up_everybody")
            self.listens.set()
            while not self._ending.is_set():
                for note in self._connection.connection.notifies(timeout=0.2):
                    self.bus.heard(note.payload)
        finally:
            self._connection.close()

    def stop(self) -> None:
        self._ending.set()
        self.join(timeout=5)


bus = Bus()
