"""The hub: every open page's stream, in the server's one event loop.

Each stream with listeners has a channel. When the bus says that it moved, the channel reads what is
new from the event log, draws it once in a thread, and hands it to each listener in the order of its
numbers. Whoever comes back says the last number they saw and gets the rest from the same log, so
nothing is missed or repeated, whether the push came, came twice, or was lost.
"""

import asyncio
import json
import logging
import sys
import threading
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from cairn.base import clock
from cairn.live.log import counters, drawn_between, let_go
from cairn.live.streams import Moved
from cairn.live.tickets import LIFE_SECONDS, Ticket

log = logging.getLogger("cairn.live")

RING = 100
THREADS = 2
BEAT_SECONDS = 20
STUCK_SECONDS = 40
MOST_WAITING = 200
BEAT = b"event: beat\ndata: {}\n\n"  # an event, so that a page can tell a quiet stream from a dead line
BYE = b'event: bye\ndata: {"kind": "bye"}\n\n'


class Frame:
    """One event as bytes, for those who may have it and for those who fetch their own."""

    __slots__ = ("again", "members", "number", "shown", "whole")

    def __init__(self, moved: Moved):
        self.number, self.members, self.shown = moved.number, moved.members, moved.members | moved.by
        self.again = _frame(moved.number, {"kind": "again", "number": moved.number})
        self.whole = self.again
        if moved.html is not None:
            self.whole = _frame(moved.number, {"kind": moved.kind, "number": moved.number, "html": moved.html})

    def for_(self, listener: "Listener") -> bytes:
        apart = listener.member in self.members or not self.shown.isdisjoint(listener.hidden)
        return self.again if apart else self.whole


def _frame(number: int, data: dict) -> bytes:
    return f"id: {number}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()


def _start(work) -> asyncio.Task | None:
    """Run `work` at once as far as it can; writing to an open page seldom has to wait at all."""
    if sys.version_info >= (3, 12):
        return asyncio.Task(work, loop=asyncio.get_running_loop(), eager_start=True)
    steps = _steps(work)
    return asyncio.Task(steps) if next(steps, None) else None


def _steps(work):
    """What Python 3.11 has no `eager_start` for: `work` as far as it can go, one True, then the rest for a task."""
    with suppress(StopIteration):
        waits_for, handed_on = work.send(None), False
        while True:
            try:
                if not handed_on:
                    handed_on = True
                    yield True
                yield waits_for
            except BaseException as error:  # a task that is cancelled says it here
                waits_for = work.throw(error)
            else:
                waits_for = work.send(None)


class Listener:
    """One open page. Between events it costs one waiting coroutine and no task of its own."""

    __slots__ = ("busy", "closing", "cursor", "hidden", "member", "send", "since", "stream", "task", "waiting", "writing")

    def __init__(self, ticket: Ticket, after: int, send):
        self.stream, self.member, self.hidden = ticket.stream, ticket.member, ticket.hidden
        self.cursor, self.send = after, send
        self.waiting: deque[bytes] = deque()
        self.writing, self.busy, self.since, self.closing = None, False, 0.0, False
        self.task = asyncio.current_task()

    def give(self, frame: Frame) -> None:
        if frame.number > self.cursor:
            self.cursor = frame.number
            self.push(frame.for_(self))

    def push(self, chunk: bytes) -> None:
        if len(self.waiting) >= MOST_WAITING:
            self.hang_up()
            return
        self.waiting.append(chunk)
        if not self.busy:
            self.busy = True
            self.writing = _start(self._write())

    async def _write(self):
        try:
            while self.waiting:
                self.since = time.monotonic()
                chunk = b"".join(self.waiting)
                self.waiting.clear()
                await self.send({"type": "http.response.body", "body": chunk, "more_body": True})
        except Exception:
            self.hang_up()
        finally:
            self.busy = False

    @property
    def stuck(self) -> bool:
        return self.busy and time.monotonic() - self.since > STUCK_SECONDS

    def hang_up(self) -> None:
        """End this page's stream; the coroutine that holds it says goodbye and closes."""
        if not self.closing:
            self.closing = True
            self.task.cancel()


class Channel:
    """One stream with listeners: its last frames, and the number up to which it has read."""

    def __init__(self, stream: str, after: int):
        self.stream, self.cursor = stream, after
        self.ring: deque[Frame] = deque(maxlen=RING)
        self.listeners: set[Listener] = set()
        self.coming = 0
        self.reading: asyncio.Task | None = None
        self.moved = False

    def holds(self, after: int) -> bool:
        """Is everything after `after`, up to the cursor, in the ring?"""
        return after >= self.cursor or bool(self.ring and self.ring[0].number <= after + 1)

    def take(self, frames: list[Frame], upto: int) -> None:
        for frame in frames:
            if frame.number <= self.cursor:
                continue
            self.ring.append(frame)
            for listener in tuple(self.listeners):
                listener.give(frame)
        self.cursor = max(self.cursor, upto)


