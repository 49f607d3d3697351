"""Bad input of every kind gets a clear message, keeps what was typed, and never breaks a page."""

import inspect
import re
import time
from functools import cache
from urllib.parse import quote_from_bytes, unquote, urlencode

import pytest
from django.apps import apps
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cairn.base import text
from cairn.base.models import Tally
from cairn.members import throttle
from cairn.shares.models import Response, Share
from tests.forms import Form, forms_of
from tests.promises.canaries import route_of
from tests.promises.world import PASSWORD, Met, World, addresses, put_back

# On one database, as it asks thousands of times: the one that refuses more (NUL, numbers too large).
pytestmark = [pytest.mark.django_db, pytest.mark.on("postgres")]
ON_THE_OTHER = pytest.mark.on("sqlite")  # where the database has no say, so that both share the work
ON_BOTH = pytest.mark.on("sqlite", "postgres")

FORM = "application/x-www-form-urlencoded"
MEGABYTE = "It goes on. " * 87_000

# What a field may be handed, instead of what it asks for: bytes as they come over the line.
HOSTILE = {
    "empty": [b""], "blank": [" \u3000\t\r\n".encode()], "missing": [], "array": [b"one", b"two", b""],
    "nul": [b"so\0me wo\0rds"], "bidi": ["so\u202eme \u2066words\u2069".encode()], "zero width": ["so\u200bme\ufeff words".encode()],
    "surrogate": [b"some \xed\xa0\x80 words"], "broken utf-8": [b"some \xff\xfe\xc3( words"], "not a character": ["some \uffff words".encode()],
    "megabyte": [MEGABYTE.encode()], "huge number": [b"9" * 5000], "beyond": [str(2**63).encode()], "negative": [b"-1"],
    "unicode digits": ["٣٤".encode()], "superscript": ["²".encode()], "float": [b"1e999"], "nan": [b"NaN"],
    "template": [b"{{7*7}}%s%(x)s{0}"], "markup": [b"</textarea><script>alert(1)</script>"], "path": [b"../../../etc/passwd"],
    "json": [b'{"a": [1, {"b": null}]}'], "deep json": [b"[" * 20000], "marks": [("a" + "\u0301\u0323" * 40_000).encode()],
}
FOR_WORDS = ("empty", "blank", "missing", "array", "zero width", "huge number", "template", "markup", "deep json")
NOT_WORDS = ("empty", "missing", "array", "nul", "broken utf-8", "huge number", "beyond", "negative", "unicode digits", "superscript", "float", "json")
ANSWERED_AT_ONCE = 'id="tried"'  # practice keeps nothing: what it made of the words, cleaned, is its answer
MOST_SECONDS = 2  # of work
# Shared between the databases: what one of them would refuse goes to that one.
BROKEN_TEXT = {"postgres": ("nul", "surrogate", "broken utf-8"), "sqlite": ("bidi", "not a character", "megabyte", "marks")}


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker):
    """Made once: every test meets it as it was."""
    with django_db_blocker.unblock(), put_back():
        yield World()


@pytest.fixture
def world(one_world):
    throttle.forget()
    return one_world


def encoded(data: dict, name: str, values: list[bytes]) -> bytes:
    """The form as it goes over the line, with these bytes in the field `name`."""
    pairs = [(field, value) for field, held in data.items() if field != name for value in held]
    raw = [f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}" for value in values]
    return "&".join([urlencode(pairs), *raw]).encode()


def send(client: Client, form: Form, name: str, values: list[bytes]):
    began = time.thread_time()
    response = client.post(form.action, encoded(form.data(), name, values), content_type=FORM)
    response.took = time.thread_time() - began
    return response


def broke(response) -> bool:
    """It failed, or took so long that a few of its kind would keep everybody waiting."""
    return response.status_code >= 500 or getattr(response, "took", 0) > MOST_SECONDS


def cause(response) -> str:
    error = getattr(response, "exc_info", None)
    took = f"{response.status_code} after {getattr(response, 'took', 0):.1f} s"
    return f"{took} {error[0].__name__}: {str(error[1])[:200]}" if error else took


def fields_of(form: Form) -> list[str]:
    names = [*dict.fromkeys(name for name, *_ in form.fields), *dict.fromkeys(name for name, _value in form.buttons)]
    return [name for name in names if name != "csrfmiddlewaretoken"]


# ---- every field of every form


