"""A browser without scripts, over real HTTP: cookies, redirects, forms, and everything it was shown."""

import html
import http.client
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from tests.forms import Form, forms_of, links_of

# What a browser, a careless proxy or a hostile client can say about where it is.
ADDRESSES = {
    "X-Forwarded-For": "203.0.113.77, 198.51.100.23", "Forwarded": 'for=203.0.113.77;by="[2001:db8:cafe::17]"',
    "X-Real-IP": "203.0.113.77", "True-Client-IP": "203.0.113.77", "CF-Connecting-IP": "203.0.113.77",
    "X-Client-IP": "203.0.113.77", "X-Cluster-Client-IP": "198.51.100.23", "Fastly-Client-IP": "198.51.100.23",
    "X-Forwarded-Host": "zq-forwarded.example", "X_Forwarded_For": "203.0.113.77", "Via": "1.1 zq-proxy.example",
}
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 zqagentzq/7.7"
# What of that would be a trace, wherever it stood.
NETWORK = ["203.0.113.77", "198.51.100.23", "2001:db8:cafe::17", "127.0.0.1", "zq-forwarded.example", "zq-proxy.example", "zqagentzq"]
LEAVE = "/leave"  # a link that ends what somebody is doing


@dataclass
class Got:
    """One answer."""

    path: str
    status_code: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def text(self) -> str:
        """As a person reads it: entities are characters."""
        return html.unescape(self.content.decode())

    @property
    def is_page(self) -> bool:
        return (self.headers.get("Content-Type") or "").startswith("text/html")


@dataclass
class Surfer:
    """Somebody with a browser. `seen` is every page they were shown, in order."""

    port: int
    headers: dict = field(default_factory=lambda: {**ADDRESSES, "User-Agent": AGENT})
    cookies: dict = field(default_factory=dict)
    seen: list[Got] = field(default_factory=list)

    def __post_init__(self):
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def get(self, path: str) -> Got:
        """The page at `path`, redirects followed."""
        got = self.ask("GET", path)
        for _ in range(6):
            if got.status_code not in (301, 302, 303):
                break
            got = self.ask("GET", got.headers["Location"])
        if got.is_page:
            self.seen.append(got)
        return got

    def post(self, path: str, data: dict) -> Got:
        """What handing in gives, redirects not followed."""
        body = urlencode(data, doseq=True).encode()
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://localhost:{self.port}"})

    def ask(self, method: str, address: str, body: bytes | None = None, more: dict | None = None) -> Got:
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        headers = {**self.headers, "Host": f"localhost:{self.port}", **(more or {})}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
        except (TimeoutError, http.client.RemoteDisconnected, ConnectionError):
            self.line.close()
            self.line.request(method, path, body, headers)
            answer = self.line.getresponse()
        got = Got(path, answer.status, answer.headers, answer.read())
        for line in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(line).items():
                self.cookies.pop(name, None) if morsel["max-age"] == "0" or not morsel.value else self.cookies.update({name: morsel.value})
        return got

    def form(self, path: str, *, part: str = "", fields=()) -> Form:
        """The first form of the page at `path` that hands in to an address with `part` and has these fields."""
        got = self.get(path)
        for form in forms_of(got, got.path):
            if form.method == "post" and part in form.action and form.names >= set(fields) and "credential" not in form.names and "/sign-out" not in form.action:
                return form
        raise AssertionError((path, got.path, got.status_code, part, fields, [form.action for form in forms_of(got, got.path)], got.text[:1500]))

    def hand_in(self, path: str, *, part: str = "", **typed) -> Got:
        """Fill that form in and send it; a refusal fails."""
        return self.send(self.form(path, part=part, fields=typed), **typed)

    def send(self, form, **typed) -> Got:
        answer = self.post(form.action, form.data(**typed))
        assert answer.status_code in (302, 200), (form.action, answer.status_code, answer.text[:2000])
        assert not answer.is_page or 'role="alert"' not in answer.text, (form.action, typed, _why(answer))
        return self.get(answer.headers["Location"]) if answer.status_code == 302 else answer

    def walk(self, start=("/",), *, most=400, skip=()) -> dict[str, Got]:
        """Every page that can be reached from `start` by links."""
        found, queue = {}, list(start)
        while queue and len(found) < most:
            path = queue.pop(0)
            if path in found or path == LEAVE or any(part in path for part in skip):
                continue
            got = found[path] = self.get(path)
            if got.is_page and got.status_code == 200:
                queue += sorted(links_of(got) - set(found))
        return found


def _why(answer: Got) -> list[str]:
    import re

    return re.findall(r'class="why"[^>]*>(.*?)</p>|role="alert"[^>]*>(.*?)</div>', answer.text, re.S)[:6] or [answer.text[-1500:]]
