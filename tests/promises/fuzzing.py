"""A fuzzer over the whole sitemap: any address, any method, any parameter, header, cookie and body, as anybody.

It is driven by Hypothesis and goes in through config/bridge.py, as a request does once its body has been read.
What a page asks for it knows from the page's own forms and from the page's code, so that most of what it sends
is nearly right: that is where faults are.
"""

import itertools
import json
import time
import traceback
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes, unquote, urlencode

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import got_request_exception, request_finished, request_started
from django.db import close_old_connections
from django.urls import get_resolver
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from cairn.config import bridge
from cairn.members import throttle
from tests.promises.world import World, addresses, put_back

MOST_SECONDS = 2  # of work for one answer
TOKEN = "k" * 32
METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
NAMES = ("cookie", "host", "origin", "referer", "accept-language", "accept-encoding", "user-agent", "content-type", "x-fragment", "x-forwarded-for", "sec-fetch-site", "range", "if-none-match")
FORM = "application/x-www-form-urlencoded"


@dataclass
class Sent:
    """One request, as it goes over the line."""

    role: str
    method: str
    address: str
    headers: list[tuple[str, str]]
    body: tuple[str, bytes]  # its type, and what is in it

    def __str__(self):
        return f"{self.role}: {self.method} {self.address[:200]} {self.headers} {self.body[0][:60]} {self.body[1][:300]!r}"


# ---- what a value may be


STRANGE = (
    b"", b" ", b"0", b"-1", b"1e9", b"NaN", b"9" * 30, b"9223372036854775808", "٣".encode(), "²".encode(), b"\0", b"a\0b", b"\xff\xfe", b"\xed\xa0\x80", "\u202e".encode(), b"%s{0}{{7*7}}",
    b"<script>", b"../../etc/passwd", b"null", b"true", b"[]", b"{}", b"on", b"share:1", b"member:", b"2026-02-30", b"2026-10-25T02:30", b"25:61", b"Europe/Nowhere", b"//evil.example", b"a" * 5000,
)
VALUES = st.one_of(st.sampled_from(STRANGE), st.text(max_size=30).map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=20), st.integers(-3, 2**65).map(lambda n: str(n).encode()))
LINE = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=40)
WORDS = st.text("abcdefghijklmnopqrstuvwxyz_[]-", min_size=1, max_size=12)


