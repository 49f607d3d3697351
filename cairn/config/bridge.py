"""From ASGI to Django's WSGI handler: bodies are read and capped before a thread is taken.

Pages run in a few fixed threads, each with its own lasting database connection. Acts that derive
a key from a password (a fifth of a second of pure work) wait in a pool of their own, so that a
flood of sign-ins cannot starve the pages.
"""

import asyncio
import contextvars
import io
import sys
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import NamedTuple

from django.conf import settings

from cairn.config.places import place_of

SLOW_BODY_SECONDS = 20
MOST_DRAINED = 64 * 1024 * 1024
WORTH_ZIPPING = 1000
ZIPPED_KINDS = ("text/", "application/json", "application/manifest+json", "image/svg+xml")


class Answer(NamedTuple):
    status: int
    headers: list[tuple[str, str]]
    body: bytes


class TooLarge(Exception):
    """The body is above the cap."""


class TooSlow(Exception):
    """The body did not arrive in time."""


class Gone(Exception):
    """The browser went away before its request was complete."""


class Full(Exception):
    """More requests wait for this pool than can be answered in a decent time."""


async def read_body(scope, receive, most: int) -> bytes:
    """The whole body of at most `most` bytes, or TooLarge, TooSlow or Gone; no thread waits for it."""
    try:
        async with asyncio.timeout(SLOW_BODY_SECONDS):
            return await _all_of(receive, most)
    except TimeoutError:
        raise TooSlow from None


async def _all_of(receive, most: int) -> bytes:
    parts, size, more = [], 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        part, more = message.get("body", b""), message.get("more_body", False)
        size += len(part)
        if size <= most:
            parts.append(part)
        # Read on without keeping: a browser shows our answer only when it could send everything.
        elif size > MOST_DRAINED:
            raise TooLarge
    if size > most:
        raise TooLarge
    return b"".join(parts)


class Pool:
    """A few fixed threads and a bounded queue in front of them."""

    def __init__(self, name: str, threads: int, waiting: int):
        self.executor = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self.room = threads + waiting
        self.inside = 0

    @contextmanager
    def place(self):
        """Inside, or Full."""
        if self.inside >= self.room:
            raise Full
        self.inside += 1
        try:
            yield
        finally:
            self.inside -= 1

    async def run(self, work: Callable[[], Answer]) -> Answer:
        with self.place():
            return await self.work_on(work)

    async def work_on(self, work: Callable[[], Answer]) -> Answer:
        """For whoever holds a place already."""
        return await asyncio.get_running_loop().run_in_executor(self.executor, work)

    def close(self):
        self.executor.shutdown(wait=True, cancel_futures=True)


def page_answer(handler, scope, body: bytes) -> Answer:
    """Run Django's handler to its end in this thread."""
    return contextvars.copy_context().run(_run, handler, environ_of(scope, body))


def _run(handler, environ) -> Answer:
    started = []
    chunks = handler(environ, lambda status, headers, exc_info=None: started.append((status, headers)))
    try:
        body = b"".join(chunks)
    finally:
        chunks.close()
    status, headers = started[-1]
    return _zipped(Answer(int(status[:3]), headers, body), environ.get("HTTP_ACCEPT_ENCODING", ""))


def environ_of(scope, body: bytes) -> dict:
    """The WSGI environment. No address of the asker is in it, so none can be kept; only a digest to count by."""
    host, port = scope.get("server") or ("localhost", settings.PORT)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": "",
        "cairn.place": place_of(scope),
        # Where TLS ends in front of us, the configured address says so, not a header anybody may send.
        "wsgi.url_scheme": "https" if settings.SECURE else "http",
        "wsgi.version": (1, 0),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    environ["CONTENT_LENGTH"] = str(len(body))
    return environ


def _add_header(environ: dict, name: str, value: str) -> None:
    # Names with "_" could pass for names with "-"; those with the asker's address are dropped.
    if "_" in name or name in {"forwarded", "x-real-ip", "true-client-ip"} or name.startswith(("x-forwarded-", "cf-")):
        return
    key = "CONTENT_TYPE" if name == "content-type" else "HTTP_" + name.upper().replace("-", "_")
    join = "; " if name == "cookie" else ","
    environ[key] = f"{environ[key]}{join}{value}" if key in environ else value


def _zipped(answer: Answer, accepted: str) -> Answer:
    """The page in gzip. Django masks the form's token in each answer, so its length betrays nothing."""
    headers = {name.lower(): value for name, value in answer.headers}
    worth = len(answer.body) > WORTH_ZIPPING and headers.get("content-type", "").startswith(ZIPPED_KINDS)
    if not worth or "gzip" not in accepted or "content-encoding" in headers:
        return answer
    packer = zlib.compressobj(5, zlib.DEFLATED, 31)
    body = packer.compress(answer.body) + packer.flush()
    kept = [(name, value) for name, value in answer.headers if name.lower() not in {"content-length", "vary"}]
    vary = ", ".join(filter(None, [headers.get("vary"), "Accept-Encoding"]))
    return Answer(answer.status, [*kept, ("vary", vary), ("content-encoding", "gzip"), ("content-length", str(len(body)))], body)
