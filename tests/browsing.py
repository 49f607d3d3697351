"""A real browser: Chromium by Playwright. Nothing in it may reach beyond this machine."""

import os
import shutil
import time
from urllib.parse import urlsplit

import pytest

from tests.serving import PATIENCE

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def pytest_addoption(parser):
    parser.addoption("--shots", metavar="FOLDER", help="write the README's pictures there (tests/browser/test_shots.py)")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    assert path, "These tests need Chromium (on Debian: apt install chromium)."
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=QUIET + as_root)
        yield opened
        opened.close()


class Watch:
    """What pages did that they must not. A test that expects some of it empties the list."""

    def __init__(self):
        self.outside: list[str] = []
        self.faults: list[str] = []

    def over(self, context) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(str(error.error)))

    def _request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in {"localhost", "127.0.0.1"}:
            self.outside.append(request.url)

    def _console(self, message) -> None:
        if message.type == "error" and "Content Security Policy" in message.text:
            self.faults.append(message.text)


@pytest.fixture
def watch():
    """Fails the test when a page asks for anything outside, breaks its own policy, or throws."""
    watching = Watch()
    yield watching
    assert watching.outside == [], "A page reached outside"
    assert watching.faults == [], "A page's script or policy failed"


@pytest.fixture
def new_page(browser, watch):
    """Opens a page in a context of its own: new_page(width=390, dark=True, scripts=False, at=address)."""
    contexts = []

    def new(*, width: int = 1280, height: int = 900, dark: bool = False, scripts: bool = True, at: str = "", **options):
        options.setdefault("color_scheme", "dark" if dark else "light")
        options.setdefault("reduced_motion", "reduce")
        context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=scripts, base_url=at or None, **options)
        context.set_default_timeout(PATIENCE * 1000)
        watch.over(context)
        contexts.append(context)
        return context.new_page()

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page):
    """One page on a desk, with scripts; give full addresses."""
    return new_page()


AXE_RUN = """async ([within, options]) => {
  const all = document.querySelectorAll('*')
  return (await axe.run(within ? {include: within.map(n => all[n])} : document, options)).violations
}"""


@pytest.fixture
def axe():
    """axe(page) fails when axe-core finds anything; `within` the elements of these numbers alone, if they are given.
    The page's policy stays in force: axe is evaluated, not injected."""
    from axe_playwright_python.base import AXE_SCRIPT

    def check(page, within: list[int] | None = None, **options) -> None:
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE_SCRIPT)
        # No page has frames, and no rule that is on asks for what is in style sheets.
        options = {"resultTypes": ["violations"], "preload": False, "iframes": False, **options}
        found = page.evaluate(AXE_RUN, [within, options])
        assert not found, "\n".join(_told(violation) for violation in found)

    return check


def _told(violation) -> str:
    places = "; ".join(" ".join(node["target"]) if all(isinstance(part, str) for part in node["target"]) else str(node["target"]) for node in violation["nodes"][:5])
    return f"{violation['id']}: {violation['help']} ({places})"


def until(page, is_so) -> None:
    """Until `is_so`, a function or what the page is asked. Asked from here: a page of ours lets no script be made of
    words, which waiting inside it would need."""
    patience = time.monotonic() + PATIENCE
    while not (is_so() if callable(is_so) else page.evaluate(is_so)):
        assert time.monotonic() < patience, is_so
        page.wait_for_timeout(50)
