"""The outer door from within: what waits where, and what never waits for what."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from cairn.config import bridge
from cairn.config.asgi import Door
from tests.serving import PATIENCE


class Handler:
    """Stands where Django does; a sign-in takes as long as `derives` says."""

    def __init__(self):
        self.seen, self.at_once, self.most, self.lock = [], 0, 0, threading.Lock()
        self.derives = threading.Event()
        self.derives.set()

    def __call__(self, environ, start_response):
        with self.lock:
            self.seen.append(environ)
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        if environ["PATH_INFO"] == "/sign-in":
            self.derives.wait(PATIENCE)
        with self.lock:
            self.at_once -= 1
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return Body([environ["wsgi.input"].read() or b"a page " * 400])


class Body(list):
    def close(self):
        pass


@pytest.fixture
def handler():
    return Handler()


@pytest.fixture
def door(handler):
    made = Door(handler)
    yield made
    made.close()


def in_loop(work):
    """Run `work` in a loop of its own; the main thread may hold that of the browser."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def ask(door, method="GET", path="/", body=(b"",), headers=(), pause=0.0):
    """Status, headers and body that the door gives."""
    parts, got = list(body), []

    async def receive():
        await asyncio.sleep(pause)
        if parts is body or not parts:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

    async def send(message):
        got.append(message)

    scope = {
        "type": "http", "method": method, "path": path, "query_string": b"", "http_version": "1.1",
        "headers": list(headers), "client": ("203.0.113.9", 1), "server": ("localhost", 80),
    }
    await door(scope, receive, send)
    return (got[0]["status"], dict(got[0]["headers"]), got[1]["body"]) if got else None


def test_a_flood_of_sign_ins_starves_no_page(door, handler):
    """Promise 13: at most two key derivations at once, and pages go on."""
    assert in_loop(pages_beside_sign_ins(door, handler)) == [200] * 20
    assert handler.most <= 3


def test_the_control_one_pool_for_all_would_starve_them(door, handler):
    door.pages = door.deriving
    with pytest.raises(TimeoutError):
        in_loop(pages_beside_sign_ins(door, handler, patience=0.5))


async def pages_beside_sign_ins(door, handler, patience=PATIENCE):
    """What twenty pages are answered while thirty sign-ins stand at the door and none comes to its end."""
    handler.derives.clear()
    sign_ins = [asyncio.create_task(ask(door, "POST", "/sign-in", [b"x"])) for _ in range(30)]
    try:
        await asyncio.sleep(0.02)
        async with asyncio.timeout(patience):
            return [(await ask(door))[0] for _ in range(20)]
    finally:
        handler.derives.set()
        assert {answer[0] for answer in await asyncio.gather(*sign_ins)} == {200}


def test_beyond_its_queue_a_flood_is_told_to_wait(door, handler):
    handler.derives.clear()

    async def flood():
        sign_ins = [asyncio.create_task(ask(door, "POST", "/sign-in", [b"x"])) for _ in range(60)]
        await asyncio.wait(sign_ins, return_when=asyncio.FIRST_COMPLETED)
        handler.derives.set()
        return await asyncio.gather(*sign_ins)

    answers = in_loop(flood())
    turned_away = [answer for answer in answers if answer[0] == 503]
    assert len(turned_away) == 60 - 42
    assert turned_away[0][1][b"retry-after"] == b"30"


def test_a_body_that_trickles_in_takes_no_thread_and_is_ended(door, handler, monkeypatch):
    monkeypatch.setattr(bridge, "SLOW_BODY_SECONDS", 0.1)
    status, _, page = in_loop(ask(door, "POST", "/tell", [b"x"] * 50, pause=0.02))
    assert status == 408 and b"Help now" in page
    assert handler.seen == []


def test_a_browser_that_goes_away_reaches_nobody(door, handler):
    assert in_loop(ask(door, "POST", "/tell", [])) is None
    assert handler.seen == []


def test_the_body_arrives_whole(door):
    status, _, body = in_loop(ask(door, "POST", "/tell", [b"one ", b"two ", b"three"]))
    assert (status, body) == (200, b"one two three")


def test_no_address_of_the_asker_reaches_a_page(door, handler):
    names = [b"x-forwarded-for", b"x-real-ip", b"forwarded", b"cf-connecting-ip", b"true-client-ip", b"x_forwarded_for"]
    in_loop(ask(door, headers=[(name, b"203.0.113.9") for name in names]))
    assert "203.0.113.9" not in str(handler.seen[0])


def test_cookies_are_joined_and_other_headers_too(door, handler):
    in_loop(ask(door, headers=[(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"x"), (b"accept", b"y")]))
    assert (handler.seen[0]["HTTP_COOKIE"], handler.seen[0]["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")


def test_pages_are_zipped_for_who_can_unzip(door):
    import gzip

    _, headers, body = in_loop(ask(door, headers=[(b"accept-encoding", b"br, gzip")]))
    assert headers[b"content-encoding"] == b"gzip" and headers[b"vary"] == b"Accept-Encoding"
    assert gzip.decompress(body) == b"a page " * 400
    assert int(headers[b"content-length"]) == len(body)
    _, headers, body = in_loop(ask(door))
    assert b"content-encoding" not in headers and body == b"a page " * 400


def test_a_fault_below_django_is_a_kind_page_without_its_words(door, monkeypatch, caplog):
    def broken(environ, start_response):
        raise RuntimeError("the words of a member")

    door.handler = broken
    status, _, page = in_loop(ask(door))
    assert status == 500 and b"the words" not in page
    assert "the words" not in caplog.text


def test_a_picture_may_be_larger_than_a_form_and_few_are_taken_in_at_once(door):
    large = [b"x" * 1024 * 1024] * 5

    async def both():
        return (await ask(door, "POST", "/circles/7/picture", large))[0], (await ask(door, "POST", "/circles/7/pictures", large))[0]

    assert in_loop(both()) == (200, 413)

    async def flood():
        return await asyncio.gather(*(ask(door, "POST", "/circles/7/picture", [b"x"] * 4, pause=0.01) for _ in range(10)))

    assert sorted(answer[0] for answer in in_loop(flood())) == [200] * 4 + [503] * 6


def test_a_picture_above_its_own_cap_is_answered_kindly(door):
    status, _, page = in_loop(ask(door, "POST", "/circles/7/picture", [b"x" * 1024 * 1024] * 13))
    assert status == 413 and b"smaller file" in page