def test_no_field_of_any_form_breaks_a_page(world):
    broken, sent, onces = [], 0, 0
    for met in world.all_forms():
        client = world.client(met.role)
        for name in fields_of(met.form):
            hostile = hostile_to(met.form, name)
            if name == "once":  # one reader reads it for all forms: it meets each kind again and again
                hostile = dict([list(hostile.items())[onces % len(hostile)]])
                onces += 1
            for kind, values in hostile.items():
                with put_back():
                    response = send(client, met.form, name, values)
                sent += 1
                if broke(response):
                    broken.append(f"{met} {name}, {kind}: {cause(response)}")
    assert sent > 800 and onces > 25
    assert not broken, "\n".join(broken)


def hostile_to(form: Form, name: str) -> dict[str, list[bytes]]:
    """For words what the next test does not send; for choices and unseen fields what could pass for one."""
    types = {kind for field, kind, *_ in form.fields if field == name}
    if name in form.typed + form.secret:
        kinds = FOR_WORDS
    elif name == "once" or types & {"radio", "checkbox", "option"}:
        kinds = ("missing", "array", "nul", "huge number", "unicode digits")
    else:
        kinds = NOT_WORDS
    return {kind: HOSTILE[kind] for kind in kinds}


@ON_BOTH
def test_what_was_typed_is_on_the_page_again_with_a_message(world, database):
    """Cleaned of what hides in it; a password never."""
    forms, broken, silent, lost, shown = world.typed_forms(), [], [], [], []
    assert len(forms) > 25
    for met in forms:
        client = world.client(met.role)
        for name in met.form.typed + met.form.secret:
            for kind in BROKEN_TEXT[database]:
                with put_back():
                    response = send(client, met.form, name, HOSTILE[kind])
                broken += [f"{met} {name}, {kind}: {cause(response)}"] if broke(response) else []
                if response.status_code == 302:
                    continue  # taken: the reader of a password, say, takes every character
                if name in met.form.secret:
                    shown += [f"{met} {name}"] if text.clean(HOSTILE[kind][0].decode(errors="replace")) in response.text else []
                    continue
                if is_silent(response):
                    silent.append(f"{met} {name}, {kind}: {response.status_code}")
                if not is_given_back(response, met, name, HOSTILE[kind][0]):
                    lost.append(f"{met} {name}, {kind}: {response.status_code}")
    assert not broken, "\n".join(broken)
    assert not shown, "A password was shown:\n" + "\n".join(shown)
    assert not silent, "Nothing was said:\n" + "\n".join(silent)
    assert not lost, "Typed words were lost:\n" + "\n".join(lost)


def is_silent(response) -> bool:
    return 'role="alert"' not in response.text and ANSWERED_AT_ONCE not in response.text


def is_given_back(response, met: Met, name: str, typed: bytes) -> bool:
    wanted = text.clean(typed.decode(errors="replace"))
    held = [value for form in forms_of(response, met.page) for field, kind, value, _ in form.fields if field == name and kind != "hidden"]
    return any(text.clean(value) == wanted or " ".join(value.split()) == " ".join(wanted.split()) for value in held)


@ON_THE_OTHER
def test_nothing_missing_and_nothing_else_breaks_a_page(world):
    """No field at all; fields nobody asked for; a thousand of them."""
    broken = []
    many = urlencode([(f"field{n}", n) for n in range(1000)])
    for met in world.typed_forms():
        client = world.client(met.role)
        for body in ("", "=&&==&%&%zz=%", "text[]=1&text[a]=2&__proto__=x", many):
            with put_back():
                response = client.post(met.form.action, body, content_type=FORM)
            broken += [f"{met}, {body[:20]}: {cause(response)}"] if broke(response) else []
    assert not broken, "\n".join(broken)


CONTENT_TYPES = {
    "application/json": b'{"text": "words"}', "text/plain": b"text=words", "text/xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "": b"words",
    "multipart/form-data": b"no boundary", "multipart/form-data; boundary=": b"--\r\n", "multipart/form-data; boundary=x": b"--x\r\nContent-Disposition: form-data; name=\"te",
    "multipart/form-data; boundary=y": b'--y\r\nContent-Disposition: form-data; name="text"; filename="a.txt"\r\n\r\nwords\r\n--y--\r\n',
    "multipart/form-data; boundary=z; charset=utf-7": b'--z\r\nContent-Disposition: form-data; name="text"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!\r\n--z--\r\n',
    "application/x-www-form-urlencoded; charset=nonsense": b"text=words", "application/x-www-form-urlencoded; charset=utf-16": b"text=words",
}


