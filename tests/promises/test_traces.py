"""What somebody leaves behind by being here: no address anywhere, no words in a log, nothing in another's cache."""

import logging
import re
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import path

from cairn.base import clock
from cairn.base.middleware import CSP
from cairn.base.pages import public
from tests import cast
from tests.members.doors import come_in, hand_in
from tests.promises.canaries import found_in
from tests.promises.surfing import NETWORK, Surfer
from tests.promises.world import World, addresses, put_back

# A village is long in the making: on SQLite test_canaries.py has one, and looks for addresses too.
IN_THE_VILLAGE = pytest.mark.on("postgres")
CANARY = "zqplantedwordszq"


# ---- no network address


@IN_THE_VILLAGE
def test_no_address_is_stored(village):
    """The browsers of the village sent them with every request, in every header that proxies know."""
    assert found_in(village.rows(), NETWORK) == set()


@IN_THE_VILLAGE
def test_no_address_is_in_a_file_or_a_log(village):
    for name, heap in village.files().items():
        assert found_in(heap, NETWORK) == set(), name


@IN_THE_VILLAGE
def test_no_address_is_in_a_backup(village):
    assert found_in(village.backup(), NETWORK) == set()


@IN_THE_VILLAGE
def test_the_search_would_find_one(village):
    heap = village.rows()
    for address in NETWORK:
        assert found_in(heap + b"\t" + address.encode(), [address]) == {address}
    assert b"Firefox on Linux" in heap  # the device is known as the member sees it, and nothing finer


ASKERS = {"older": "203.0.113.77", "newer": "2001:db8:cafe:17:aaaa:bbbb:cccc:dddd"}


def forms_of_address(address: str) -> list[bytes]:
    """As text, as its bytes, as their hexadecimal digits, and as a number; the newer kind by its network as well."""
    from ipaddress import ip_address

    one = ip_address(address)
    packed = [one.packed, one.packed[:8]] if one.version == 6 else [one.packed]
    texts = [address, one.exploded, str(int(one))] + ([address.split(":aaaa")[0]] if one.version == 6 else [])
    return [*(text.encode() for text in texts), *packed, *(part.hex().encode() for part in packed)]


def everything_stored() -> bytes:
    from django.apps import apps
    from django.db import connection

    heap = b""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("cairn").get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            values = [value for row in cursor.fetchall() for value in row]
            heap += b"\t".join(bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode() for v in values)
    return heap


@pytest.mark.django_db
@pytest.mark.parametrize("asker", ASKERS.values(), ids=ASKERS)
@pytest.mark.parametrize("by_proxy", [True, False])
def test_what_is_counted_by_place_is_stored_without_the_address(asker, by_proxy, logged, capfd, tmp_path):
    """Wrong passwords, codes, mail, and coming in: all of them count, and none leaves an address in a row or a log."""
    from cairn.base.models import DayKey, Tally
    from cairn.config.bridge import environ_of

    asked = {
        "method": "GET", "path": "/", "query_string": b"", "http_version": "1.1", "server": ("localhost", 80),
        "client": ("127.0.0.1" if by_proxy else asker, 4711),
        "headers": [(b"x-forwarded-for", asker.encode()), (b"x-real-ip", asker.encode())],
    }
    environ = environ_of(asked, b"")
    cast.space()
    browser = Client(**{name: environ[name] for name in ("cairn.place", "REMOTE_ADDR")})
    hand_in(browser, "/sign-in", sign_in_name="nobody-has-this", password="not the right words")
    hand_in(browser, "/recover", recovery_code="AAAAA-BBBBB-CCCCC-DDDDD")
    come_in(browser)
    assert Tally.objects.count() >= 4 and DayKey.objects.exists()
    heap = everything_stored() + "\n".join(logged).encode() + "".join(capfd.readouterr()).encode()
    assert [form for form in forms_of_address(asker) if form in heap] == []
    assert environ["cairn.place"].encode() not in heap  # nor what the address itself was made into
    assert forms_of_address(asker)[0] in heap + asker.encode()


