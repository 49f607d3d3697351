"""The outer door, as a browser and an operator meet it."""

import gc
import http.client
import os
import signal
import socket
import subprocess
import sys
import time

from cairn.config import server
from tests.serving import PATIENCE, LiveCairn

HELD_UP = "had not ended after"  # what the log says where stopping waited for somebody in vain


def ask(space, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", space.port, timeout=PATIENCE)
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    return response, response.read()


def test_health_answers_without_a_session(shared_cairn):
    response, body = ask(shared_cairn, "GET", "/health")
    assert (response.status, body) == (200, b"ok\n")
    assert "set-cookie" not in response.headers


def test_static_files_are_kept_for_ever_and_zipped(shared_cairn):
    path = shared_cairn.run("from cairn.base.static import static_path; answer = static_path('cairn.css')")
    response, plain = ask(shared_cairn, "GET", path)
    assert "immutable" in response.headers["cache-control"]
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    response, zipped = ask(shared_cairn, "GET", path, headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert len(zipped) < len(plain)


def test_an_old_page_still_finds_its_style_but_does_not_keep_it(shared_cairn):
    response, _ = ask(shared_cairn, "GET", "/static/0123456789ab/cairn.css")
    assert (response.status, response.headers["cache-control"]) == (200, "no-cache")


def test_nothing_but_static_files_is_served_as_one(shared_cairn):
    for path in ("/static/x/../config/settings.py", "/static/x/%2e%2e/config/settings.py", "/static/", "/static/x", "/stones/../x.svg"):
        response, _ = ask(shared_cairn, "GET", path)
        assert response.status == 404, path


def test_stones_are_drawn_and_nonsense_is_not_found(shared_cairn):
    response, body = ask(shared_cairn, "GET", "/stones/5-0-83.svg")
    assert response.status == 200
    assert body.startswith(b"<svg")
    for name in ("99-99-1.svg", "x.svg", "5-0-83", "5-0-83.png"):
        assert ask(shared_cairn, "GET", f"/stones/{name}")[0].status == 404, name


def test_every_answer_carries_the_strict_policy(shared_cairn):
    for path in ("/", "/health", "/static/x/cairn.css", "/static/none", "/stones/none.svg", "/live/none", "/nowhere"):
        response, _ = ask(shared_cairn, "GET", path)
        policy = response.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy, path
        assert response.headers["x-content-type-options"] == "nosniff", path


def test_a_body_above_the_cap_is_answered_kindly(shared_cairn):
    for body in (b"x" * 65536 * 60, iter([b"x" * 65536] * 60)):  # with its length told, and in chunks
        response, page = ask(shared_cairn, "POST", "/sign-in", body)
        assert response.status == 413
        assert b"more than Cairn can take in" in page


def test_a_browser_that_leaves_halfway_harms_nobody(shared_cairn):
    with socket.create_connection(("127.0.0.1", shared_cairn.port)) as line:
        line.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc")
    assert ask(shared_cairn, "GET", "/health")[0].status == 200


def test_what_is_no_http_is_refused(shared_cairn):
    with socket.create_connection(("127.0.0.1", shared_cairn.port)) as line:
        line.sendall(b"\x16\x03\x01 hello\r\n\r\n")
        assert b"400" in line.recv(1000)
    assert ask(shared_cairn, "GET", "/health")[0].status == 200


def test_a_header_cannot_choose_the_scheme_or_leave_an_address(shared_cairn):
    ask(shared_cairn, "GET", "/", headers={"X-Forwarded-For": "203.0.113.77", "X-Forwarded-Proto": "https", "Forwarded": "for=203.0.113.77"})
    found = subprocess.run(["grep", "-rl", "203.0.113.77", str(shared_cairn.data)], capture_output=True, text=True).stdout
    assert found == ""


def test_a_second_server_on_one_folder_is_refused(live_cairn, database):
    second = LiveCairn(live_cairn.data, live_cairn.database_url)
    if database == "postgres":
        second.start()
        assert second.stop() == 0
        return
    done = second.command("serve")
    assert done.returncode == 1
    assert "already serves from" in done.stderr


def test_a_taken_port_is_told(live_cairn, start_cairn):
    other = start_cairn()
    other.stop()
    other.port = live_cairn.port
    done = other.command("serve")
    assert done.returncode == 1
    assert "Set CAIRN_PORT to another port" in done.stderr


def test_it_stops_politely_and_quickly(live_cairn):
    assert live_cairn.stop() == 0
    assert HELD_UP not in live_cairn.log


def test_the_control_a_form_half_sent_holds_it_up_for_its_grace(live_cairn):
    with socket.create_connection(("127.0.0.1", live_cairn.port)) as line:
        line.sendall(b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nx")
        live_cairn.get("/health")  # the form has been begun by now
        live_cairn.stop()
    assert HELD_UP in live_cairn.log


def test_after_a_kill_it_starts_again(live_cairn):
    assert live_cairn.kill() == -signal.SIGKILL
    live_cairn.start()
    assert live_cairn.get("/health") == (200, "ok\n")


def test_the_first_address_opens_set_up_once(live_cairn):
    words = live_cairn.log.split()
    first = next(word for word in words if word.startswith("http"))
    assert first.startswith(f"{live_cairn.address}/set-up/")


def test_the_process_writes_no_access_log(live_cairn):
    live_cairn.get("/nowhere-in-particular")
    assert "nowhere-in-particular" not in live_cairn.log


def test_another_working_folder_makes_no_difference(live_cairn, tmp_path):
    (tmp_path / "django.py").write_text("raise SystemExit('the wrong one')")
    done = subprocess.run([sys.executable, "-P", "-m", "cairn", "version"], env=live_cairn.env, cwd=tmp_path, capture_output=True, text=True)
    assert done.stdout.startswith("Cairn "), done.stderr
    assert os.listdir(tmp_path) == ["django.py"]


def test_nobody_else_on_the_machine_may_read_the_data(live_cairn):
    open_to_others = [path.name for path in live_cairn.data.rglob("*") if path.name != "server.log" and path.stat().st_mode & 0o077]
    assert open_to_others == []
    assert live_cairn.data.stat().st_mode & 0o077 == 0


def test_an_open_stream_is_told_goodbye_when_the_server_stops(live_cairn):
    ticket = live_cairn.run("from cairn.live.tickets import issue_ticket; answer = issue_ticket('member:1', member=1)")
    with socket.create_connection(("127.0.0.1", live_cairn.port)) as line:
        line.sendall(f"GET /live/{ticket} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        opened = line.recv(4000)
        assert b"200 OK" in opened and b"text/event-stream" in opened
        assert live_cairn.stop() == 0
        assert HELD_UP not in live_cairn.log
        rest = b""
        while part := line.recv(4000):
            rest += part
    assert b"event: bye" in rest


def test_a_line_on_which_nothing_is_asked_is_closed(start_cairn):
    """Else a few hundred silent connections would use up the server's file handles."""
    space = start_cairn()
    started = time.monotonic()
    with socket.create_connection(("127.0.0.1", space.port)) as line:
        line.settimeout(PATIENCE)
        line.sendall(b"GET / HTTP/1.1\r\nHost: local")
        assert line.recv(100) == b""
        assert time.monotonic() - started > server.ASKING_SECONDS / 2
    space.stop()


def test_a_database_that_cannot_be_reached_is_told(live_cairn):
    live_cairn.database_url = "postgresql://nobody@127.0.0.1:1/none"
    done = live_cairn.command("check")
    assert done.returncode == 1
    assert done.stderr.startswith("cairn: the database cannot be reached")
    assert "Traceback" not in done.stderr


def test_once_the_rules_are_ready_what_stands_is_looked_through_for_garbage_no_more(monkeypatch):
    """Looking takes fifty milliseconds, in which every open page would wait."""
    made = []
    for reader in (server.signals, server.coach):
        monkeypatch.setattr(reader, "make_ready", lambda reader=reader: made.append(reader))
    try:
        server._make_ready()
        assert made == [server.signals, server.coach] and gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
