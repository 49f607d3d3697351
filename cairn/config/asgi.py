"""The outer door: health, static files and live streams here, every page through Django.

No middleware, no access log: what is asked for, and by whom, is written nowhere.
"""

import asyncio
import logging
import re
from concurrent.futures import ThreadPoolExecutor

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections, connection

from cairn.base.middleware import HEADERS, HEADERS_OF_FILES
from cairn.base.static import static_answer, stone_answer
from cairn.config.bridge import Answer, Full, Gone, Pool, TooLarge, TooSlow, page_answer, read_body
from cairn.live.asgi import live_stream

log = logging.getLogger("cairn.server")

# Handing in at one of these, or beneath it, may derive a key from a password or a code.
DERIVING = (
    "/sign-in", "/sign-up", "/recover", "/set-up", "/you/password", "/you/codes", "/you/codes.txt", "/you/mail", "/you/passkeys", "/going/now",
    "/journal/begin", "/journal/open", "/journal/keys",
)

# Handing in a picture: a larger body, and a hundred megabytes of pixels for a moment.
PICTURE = re.compile(r"/circles/\d+/picture")

WORDS = {
    408: ("That took too long", "It did not arrive in time and nothing was kept here. Please go back and send it again."),
    413: ("That was too much at once", "It was more than Cairn can take in at once. Please go back, shorten it, or choose a smaller file, and send it again."),
    500: ("Something went wrong", "The fault is on our side. Please go back and try again."),
    503: ("Many people are here just now", "Please wait half a minute and try again."),
}


def derives(path: str) -> bool:
    return any(path == named or path.startswith(f"{named}/") for named in DERIVING)


class Door:
    """The ASGI application."""

    def __init__(self, handler=None):
        self.handler = handler or WSGIHandler()
        self.pages = Pool("page", settings.THREADS, waiting=400)
        self.deriving = Pool("deriving", 2, waiting=40)
        self.pictures = Pool("picture", 1, waiting=3)
        self.health = ThreadPoolExecutor(1, thread_name_prefix="health")

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return
        path, readable = scope["path"], scope["method"] in {"GET", "HEAD"}
        if path.startswith("/live/") and readable and path.count("/") == 2 and path != "/live/ticket":
            await live_stream(scope, receive, send)
        elif path == "/health":
            await give(send, await self.health_answer())
        elif path.startswith("/static/") and readable:
            await give(send, Answer(*static_answer(path[8:], zipped=_takes_gzip(scope))), HEADERS_OF_FILES)
        elif path.startswith("/stones/") and readable:
            await give(send, Answer(*stone_answer(path[8:], zipped=_takes_gzip(scope))), HEADERS_OF_FILES)
        else:
            await self.page(scope, receive, send)

    async def page(self, scope, receive, send):
        posts = scope["method"] == "POST"
        try:
            if posts and PICTURE.fullmatch(scope["path"]):
                answer = await self.picture_answer(scope, receive)
            else:
                body = await read_body(scope, receive, settings.MAX_BODY)
                pool = self.deriving if posts and derives(scope["path"]) else self.pages
                answer = await pool.run(lambda: page_answer(self.handler, scope, body))
        except Gone:
            return
        except TooLarge:
            answer = sorry(413)
        except TooSlow:
            answer = sorry(408)
        except Full:
            answer = sorry(503)
        except Exception as error:  # Django answers its own; this is the last net, and says no words
            log.error("A page could not be answered: %s", type(error).__name__)
            answer = sorry(500)
        await give(send, answer)

    async def picture_answer(self, scope, receive) -> Answer:
        """Few at once, counted before their bodies are read: what is large is not gathered for many strangers."""
        with self.pictures.place():
            body = await read_body(scope, receive, settings.FILE_UPLOAD_MAX_MEMORY_SIZE)
            return await self.pictures.work_on(lambda: page_answer(self.handler, scope, body))

    async def health_answer(self) -> Answer:
        loop = asyncio.get_running_loop()
        try:
            await asyncio.wait_for(loop.run_in_executor(self.health, _ask_database), timeout=5)
        except Exception:
            return Answer(503, [("content-type", "text/plain")], b"the database does not answer\n")
        return Answer(200, [("content-type", "text/plain"), ("cache-control", "no-store")], b"ok\n")

    def close(self):
        for pool in (self.pages, self.deriving, self.pictures):
            pool.close()
        self.health.shutdown(wait=False, cancel_futures=True)


def _takes_gzip(scope) -> bool:
    return any(name == b"accept-encoding" and b"gzip" in value for name, value in scope["headers"])


def _ask_database() -> None:
    close_old_connections()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


async def give(send, answer: Answer, house=HEADERS) -> None:
    """Send a whole answer, with the house's headers where it brings none of its own."""
    headers = {name.lower() for name, _ in answer.headers}
    added = [(name, value) for name, value in house.items() if name.lower() not in headers]
    if "content-length" not in headers:
        added.append(("content-length", str(len(answer.body))))
    raw = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in [*answer.headers, *added]]
    await send({"type": "http.response.start", "status": answer.status, "headers": raw})
    await send({"type": "http.response.body", "body": answer.body})


def sorry(status: int) -> Answer:
    """A small page for what cannot reach Django. Browsers keep what was typed when one goes back."""
    title, sentence = WORDS[status]
    page = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><main><h1>{title}</h1><p>{sentence}</p>"
        f'<p><a href="/help-now">Help now</a></p></main></html>'
    )
    extra = [("retry-after", "30")] if status == 503 else [("connection", "close")] if status in {408, 413} else []
    return Answer(status, [("content-type", "text/html; charset=utf-8"), ("cache-control", "no-store"), *extra], page.encode())