class Hub:
    def __init__(self):
        self.loop: asyncio.AbstractEventLoop | None = None
        self.channels: dict[str, Channel] = {}
        self.hung_up: dict[tuple[int, str | None], float] = {}
        self.hung_up_all = 0.0
        self.beating: asyncio.Task | None = None
        self.threads: ThreadPoolExecutor | None = None
        self.closing = False

    def open(self) -> None:
        self.loop, self.closing = asyncio.get_running_loop(), False
        self.threads = ThreadPoolExecutor(THREADS, thread_name_prefix="live")
        self.beating = self.loop.create_task(self._beat())

    async def close(self) -> None:
        """Hang up on everybody, before the server stops; who is just joining sees that it closes."""
        self.closing = True
        if self.beating:
            self.beating.cancel()
        for listener in self._all():
            listener.hang_up()
        await asyncio.sleep(0)
        if self.threads:
            await asyncio.to_thread(self._end_threads)
        self.loop = None

    def _end_threads(self) -> None:
        """Each thread lets go of its database connection, then ends. The barrier gives each one its turn."""
        together = threading.Barrier(THREADS)
        for _ in range(THREADS):
            self.threads.submit(let_go, together)
        self.threads.shutdown()

    # -- what happened

    def wake(self, stream: str) -> None:
        """`stream` moved. Called in the loop; calling it once too often does no harm."""
        channel = self.channels.get(stream)
        if channel is None:
            return
        channel.moved = True
        if channel.reading is None:
            channel.reading = self.loop.create_task(self._read(channel))

    async def _read(self, channel: Channel) -> None:
        try:
            while channel.moved:
                channel.moved = False
                frames, upto, more = await self._frames(channel.stream, channel.cursor, None)
                channel.take(frames, upto)
                channel.moved |= more
        except Exception as error:
            log.error("A stream could not be read: %s", type(error).__name__)
        finally:
            channel.reading = None

    async def _frames(self, stream: str, after: int, upto: int | None) -> tuple[list[Frame], int, bool]:
        """Frames after `after`, the number read up to, and whether there are more."""
        moves, last, more = await self.loop.run_in_executor(self.threads, drawn_between, stream, after, upto)
        return [Frame(moved) for moved in moves], last, more

    # -- who listens

    async def join(self, listener: Listener) -> None:
        """Give `listener` what it missed, then let it hear what comes."""
        channel = self.channels.get(listener.stream)
        if channel is None:
            # Where the first one says they are, all others would begin: never beyond what there is.
            come = await self.loop.run_in_executor(self.threads, counters, [listener.stream])
            listener.cursor = min(listener.cursor, come.get(listener.stream, 0))
            channel = self.channels.setdefault(listener.stream, Channel(listener.stream, listener.cursor))
        channel.coming += 1
        try:
            await self._catch_up(channel, listener)
            # No await from here on: nothing can move between the ring and the set.
            for frame in channel.ring:
                listener.give(frame)
            channel.listeners.add(listener)
        finally:
            channel.coming -= 1
            self._close_if_empty(channel)
        self.wake(listener.stream)

    async def _catch_up(self, channel: Channel, listener: Listener) -> None:
        while not channel.holds(listener.cursor):
            frames, upto, _ = await self._frames(listener.stream, listener.cursor, channel.cursor)
            for frame in frames:
                listener.give(frame)
            listener.cursor = max(listener.cursor, upto)

    def leave(self, listener: Listener) -> None:
        channel = self.channels.get(listener.stream)
        if channel is not None:
            channel.listeners.discard(listener)
            self._close_if_empty(channel)

    def _close_if_empty(self, channel: Channel) -> None:
        if not channel.listeners and not channel.coming:
            self.channels.pop(channel.stream, None)

    def hang_up(self, member: int, stream: str | None = None) -> None:
        """End the streams of `member`, or the one named, and refuse tickets given before now."""
        self.hung_up[member, stream] = clock.now().timestamp()
        for listener in self._all():
            if listener.member == member and stream in (None, listener.stream):
                listener.hang_up()

    def hang_up_everybody(self) -> None:
        """End all streams, and refuse tickets given before now; who may still listen comes back with a new one."""
        self.hung_up_all = clock.now().timestamp()
        for listener in self._all():
            listener.hang_up()

    def refuses(self, ticket: Ticket) -> bool:
        """Was this member hung up after the ticket was given?"""
        after = (self.hung_up.get((ticket.member, place), 0.0) for place in (None, ticket.stream))
        return max(self.hung_up_all, *after) >= ticket.at

    def _all(self) -> list[Listener]:
        return [listener for channel in self.channels.values() for listener in channel.listeners]

    # -- the beat: proves each stream alive, drops the stuck, and catches pushes that were lost

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self.look_round()
            except Exception as error:
                log.error("The live beat stumbled: %s", type(error).__name__)

    async def look_round(self) -> None:
        for listener in self._all():
            if listener.stuck:
                listener.hang_up()
            elif not listener.busy:
                listener.push(BEAT)
        self._forget_old_hang_ups()
        names = list(self.channels)
        if names:
            for stream, number in (await self.loop.run_in_executor(self.threads, counters, names)).items():
                channel = self.channels.get(stream)
                if channel and number > channel.cursor:
                    self.wake(stream)

    def _forget_old_hang_ups(self) -> None:
        limit = clock.now().timestamp() - LIFE_SECONDS
        self.hung_up = {who: at for who, at in self.hung_up.items() if at > limit}


hub = Hub()
