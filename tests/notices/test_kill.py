"""kill -9 while letters go out: none is lost, and at most the one that was in flight comes twice."""

import time
from collections import Counter

import pytest

from tests.notices.postoffice import Office
from tests.serving import PATIENCE

MANY = 8
ASKED = """
from tests.notices.asking import asked, listener, share_of_somebody
share = share_of_somebody()
for n in range(many):
    asked(listener(f"Ash{n}"), share)
"""
LEFT = """
from cairn.base import clock
from cairn.base.models import Lease
from cairn.notices.models import Outgoing
unsent = Outgoing.objects.filter(sent_at=None)
answer = unsent.count()
if later:  # the few minutes have passed after which what was in flight is due again, and so is who sends
    unsent.update(due_at=clock.now())
    Lease.objects.update(holder="")
"""


@pytest.fixture
def office():
    opened = Office()
    opened.slow = 1.0
    yield opened
    opened.shutdown()
    opened.server_close()


def until(what):
    end = time.monotonic() + PATIENCE
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    assert what()


def test_kill_9_loses_no_letter(start_cairn, office):
    space = start_cairn(CAIRN_SMTP_HOST="127.0.0.1", CAIRN_SMTP_PORT=str(office.port))
    space.run(ASKED, many=MANY)
    until(lambda: len(office.came) >= 3)
    space.kill()
    office.slow = 0.15
    assert 0 < space.run(LEFT, later=True) <= MANY - 2, "it was killed in the middle"
    space.start()
    until(lambda: len({letter.to for letter in office.came}) == MANY)
    space.stop()  # what is in flight is brought to its end
    assert space.run(LEFT, later=False) == 0
    twice = [to for to, times in Counter(letter.to for letter in office.came).items() if times > 1]
    assert len(twice) <= 1 and len(office.came) <= MANY + 1