@dataclass(repr=False)
class Fuzzer:
    """`names` are the addresses it asks; all of the sitemap unless said."""

    world: World
    names: tuple[str, ...] = ()
    each: int = 3  # requests to an address in the first round
    asked: int = 0
    met: set = field(default_factory=set)  # (address name, method, status)
    broken: list[str] = field(default_factory=list)

    def __post_init__(self):
        from tests.promises.test_hostile import asked_after

        self.names = self.names or tuple(sorted(addresses()))
        self.words = {name: tuple(sorted(words)) for name, words in asked_after().items()}
        self.methods = {pattern.name: tuple(pattern.callback.methods) for pattern in get_resolver().url_patterns}
        self.forms: dict[str, list[tuple[str, str, dict]]] = {}  # (who met it, where it leads, what it holds)
        for met in self.world.all_forms():
            self.forms.setdefault(met.route, []).append((met.role, met.form.action, met.form.data()))
        self.cookies = {role: self.world.client(role).cookies.output(header="", sep=";").strip() for role in self.world.roles()}
        self.handler = WSGIHandler()

    def run(self, seconds: float = 0, *, found=lambda: False) -> None:
        """Every address a few times, and again until the time is over or something is found. Each round tries others,
        and the same in every run."""
        until = time.monotonic() + seconds
        for number in itertools.count():
            for name in self.names:
                if found() or (number and time.monotonic() > until):
                    return
                self._ask(name, number)

    def _ask(self, name: str, number: int) -> None:
        @seed(f"{name} {number}")
        @settings(max_examples=self.each * (number + 1), deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
        @given(self.requests(name))
        def one(sent):
            self.send(name, sent)

        one()

    # ---- composing

    def requests(self, name: str):
        """A form of this page, nearly as it was met; or anything at all."""
        anything = st.builds(Sent, st.sampled_from(self.world.roles()), self.ways(name), st.tuples(self.paths(name), self.queries(name)).map("".join), self.headers(), self.bodies(name))
        if name not in self.forms:
            return anything
        met = st.sampled_from(self.forms[name]).flatmap(lambda form: st.builds(Sent, st.just(form[0]), st.just("POST"), st.just(form[1]), self.headers(), self.changed(form[2])))
        return st.one_of(met, met, anything)

    def ways(self, name: str):
        return st.one_of(st.sampled_from(self.methods[name]), st.sampled_from(self.methods[name]), st.sampled_from(METHODS))

    def headers(self):
        return st.one_of(st.just([]), st.just([]), st.lists(st.tuples(st.sampled_from(NAMES), LINE), max_size=2))

    def paths(self, name: str):
        """Mostly a good address; else with one parameter that is none."""
        _pattern, parameters = addresses()[name]
        good = st.just(self.world.address(name))
        if not parameters:
            return good
        bad = st.tuples(st.sampled_from(parameters), VALUES.filter(len).map(lambda value: quote_from_bytes(value, safe="")))
        return st.one_of(good, good, bad.map(lambda pair: self.world.address(name, **{pair[0]: pair[1]})))

    def queries(self, name: str):
        words = st.one_of(st.sampled_from(self.words[name]), WORDS) if self.words.get(name) else WORDS
        pairs = st.lists(st.tuples(words, VALUES), max_size=3)
        return st.one_of(st.just([]), pairs).map(lambda pairs: "?" + urlencode(pairs) if pairs else "")

    def bodies(self, name: str):
        """As (content type, bytes): a form of this page, or nothing that anybody would send."""
        held = st.sampled_from([form for _role, _action, form in self.forms.get(name, [("", "", {})])])
        broken = st.tuples(st.one_of(LINE, st.just("multipart/form-data; boundary=x"), st.just("application/json")), st.binary(max_size=60))
        return st.one_of(held.flatmap(self.changed), broken)

    def changed(self, form: dict):
        """A form with some of its fields changed, one unknown, sent in one of the ways there are. Its key is mostly a
        new one, so that the act is tried and not taken for done."""
        fields = st.sampled_from(sorted(form)) if form else WORDS
        changes = st.one_of(st.just({}), st.dictionaries(fields, st.lists(VALUES, max_size=2), min_size=1, max_size=3), st.dictionaries(WORDS, st.lists(VALUES, max_size=2), max_size=1))
        before = {name: _bytes(values) for name, values in form.items()}
        key = st.integers(0, 2**40).map(lambda n: {"once": [str(n).encode()]} if "once" in form else {})
        whole = st.tuples(key, changes).map(lambda pair: {**before, **pair[0], **pair[1], "csrfmiddlewaretoken": [TOKEN.encode()]})
        return st.tuples(st.sampled_from((as_form, as_form, as_parts, as_json)), whole).map(lambda pair: pair[0](pair[1]))

    # ---- sending

    def send(self, name: str, sent: Sent) -> None:
        causes: list[str] = []
        listen = lambda **more: causes.append(traceback.format_exc(limit=-3))  # noqa: E731
        got_request_exception.connect(listen)
        request_finished.disconnect(close_old_connections)  # the world lives in this connection's transaction
        request_started.disconnect(close_old_connections)
        throttle.forget()
        began = time.thread_time()
        try:
            with put_back():
                answer = bridge.page_answer(self.handler, self.scope_of(sent), sent.body[1])
        finally:
            got_request_exception.disconnect(listen)
            request_finished.connect(close_old_connections)
            request_started.connect(close_old_connections)
        took = time.thread_time() - began
        self.asked += 1
        self.met.add((name, sent.method, answer.status))
        if answer.status >= 500 or took > MOST_SECONDS:
            self.broken.append(f"{name} {answer.status} after {took:.1f} s\n  {sent}\n  {''.join(causes)[-700:]}")


    def scope_of(self, sent: Sent) -> dict:
        path, _mark, query = sent.address.partition("?")
        usual = [("cookie", f"{self.cookies[sent.role].partition(';')[0]}; csrf={TOKEN}"), ("host", "localhost"), ("content-type", sent.body[0])]
        headers = [(name.encode(), value.encode("latin-1", "replace")) for name, value in {**dict(usual), **dict(sent.headers)}.items()]
        return {
            "type": "http", "method": sent.method, "path": unquote(path), "query_string": query.encode("latin-1", "replace"), "http_version": "1.1",
            "headers": headers, "client": ("203.0.113.9", 1), "server": ("localhost", 80),
        }


def _bytes(values) -> list[bytes]:
    return [value.encode() if isinstance(value, str) else value for value in values]


def as_form(data: dict) -> tuple[str, bytes]:
    return FORM, urlencode(data, doseq=True).encode()


def as_parts(data: dict) -> tuple[str, bytes]:
    """As multipart, with what looks like a file among it."""
    parts = [b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode("utf-8", "surrogatepass"), value) for name, values in data.items() for value in values]
    file = b'--b\r\nContent-Disposition: form-data; name="picture"; filename="../a\\".png"\r\nContent-Type: image/png\r\n\r\n%s\r\n' % b"\x89PNG\r\n\x1a\n"
    return "multipart/form-data; boundary=b", b"".join(parts) + file + b"--b--\r\n"


def as_json(data: dict) -> tuple[str, bytes]:
    return "application/json", json.dumps({name: [value.decode(errors="replace") for value in values] for name, values in data.items()}).encode()