@pytest.mark.parametrize("strict", [False, True], ids=["", "checking the form's token"])
@ON_THE_OTHER
def test_a_wrong_content_type_gets_an_answer(world, strict):
    broken = []
    for met in world.typed_forms():
        client = world.client(met.role, enforce_csrf_checks=strict)
        for content_type, body in CONTENT_TYPES.items():
            with put_back():
                response = client.generic("POST", met.form.action, body, content_type=content_type)
            broken += [f"{met}, {content_type}: {cause(response)}"] if broke(response) else []
    assert not broken, "\n".join(broken)


# ---- addresses


BAD_NUMBERS = ("0", "-1", "9223372036854775807", "9223372036854775808", "9" * 400, "%D9%A3", "1.5", "0x10", "00", "%C2%B2", "1%00", "1e3", "%2B1")
BAD_WORDS = ("%00", "%E2%80%AE", "%ff%fe", "a" * 6000, "..%2f..%2fetc", "%7B%7B7%7D%7D", "%22%3E%3Cscript%3E", "%20", "%0d%0aSet-Cookie:x=1", "=", "AAAA", "%ed%a0%80", "A" * 41 + "%3D%3D%3D")
NUMBERS = {"pk", "number", "about"}


@pytest.mark.parametrize("role", ["nobody", "author", "coordinator"])
def test_no_address_breaks_a_page(world, role):
    broken, asked, refused = [], 0, set()
    client = world.client(role)
    for name, (_pattern, parameters) in addresses().items():
        for parameter in parameters:
            for bad in BAD_NUMBERS if parameter in NUMBERS else BAD_WORDS:
                path = world.address(name, **{parameter: bad})
                for method in (client.get, client.post) if role == "author" else (client.get,):
                    alike = refused_unread(path, method.__name__.upper(), name, bad)
                    if alike in refused:
                        continue
                    refused |= {alike} if alike else set()
                    with put_back():
                        response = method(path)
                    asked += 1
                    broken += [f"{name} {parameter}={bad[:30]} {method.__name__}: {cause(response)}"] if broke(response) else []
    assert asked > 300
    assert not broken, "\n".join(broken)


def refused_unread(path: str, method: str, name: str, bad: str) -> tuple | None:
    """Which addresses are refused before any page reads what stands in them, and so for one reason: once is enough."""
    try:
        view = resolve(unquote(path)).func
    except Resolver404:
        return "no such page", bad
    return None if method in view.methods else ("not so", name)


def test_what_a_page_would_read_is_never_taken_for_refused(world):
    """The control."""
    good = world.address("share")
    assert refused_unread(good, "GET", "share", "") is None
    assert refused_unread(world.address("share", pk="9" * 400), "GET", "share", "9" * 400) is None
    assert refused_unread(world.address("share", pk="1.5"), "GET", "share", "1.5") == ("no such page", "1.5")
    assert refused_unread(good, "POST", "share", "") == ("not so", "share")


ASKED = re.compile(r'GET\.get\("(\w+)"|GET\["(\w+)"\]|"(\w+)" in request\.GET|asked\.get\("(\w+)"|in \(([^()]+)\) if request\.GET')


@cache
def asked_after() -> dict[str, set[str]]:
    """What pages read from the ? of their address: URL name and the words they look for, from the code itself."""
    return {pattern.name: words_asked_by(pattern.callback) for pattern in get_resolver().url_patterns}


def words_asked_by(view) -> set[str]:
    """By the view, and by whatever of ours it may call."""
    found = [hit for one in reached_from(view) for hit in ASKED.findall(inspect.getsource(one))]
    return {word for hit in found for part in hit for word in re.findall(r"\w+", part)}


def reached_from(view) -> set:
    """Every function of ours that is named in it, in those that are named there, and so on."""
    reached, queue = set(), [inspect.unwrap(view)]
    while queue:
        one = queue.pop()
        if one not in reached:
            reached.add(one)
            queue += [inspect.unwrap(found) for found in named_in(one) if getattr(found, "__module__", "").startswith(("cairn.", "tests."))]
    return reached


