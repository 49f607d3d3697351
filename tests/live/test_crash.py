"""kill -9 while eight people write: no acknowledged write is lost, and none is doubled by trying again."""

import http.client
import threading
import time
from urllib.parse import urlencode

WRITERS = 8
CSRF = "k" * 32

SETTLE = """
from tests import cast
from cairn.members.sessions import SessionStore
from cairn.shares.verbs import tell
people = [cast.member(f"Wren {number}") for number in range(writers)]
share = cast.share_by(people[0], "The first words of all.")
sessions = []
for person in people:
    session = SessionStore(); session["member"] = person.pk; session.create(); sessions.append(session.session_key)
answer = {"share": share.pk, "sessions": sessions}
"""
COUNT = """
from collections import Counter
from cairn.base import keyring
from cairn.shares.models import Response, Share
answers = [r.text for r in Response.system.select_related("share__authorship")]
told = [s.text for s in Share.system.select_related("authorship").filter(told_at__isnull=False)]
answer = {"words": Counter(answers + told), "waves": __import__("cairn.hearing.models").hearing.models.Wave.objects.count(), "told": len(told)}
"""


class Writer(threading.Thread):
    """Answers and tells by the pages' own forms, and sends a form again until it is acknowledged."""

    def __init__(self, number: int, port: int, session: str, share: int, ending: threading.Event):
        super().__init__(daemon=True)
        self.number, self.port, self.share, self.ending = number, port, share, ending
        self.cookie = f"cairn={session}; csrf={CSRF}"
        self.acknowledged: set[str] = set()
        self.tried_again = 0

    def run(self):
        count = 0
        while not self.ending.is_set() and count < 400:
            count += 1
            words = f"Writer {self.number} says {count}."
            (self.respond if count % 3 else self.tell)(words, f"{self.number}-{count}")
            self.acknowledged.add(words)

    def respond(self, words, once):
        self.send(f"/shares/{self.share}/respond", {"kind": "heard", "text": words, "once": once})

    def tell(self, words, once):
        draft = self.number * 10_000 + int(once.split("-")[1])
        fields = {"text": words, "need": "nothing", "audience": "everyone", "shown_as": "stone", "draft": str(draft)}
        self.send("/shares/tell", {**fields, "once": f"keep-{once}"})
        self.send(f"/shares/look-over/{draft}", {"once": once})

    def send(self, path, fields):
        body = urlencode({**fields, "csrfmiddlewaretoken": CSRF})
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded", "Host": f"localhost:{self.port}"}
        until = time.monotonic() + 40
        while True:
            try:
                link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
                link.request("POST", path, body, headers)
                answer = link.getresponse()
                answer.read()
                assert answer.status == 302, (path, answer.status)
                return
            except (OSError, http.client.HTTPException):
                assert time.monotonic() < until, "The server did not come back."
                self.tried_again += 1
                time.sleep(0.05)
            finally:
                link.close()


def wait_for(writers, enough: int) -> None:
    """Until so many acts have been acknowledged, however busy the machine is."""
    until = time.monotonic() + 90
    while sum(len(writer.acknowledged) for writer in writers) < enough:
        assert time.monotonic() < until, "The writers do not get on."
        time.sleep(0.05)


def test_kill_minus_nine_loses_and_doubles_nothing(live_cairn):
    settled = live_cairn.run(SETTLE, writers=WRITERS)
    ending = threading.Event()
    writers = [Writer(n, live_cairn.port, session, settled["share"], ending) for n, session in enumerate(settled["sessions"]) if n]
    writers.append(Writer(99, live_cairn.port, settled["sessions"][1], settled["share"], ending))
    for writer in writers:
        writer.start()
    for enough in (30, 60):
        wait_for(writers, enough)
        live_cairn.kill()
        live_cairn.start()
    wait_for(writers, 80)
    ending.set()
    for writer in writers:
        writer.join(60)
        assert not writer.is_alive()

    acknowledged = set().union(*(writer.acknowledged for writer in writers))
    found = live_cairn.run(COUNT)
    assert len(acknowledged) >= 80 and sum(writer.tried_again for writer in writers) > 0  # there was something to lose
    assert acknowledged - found["words"].keys() == set(), "lost"
    assert [words for words, times in found["words"].items() if times > 1] == [], "doubled"


def test_a_form_without_its_key_would_be_doubled(live_cairn):
    """The control: what the test above counts is there to be counted."""
    settled = live_cairn.run(SETTLE, writers=2)
    writer = Writer(1, live_cairn.port, settled["sessions"][1], settled["share"], threading.Event())
    for _ in range(2):
        writer.respond("Said twice.", "")
        writer.respond("Said once.", "the-same-key")
    found = live_cairn.run(COUNT)["words"]
    assert (found["Said twice."], found["Said once."]) == (2, 1)
