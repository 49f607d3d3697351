"""kill -9 while eight people write: no acknowledged write is lost, and none is doubled by trying again; and while
waves of asks fall due: each goes out once."""

import http.client
import threading
import time
from urllib.parse import urlencode

from tests.serving import PATIENCE

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
        until = time.monotonic() + PATIENCE
        while True:
            try:
                link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
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
    until = time.monotonic() + PATIENCE
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


# -- waves of asks

SHARES, LISTENERS, OVER = 60, 90, 60  # seconds over which the second waves fall due
WAITING = """
from datetime import timedelta
from cairn.base import clock
from cairn.hearing.models import Wave
from tests import cast
from tests.hearing.people import listener
teller = cast.member("Dell")
told = [cast.share_by(teller, f"Words {number}.") for number in range(shares)]  # nobody listens yet: their first wave asks nobody
for number in range(listeners):
    listener(f"Listener {number}", quiet_from=0, quiet_to=0, weekly_limit=7)
answer = [Wave.objects.filter(number=1).count(), Wave.objects.count()]
"""
# Nobody serves: what is left falls due from when whoever starts next may do it, two minutes after who was killed in it.
SPREAD = """
from datetime import timedelta
from cairn.base import clock
from cairn.base.models import Lease
from cairn.hearing.models import Wave
held = Lease.objects.filter(name="hearing.ask").exclude(holder="").first()
first = max(clock.now(), held.until if held else clock.now()) + timedelta(seconds=3)
left = list(Wave.objects.filter(number=1).order_by("due_at"))
for number, wave in enumerate(left):
    due = first + timedelta(seconds=over * number / len(left))
    Wave.objects.filter(pk=wave.pk).update(began_at=due - timedelta(minutes=10), due_at=due, asleep_until=None)
answer = len(left)
"""
GONE_OUT = """
import time
from cairn.hearing.models import Wave
until = time.monotonic() + 300
while (answer := Wave.objects.filter(number__gt=1).count()) < enough and time.monotonic() < until:
    time.sleep(0.05)
"""
WAVES = """
from collections import Counter
from cairn.base import clock
from cairn.hearing.models import Ask, Wave
from cairn.notices.models import Notice
asks = list(Ask.system.values_list("share", "listener", "wave"))
answer = {
    "waves": Counter(Wave.objects.values_list("number", flat=True)), "late": Wave.objects.filter(due_at__lte=clock.now()).count(),
    "of a wave": Counter(f"{share}:{wave}" for share, _listener, wave in asks), "asks": sorted([listener, share] for share, listener, _wave in asks),
    "notices": sorted([member, about] for member, about in Notice.system.filter(kind="asked").values_list("member", "about")),
}
"""
ONCE_MORE = "from cairn.hearing.models import Wave; from cairn.base import clock; Wave.objects.filter(pk=Wave.objects.first().pk).update(due_at=clock.now())"


def each_went_out_once(found) -> bool:
    """Every share had its first and its second wave; the second asked at least two, and told each of them once."""
    whole = all(2 <= asked <= 8 for asked in found["of a wave"].values()) and len(found["of a wave"]) == SHARES
    return found["waves"] == {"2": SHARES} and not found["late"] and whole and found["asks"] == found["notices"]


def test_kill_minus_nine_between_waves_loses_and_doubles_none(live_cairn):
    live_cairn.stop()
    assert live_cairn.run(WAITING, shares=SHARES, listeners=LISTENERS) == [SHARES, SHARES]
    killed_at = [0]
    for _twice in range(2):
        live_cairn.run(SPREAD, over=OVER)
        live_cairn.start()
        live_cairn.run(GONE_OUT, enough=killed_at[-1] + 1)
        live_cairn.kill()
        killed_at.append(live_cairn.run(GONE_OUT, enough=0))
    live_cairn.run(SPREAD, over=1)
    live_cairn.start()
    live_cairn.run(GONE_OUT, enough=SHARES)
    assert 0 < killed_at[1] < killed_at[2] < SHARES, f"killed between waves, at {killed_at[1:]}"
    assert each_went_out_once(live_cairn.run(WAVES))
    live_cairn.run(ONCE_MORE)
    live_cairn.tick()
    assert not each_went_out_once(live_cairn.run(WAVES)), "the control: a wave that goes out twice is seen"