def named_in(function):
    names = names_in(function.__code__)
    held = [function.__globals__[name] for name in names if name in function.__globals__]
    held += [getattr(module, name) for module in held if inspect.ismodule(module) and module.__name__.startswith("cairn.") for name in names if hasattr(module, name)]
    return [found for found in held if inspect.isfunction(inspect.unwrap(found))]


def names_in(code) -> set[str]:
    return {*code.co_names, *(name for inner in code.co_consts if inspect.iscode(inner) for name in names_in(inner))}


def _planted_reader(request):
    return [_planted_helper(request) for _each in (1,)]


def _planted_helper(request):
    return request.GET.get("planted"), {name: 1 for name in ("one", "two") if request.GET.get(name)}


def test_a_word_that_a_helper_asks_for_is_known():
    """The control."""
    assert words_asked_by(_planted_reader) == {"planted", "one", "two"}


def test_nothing_after_the_question_mark_breaks_a_page(world):
    broken, asked = [], 0
    client = world.client("author")
    values = [quote_from_bytes(HOSTILE[kind][0]) for kind in ("nul", "surrogate", "huge number", "beyond", "negative", "unicode digits", "superscript", "markup")]
    values += ["", "2026-13-45_1", "2026-01-01T00:00:00%2B00:00_99999999999999999999", "9999-12-31T23:59:59-23:59_1", "0001-01-01T00:00:00%2B23:59_1", "share:99999999999999999999", "share:%D9%A3", "member:", "//evil.example", "javascript:alert(1)"]
    for name, words in asked_after().items():
        for word in words:
            for value in values:
                with put_back():
                    response = client.get(f"{world.address(name)}?{word}={value}")
                asked += 1
                broken += [f"{name}?{word}={value[:40]}: {cause(response)}"] if broke(response) else []
    assert {"draft", "circle", "before", "back", "stream", "after", "stones"} <= {word for words in asked_after().values() for word in words}
    assert asked > 500
    assert not broken, "\n".join(broken)


METHODS = ("PUT", "DELETE", "TRACE", "OPTIONS", "BREW")


@pytest.mark.parametrize("role", ["nobody", "coordinator"])
@ON_THE_OTHER
def test_an_unknown_method_is_refused_and_does_nothing(world, role):
    wrong, before = [], counted()
    client = world.client(role)
    for name in addresses():
        for method in METHODS:
            response = client.generic(method, world.address(name), b"text=words", content_type=FORM)
            if response.status_code not in (302, 404, 405) or (response.status_code == 302 and response["Location"] not in elsewhere()):
                wrong.append(f"{method} {name}: {cause(response)} {response.get('Location', '')}")
    assert not wrong, "\n".join(wrong)
    assert counted() == before


def elsewhere() -> set[str]:
    return {"/sign-in", "/waiting", "/not-yet"}


@ON_THE_OTHER
def test_head_answers_as_get_does_without_a_body(world):
    client = world.client("author")
    for name in addresses():
        with put_back():
            got = client.get(world.address(name))
        with put_back():
            head = client.head(world.address(name))
        assert (head.status_code, head.content) == (got.status_code, b"") or got.status_code == head.status_code == 405, name


HEADERS = {
    "HTTP_COOKIE": ["cairn=" + "x" * 5000, "cairn=\x00; csrf=\xff", "cairn=%00", "cairn", ";;;=;", 'cairn="a;b"; cairn=c'],
    "HTTP_USER_AGENT": ["\xff\xfe", "x" * 10_000, ""], "HTTP_ACCEPT_LANGUAGE": ["x" * 5000, ";q=;;q=9", "\xff"],
    "HTTP_HOST": ["evil.example", "localhost:99999", "[::1", "\x00", "localhost,localhost"], "HTTP_ORIGIN": ["null", "http://[", "\xff"],
    "HTTP_REFERER": ["http://[", "\xff"], "HTTP_X_FRAGMENT": ["signals", "\xff"], "HTTP_SEC_FETCH_SITE": ["cross-site", "\xff"],
}


@ON_THE_OTHER
def test_no_header_breaks_a_page(world):
    broken = []
    for header, values in HEADERS.items():
        for value in values:
            for path in ("/", "/sign-in", f"/shares/{world.share.pk}"):
                client = world.client("author", enforce_csrf_checks=True)
                for method in (client.get, client.post):
                    with put_back():
                        response = method(path, **{header: value})
                    broken += [f"{header} {value[:20]!r} {path}: {cause(response)}"] if broke(response) else []
    assert not broken, "\n".join(broken)


# ---- forms that come too late, twice, or after somebody else


