"""The restore drill: a backup while eight writers write, restored elsewhere, everything read and opened."""

import tempfile
from pathlib import Path

import pytest

from tests.serving import LiveCairn

WRITE = """
import threading, time
from django.db import connection
from cairn.base import keyring
from tests import cast
space, writers = cast.space(), [cast.member(f"Writer {n}") for n in range(8)]
from django.conf import settings
from cairn.config.keeping.backup import backup
told, stop = [], threading.Event()

def write(member):
    number = 0
    while not stop.is_set():
        share = cast.share_by(member, f"{member.name} tells {number}.", shown_as="someone" if number % 2 else "stone")
        cast.response_by(writers[(writers.index(member) + 1) % 8], share, f"Heard {number}.")
        told.append(number)
        number += 1
        keyring.forget()
    connection.close()

threads = [threading.Thread(target=write, args=[member]) for member in writers]
for thread in threads:
    thread.start()
while len(told) < 16:
    time.sleep(0.02)
before = len(told)
words, keys = backup(settings.DATA / "backups")
after = len(told)
stop.set()
for thread in threads:
    thread.join()
answer = [str(words), str(keys), before, after]
"""
READ = """
from cairn.shares.models import Share, Response
shares = list(Share.system.select_related("authorship"))
answers = list(Response.system.all())
answer = {
    "unread": [s.pk for s in shares if not s.text] + [r.pk for r in answers if not r.text],
    "shares": len(shares), "answers": len(answers),
    "torn": [r.pk for r in answers if r.share_id not in {s.pk for s in shares}],
    "nobody": [s.pk for s in shares if not s.writer_id],
}
"""


@pytest.fixture
def elsewhere(migrated):
    from tests.serving import _own_database, _put_away

    made = LiveCairn(Path(tempfile.mkdtemp(prefix="cairn-elsewhere-")), _own_database(migrated[1]))
    yield made
    _put_away(made, made.data)


def test_a_backup_made_while_eight_write_restores_whole(live_cairn, elsewhere):
    words, keys, before, after = live_cairn.run(WRITE)
    (elsewhere.data / "keys").mkdir()
    (elsewhere.data / "keys" / "space.key").write_text((live_cairn.data / "keys" / "space.key").read_text())
    done = elsewhere.command("restore", words, "--keys", keys)
    assert "rows are back" in done.stdout, done.stdout + done.stderr
    assert "do not open" not in done.stdout
    found = elsewhere.run(READ)
    assert found["unread"] == found["torn"] == found["nobody"] == []
    assert before <= found["answers"] <= found["shares"] <= after + 8
