"""One share page open in many streams: from a signal sent to the last stream that has it.

    python -m benchmarks.live                 200 and 2,000 streams, SQLite
"""

import argparse
import asyncio
import http.client
import re
import secrets
import statistics
import threading
import time
from urllib.parse import urlencode

from benchmarks import space


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--streams", type=int, nargs="*", default=[200, 2000])
    options.add_argument("--signals", type=int, default=30)
    args = options.parse_args()
    space.begin()
    from benchmarks.village import village
    from cairn.shares.models import Share

    member, circle = village(members=60, circles=2, shares=10)
    share = Share.objects.seen_by(member).filter(audience="everyone").exclude(authorship__member=member).first()
    print(space.machine())
    print(f"{'streams':>8}{'p50 ms':>8}{'p90 ms':>8}{'worst':>8}{'kB a stream':>13}{'server CPU ms a signal':>24}")
    for count in args.streams:
        with space.serving() as (pid, port, _):
            one_size(count, args.signals, pid, port, share, space.signed_in_cookie(member))


def one_size(count: int, signals: int, pid: int, port: int, share, cookie: str) -> None:
    sender = Sender(port, share, cookie)
    sender.press()
    before = space.memory_mb(pid)
    streams = Streams(count, port, f"share:{share.pk}")
    kilobytes = 1024 * (space.memory_mb(pid) - before) / count
    waits, cpu = [], space.cpu_seconds(pid)
    for _ in range(signals):
        streams.expect()
        started = time.perf_counter()
        sender.press()
        waits.append(1000 * (streams.last_arrival() - started))
        time.sleep(0.1)
    cpu = 1000 * (space.cpu_seconds(pid) - cpu) / signals
    streams.close()
    waits.sort()
    print(f"{count:>8}{statistics.median(waits):8.1f}{waits[int(0.9 * len(waits))]:8.1f}{waits[-1]:8.1f}{kilobytes:13.1f}{cpu:24.1f}", flush=True)


class Sender:
    """Somebody who gives and takes back a nod, by the page's own form."""

    def __init__(self, port: int, share, cookie: str):
        from django.urls import reverse

        self.link, self.cookie = http.client.HTTPConnection("127.0.0.1", port), cookie
        self.page, self.act = reverse("share", args=[share.pk]), reverse("signal", args=[share.pk])
        answer, html = self._ask("GET", self.page)
        self.cookie += "; " + answer.headers["Set-Cookie"].split(";")[0]
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]

    def press(self) -> None:
        # A key of its own each time: a form that was sent before does nothing.
        fields = {"csrfmiddlewaretoken": self.token, "signal": "nod", "once": secrets.token_hex(8)}
        answer, _ = self._ask("POST", self.act, urlencode(fields))
        assert answer.status in {200, 302}, answer.status

    def _ask(self, method: str, path: str, body: str = ""):
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        self.link.request(method, path, body=body or None, headers=headers)
        answer = self.link.getresponse()
        return answer, answer.read().decode()


class Page(asyncio.Protocol):
    """One open page. It does as little as it can: whoever measures works on the same cores."""

    def __init__(self, streams: "Streams"):
        self.streams, self.open = streams, streams.loop.create_future()

    def data_received(self, data: bytes) -> None:
        if b"\nid: " in data:
            self.streams.came()
        elif b"retry:" in data:
            self.open.set_result(None)


class Streams:
    """Many open pages, in an event loop of their own thread; each notes when the next event came."""

    def __init__(self, count: int, port: int, stream: str):
        self.count, self.port, self.stream = count, port, stream
        self.links, self.arrived, self.all_here = [], [], threading.Event()
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self._open(), self.loop).result(120)

    async def _open(self) -> None:
        from cairn.live.log import counters
        from cairn.live.tickets import issue_ticket

        after = (await asyncio.to_thread(counters, [self.stream])).get(self.stream, 0)
        for number in range(self.count):
            ticket = issue_ticket(self.stream, member=10**15 + number, after=after)
            link, page = await self.loop.create_connection(lambda: Page(self), "127.0.0.1", self.port)
            link.write(f"GET /live/{ticket} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            self.links.append(link)
            await asyncio.wait_for(page.open, 20)

    def came(self) -> None:
        self.arrived.append(time.perf_counter())
        if len(self.arrived) == self.count:
            self.all_here.set()

    def expect(self) -> None:
        self.arrived.clear()
        self.all_here.clear()

    def last_arrival(self) -> float:
        assert self.all_here.wait(20), f"{len(self.arrived)} of {self.count} streams got it"
        return self.arrived[-1]

    def close(self) -> None:
        for writer in self.links:
            self.loop.call_soon_threadsafe(writer.close)


if __name__ == "__main__":
    main()