# ---- no words and no paths in the log


@IN_THE_VILLAGE
def test_the_log_of_a_lived_in_space_is_our_own_lines(village):
    """No path, no id, nobody's words: what was asked for is written nowhere."""
    lines = [line for line in village.space.log.splitlines() if line and not line.startswith("Cairn is open at")]
    odd = [line for line in lines if re.search(r"/(shares|circles|you|seats|responses|report|invited|come-in|set-up|recover|mail|space)\b|\d{9,}|GET|POST", line)]
    assert odd == []


@public
def broken_page(request):
    raise ValueError(f"{CANARY} {request.POST.get('text', '')}")


def broken_clock():
    raise ValueError(CANARY)


def broken_drawing(event):
    raise ValueError(CANARY)


class planted_urls:
    """The sitemap with one page that breaks."""

    from cairn.config.urls import handler400, handler403, handler404, handler500
    from cairn.config.urls import urlpatterns as _patterns

    urlpatterns = [*_patterns, path("broken", broken_page, name="broken")]


@pytest.fixture
def logged():
    """Every line that any logger writes."""
    lines = []

    class Hear(logging.Handler):
        def emit(self, record):
            lines.append(logging.Formatter("%(name)s %(levelname)s %(message)s").format(record))

    hear, loggers = Hear(), [logging.getLogger(name) for name in ("", "cairn", "django", "uvicorn", "asyncio")]
    for logger in loggers:
        logger.addHandler(hear)
    yield lines
    for logger in loggers:
        logger.removeHandler(hear)


@pytest.mark.django_db
def test_a_broken_page_is_logged_by_kind_and_place_alone(settings, logged, capfd):
    cast.space()
    settings.ROOT_URLCONF = planted_urls
    client = Client(raise_request_exception=False)
    answer = client.post("/broken", {"text": CANARY})
    assert answer.status_code == 500 and CANARY not in answer.text and "It is not your doing" in answer.text
    said = "\n".join(logged)
    assert "ValueError at" in said and "test_traces.py" in said
    assert CANARY not in said and "/broken" not in said
    assert CANARY not in "".join(capfd.readouterr())


@pytest.mark.django_db
def test_a_broken_act_of_the_clock_is_logged_by_name_and_kind_alone(logged, monkeypatch):
    from datetime import timedelta

    monkeypatch.setitem(clock._due, "planted", (timedelta(0), broken_clock))
    clock.tick(all_now=True)
    assert "planted failed: ValueError" in "\n".join(logged) and CANARY not in "\n".join(logged)


def test_a_letter_that_cannot_be_sent_is_logged_without_its_address(settings, logged):
    from cairn.members import mail

    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    mail.send_proof(f"{CANARY}@example.org", f"/mail/{CANARY}")
    mail.wait()
    assert "could not be sent" in "\n".join(logged) and CANARY not in "\n".join(logged)


def test_a_logger_of_somebody_else_says_no_words(logged):
    """A control for the ear: it hears every logger."""
    logging.getLogger("somebody.else").error("%s", CANARY)
    assert any(CANARY in line for line in logged)


# ---- what every answer carries


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), put_back():
        yield World()


def wrong_with(response) -> list[str]:
    """What an answer lacks of what every answer carries."""
    said = response.headers
    wrong = [] if said.get("Content-Security-Policy") == CSP else ["policy"]
    wrong += [] if said.get("X-Content-Type-Options") == "nosniff" else ["nosniff"]
    wrong += [] if said.get("Referrer-Policy") == "no-referrer" else ["referrer"]
    wrong += [] if "no-store" in said.get("Cache-Control", "") else ["no-store"]
    wrong += [name for name in ("Server", "X-Powered-By", "Via") if name in said]
    return wrong