@ON_THE_OTHER
def test_an_expired_form_gives_back_what_was_typed(world):
    lost = []
    for met in world.typed_forms():
        client = world.client(met.role, enforce_csrf_checks=True)
        data = met.form.data(**{name: f"Words for {name}" for name in met.form.typed}, **dict.fromkeys(met.form.secret, "a secret nobody sees"))
        response = client.post(met.form.action, data | {"csrfmiddlewaretoken": ["x" * 64]})
        assert response.status_code == 403 and "a secret nobody sees" not in response.text, met
        lost += [f"{met} {name}" for name in met.form.typed if f'"Words for {name}"' not in response.text and f">Words for {name}" not in response.text and name != "recovery_code"]
    assert not lost, "\n".join(lost)


def share_form(client, world) -> Form:
    path = f"/shares/{world.as_someone.pk}"
    return next(form for form in forms_of(client.get(path), path) if form.action == f"{path}/respond")


WORDS = {"mail": "dell@example.org", "leave_to": "https://example.org/", "name": "Another name", "sign_in_name": "another-name-5", "recovery_code": "x", "number": "116 123"}


def good_data(form: Form) -> dict:
    typed = {name: WORDS.get(name.rsplit("-", 1)[-1], "Words of a person.") for name in form.typed}
    return form.data(**typed, **dict.fromkeys(form.secret, PASSWORD), **{name: "on" for name in ("confirmed", "public") if name in form.names})


@pytest.mark.parametrize("role", ["waiting", "member", "author", "facilitator", "coordinator"])
@ON_THE_OTHER
def test_a_form_sent_twice_is_done_once(world, role):
    """The same answer, and not one row more."""
    done, wrong = 0, []
    for met in world.forms(role):
        client = world.client(role)
        with put_back():
            fresh = next(form for form in forms_of(client.get(met.page), met.page) if route_of(form.action) == met.route and form.names == met.form.names)
            data = good_data(fresh)
            first = client.post(fresh.action, data)
            if first.status_code != 302:
                continue
            rows = counted()
            second = client.post(fresh.action, data)
            done += 1
            if counted() != rows or broke(second) or leads_to(second) not in (leads_to(first), LEADS_OUT.get(first["Location"])):
                wrong.append(f"{met}: {first['Location']}, then {cause(second)} {second.get('Location', '')} {more_than(rows)}")
    assert done > (1 if role == "waiting" else 8)
    assert not wrong, "\n".join(wrong)


def leads_to(answer) -> str:
    """Without what follows the question mark. The book's address is the choice itself, sealed anew each time; nothing is kept of it."""
    return re.sub(r"(?<=^/book/).*", "", answer.get("Location", "").split("?")[0])


LEADS_OUT = {"/gone": "/sign-in"}  # who left is signed out everywhere: whoever presses again is nobody
NOT_COUNTED = {"Once", "SignedIn", "Event", "Stream"}


def counted() -> dict[str, int]:
    return {model.__name__: model._base_manager.count() for model in apps.get_app_config("cairn").get_models() if model.__name__ not in NOT_COUNTED}


def more_than(before: dict) -> dict:
    return {name: n - before[name] for name, n in counted().items() if n != before[name]}


@pytest.mark.parametrize("noun", ["share", "response"])
def test_a_stale_edit_shows_both_and_changes_nothing(world, noun):
    role, row = ("author", world.share) if noun == "share" else ("facilitator", world.response)
    path = f"/shares/{row.pk}/edit" if noun == "share" else f"/responses/{row.pk}/edit"
    here, there = world.client(role), world.client(role)
    forms = [next(form for form in forms_of(client.get(path), path) if "seen" in form.names) for client in (here, there)]
    assert here.post(path, forms[0].data(text="Changed here.")).status_code == 302
    answer = there.post(path, forms[1].data(text="Changed there."))
    assert answer.status_code == 200 and "Changed here." in answer.text and "Changed there." in answer.text
    assert type(row).system.get(pk=row.pk).text == "Changed here."
    again = next(form for form in forms_of(answer, path) if "seen" in form.names)
    assert there.post(path, again.data()).status_code == 302
    assert type(row).system.get(pk=row.pk).text == "Changed there."


# ---- any text at all


