"""A hub with its loop in a thread, and pages that listen to it as browsers do."""

import asyncio
import json
import threading
import time

from cairn.live.asgi import live_stream
from cairn.live.bus import bus
from cairn.live.hub import hub
from cairn.live.tickets import issue_ticket
from tests.serving import PATIENCE


class House:
    """The event loop of a server, without the server."""

    def __enter__(self):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="loop")
        self.thread.start()
        self.do(self._open())
        if bus.ear:
            assert bus.ear.listens.wait(PATIENCE)
        return self

    async def _open(self):
        hub.open()
        bus.open(hub)

    async def _close(self):
        await bus.close()
        await hub.close()
        while len(asyncio.all_tasks()) > 1:
            await asyncio.sleep(0.01)

    def __exit__(self, *error):
        self.do(self._close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()
        hub.channels.clear()
        hub.hung_up.clear()
        hub.hung_up_all = 0.0

    def do(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    def open_page(self, stream="test:1", *, member=1, **more) -> "Page":
        page = Page(self, stream, member, **more)
        page.open()
        return page


class Page:
    """One open page. It notes every event it got, across its reconnections."""

    def __init__(self, house: House, stream: str, member: int, hidden=(), after=0, stuck=False):
        self.house, self.stream, self.member, self.hidden = house, stream, member, hidden
        self.after, self.got, self.status, self.ended = after, [], None, None
        self.ticket, self.reads = None, asyncio.Event()
        if not stuck:
            self.reads.set()

    def open(self, *, ticket: str | None = None) -> None:
        self.ticket = ticket or issue_ticket(self.stream, member=self.member, hidden=self.hidden, after=self.after)
        self.leaving, self.status = asyncio.Event(), None
        last = [(b"last-event-id", str(self.got[-1]["number"]).encode())] if self.got else []
        scope = {"type": "http", "path": f"/live/{self.ticket}", "headers": last}
        self.ended = asyncio.run_coroutine_threadsafe(live_stream(scope, self._receive, self._send), self.house.loop)
        self.wait_for(lambda: self.status is not None)

    async def _receive(self):
        await self.leaving.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message):
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        if b"data" in message["body"]:
            await self.reads.wait()
        for part in message["body"].decode().split("\n\n"):
            self._take(part)

    def _take(self, part: str) -> None:
        lines = dict(line.split(": ", 1) for line in part.splitlines() if ": " in line and not line.startswith(":"))
        data = json.loads(lines.get("data", "{}"))
        if "number" in data:
            assert lines["id"] == str(data["number"])
            self.got.append(data)

    def leave(self) -> None:
        self.house.loop.call_soon_threadsafe(self.leaving.set)
        self.ended.result(PATIENCE)

    def come_back(self) -> None:
        self.leave()
        self.open()

    def read_on(self) -> None:
        """A page that was stuck takes what waits for it."""
        self.house.loop.call_soon_threadsafe(self.reads.set)

    @property
    def numbers(self) -> list[int]:
        return [data["number"] for data in self.got]

    def wait_for(self, what) -> None:
        until = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < until, f"waited in vain; got {self.numbers[-5:]}"
            time.sleep(0.005)

    def wait_until_number(self, number: int) -> None:
        self.wait_for(lambda: self.got and self.got[-1]["number"] >= number)