@pytest.mark.django_db
@pytest.mark.on("sqlite")  # no database has a say in what an answer carries
@pytest.mark.parametrize("role", ["nobody", "waiting", "author", "coordinator"])
def test_every_answer_of_every_address_carries_the_strict_headers(one_world, role):
    client, wrong = one_world.client(role), []
    for name in addresses():
        for method in ("get", "post", "put"):
            with put_back():
                response = getattr(client, method)(one_world.address(name))
            wrong += [f"{method} {name} {response.status_code}: {what}" for what in wrong_with(response)]
    assert not wrong, "\n".join(wrong)


def test_the_policy_is_strict():
    parts = dict(part.strip().split(" ", 1) for part in CSP.split(";"))
    assert parts["default-src"] == "'none'"
    assert set(parts) >= {"script-src", "style-src", "form-action", "base-uri", "frame-ancestors"}
    for name, value in parts.items():
        assert value in ("'self'", "'none'"), name


@IN_THE_VILLAGE
def test_every_page_of_the_village_was_its_own_alone(village):
    """Over the real line, with what the outer door adds."""
    pages = [got for person in village.people() for got in person.seen]
    assert len(pages) > 200
    wrong = {(got.path, what) for got in pages for what in wrong_with(got)}
    assert wrong == set()
    outside = {
        address for got in pages for address in re.findall(r'(?:src|href|action|srcset|poster|data)="(?:https?:)?//([^/"]+)', got.content.decode())
        if address not in ("localhost", f"localhost:{village.space.port}") and f'href="https://{address}' not in leaving(got)
    }
    assert outside == set()


def leaving(got) -> str:
    """The one link that leads elsewhere: Leave. It is pressed, never fetched."""
    return " ".join(re.findall(r'<a class="leave"[^>]*>', got.content.decode()))


def test_a_missing_header_is_seen():
    careless = SimpleNamespace(headers={"Server": "x/1.0", "Cache-Control": "public"})
    assert wrong_with(careless) == ["policy", "nosniff", "referrer", "no-store", "Server"]


# ---- addresses


@IN_THE_VILLAGE
def test_only_our_own_addresses_are_answered(village):
    person = Surfer(village.space.port)
    for host, status in (("localhost", 200), (f"127.0.0.1:{village.space.port}", 200), ("evil.example", 400), ("evil.example:80", 400), ("local host", 400)):
        for page in ("/", "/sign-in"):
            got = person.ask("GET", page, more={"Host": host})
            assert got.status_code == status and got.headers["Content-Security-Policy"], (host, page)


# ---- cookies


def cookies_set(got) -> dict[str, str]:
    return {line.split("=", 1)[0]: line for line in got.headers.get_all("Set-Cookie") or []}


@IN_THE_VILLAGE
def test_cookies_can_be_read_by_no_script(village):
    person = Surfer(village.space.port)
    set_here = cookies_set(person.ask("GET", "/sign-in")) | cookies_set(person.ask("GET", "/you"))
    assert set(set_here) == {"csrf", "cairn"}
    assert all("HttpOnly" in line and "SameSite=Lax" in line and "Path=/" in line and "Domain" not in line for line in set_here.values())


def test_over_https_cookies_are_bound_to_this_host(start_cairn):
    """As behind a proxy that ends TLS: the configured address says so."""
    space = start_cairn(CAIRN_ADDRESS="https://harbour.example.org")
    space.run("from tests import cast; cast.space(); answer = 1")
    person = Surfer(space.port)
    answers = [person.ask("GET", "/sign-in"), person.ask("GET", "/you")]
    set_here = cookies_set(answers[0]) | cookies_set(answers[1])
    assert set(set_here) == {"__Host-csrf", "__Host-cairn"}
    assert all("Secure" in line and "HttpOnly" in line and "Path=/" in line and "Domain" not in line for line in set_here.values())
    assert all("max-age=31536000" in got.headers["Strict-Transport-Security"] for got in answers)
    space.kill()