ANY_TEXT = st.one_of(
    st.text(max_size=400),
    st.text(alphabet=st.characters(categories=("Cc", "Cf", "Zl", "Zp", "Mn", "Lo")), max_size=60),
    st.text(alphabet="ab \n\r\t*<>&\"'\u202e\u2066\ufeff\u0301\0", max_size=60),
)
QUIETLY = settings(max_examples=50, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])


@ON_THE_OTHER
def test_any_text_can_be_told_and_comes_back_clean(world):
    client, path = world.client("author"), "/shares/tell"
    form = next(form for form in forms_of(client.get(path), path) if "text" in form.names)

    @QUIETLY
    @given(ANY_TEXT, st.integers(1, 2**62))
    def tell(words, number):
        Tally.objects.all().delete()  # nobody tells so much in an hour
        sent = form.data(text=words, draft=str(number), once="")
        answer = client.post(path, urlencode(sent, doseq=True, errors="surrogatepass"), content_type=FORM)
        wanted = text.clean(urlsafe(words))
        if answer.status_code == 200:
            assert 'role="alert"' in answer.text and (not wanted or is_given_back(answer, Met("author", path, form), "text", wanted.encode()))
            answer = client.post(path, form.data(text=wanted, draft=str(number), once=""))
        if not wanted:
            assert answer.status_code == 200
            return
        told = client.post(answer["Location"])
        assert Share.system.select_related("authorship").get(pk=number_in(told["Location"])).text == wanted
        assert client.get(told["Location"]).status_code == 200

    tell()


@ON_THE_OTHER
def test_any_text_can_be_answered_and_comes_back_clean(world):
    client, form = world.client("author"), share_form(world.client("author"), world)

    @QUIETLY
    @given(ANY_TEXT)
    def respond(words):
        Tally.objects.all().delete()
        wanted = text.clean(urlsafe(words))
        answer = client.post(form.action, urlencode(form.data(text=words, once=""), doseq=True, errors="surrogatepass"), content_type=FORM)
        if answer.status_code == 200 and wanted:
            assert is_given_back(answer, Met("author", form.action, form), "text", wanted.encode())
            answer = client.post(form.action, form.data(text=wanted, once=""))
        assert (answer.status_code == 302) == bool(wanted)
        if wanted:
            assert Response.system.order_by("-at").first().text == wanted

    respond()


def urlsafe(words: str) -> str:
    """As it arrives: half characters become replacement characters on the line."""
    return words.encode("utf-8", "surrogatepass").decode(errors="replace")


def number_in(address: str) -> int:
    return int(re.search(r"\d+", address)[0])


def test_cleaning_twice_is_cleaning_once():
    @QUIETLY
    @given(ANY_TEXT)
    def clean(words):
        once = text.clean(words)
        assert text.clean(once) == once and not text.has_hidden(once)

    clean()


# ---- too much at once, over the real line


def test_a_body_that_is_too_large_is_answered_kindly(village):
    from tests.promises.surfing import Surfer

    answer = Surfer(village.space.port).ask("POST", "/shares/tell", b"text=" + b"x" * 3_000_000, {"Content-Type": FORM})
    assert answer.status_code == 413 and "shorten it" in answer.text and "/help-now" in answer.text


# ---- the controls: what these tests would catch


def test_a_page_that_breaks_is_seen_to_break(world, monkeypatch):
    from cairn.shares import verbs

    monkeypatch.setattr(verbs, "respond", lambda *args, **more: 1 / 0)
    client = world.client("author")
    response = send(client, share_form(client, world), "text", [b"words"])
    assert broke(response) and "ZeroDivisionError" in cause(response)


def test_words_that_are_not_given_back_are_missed(world):
    client = world.client("author")
    form = share_form(client, world)
    response = client.get(f"/shares/{world.as_someone.pk}")
    assert not is_given_back(response, Met("author", form.action, form), "text", b"never on this page")


def test_an_act_without_a_key_is_done_twice(world):
    client, form = world.client("author"), share_form(world.client("author"), world)
    before = counted()
    for _ in range(2):
        client.post(form.action, form.data(text="Twice.", once=""))
    assert more_than(before)["Response"] == 2


def test_an_answer_without_a_word_is_silent_also_where_practice_is(world):
    client = world.client("author")
    shown = client.get("/listening/practice/1")
    assert shown.status_code == 200 and is_silent(shown), "the page before anything was tried"
    tried = client.post("/listening/practice/1", {"text": "It sounds like a long week."})
    assert ANSWERED_AT_ONCE in tried.text and not is_silent(tried)
