"""What the clock lets go of in the folder of the backups, and how it keeps the one keys file up to date.

Rows have their times in their own rooms: docs/operating/keeping.md lists all of them.
"""

import contextlib
import logging
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from cairn.base import clock
from cairn.config.keeping.backup import keys_anew
from cairn.config.keeping.format import KEYS_FILE, BrokenBackup, header_of, owners_mark

log = logging.getLogger("cairn.keeping")

_WORDS = re.compile(r"cairn-(\d{8}-\d{6})\.words\.gz")


@clock.due("keeping.keys_file", every=timedelta(minutes=5))
def keep_the_keys_file() -> None:
    """Where there are backups in the data folder, their keys file holds the keys of those who are here, and of nobody
    who was erased: it is made anew as soon as that is not so."""
    file = settings.DATA / "backups" / KEYS_FILE
    if not file.exists():
        return
    with contextlib.suppress(BrokenBackup):
        if header_of(file).get("owners") == owners_mark():
            return
    keys_anew(file.parent)
    _clear_traces()


def _clear_traces() -> None:
    """Nor is a destroyed key left in what the database has not written over yet."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)" if connection.vendor == "sqlite" else "VACUUM cairn_datakey")


@clock.due("keeping.old_backups", every=timedelta(hours=1))
def let_go_of_old_backups() -> None:
    """Words files past their time; the newest stays however old it is."""
    made = sorted((at, path) for path in (settings.DATA / "backups").glob("*.words.gz") if (at := made_at(path)))
    for at, path in made[:-1]:
        if at < clock.now() - timedelta(days=settings.BACKUPS_KEPT_DAYS):
            path.unlink(missing_ok=True)
            log.info("A backup was past its time, and is deleted.")


def made_at(words: Path) -> datetime | None:
    """When a words file of ours was made, by its name; None for another file."""
    named = _WORDS.fullmatch(words.name)
    return datetime.strptime(named[1], "%Y%m%d-%H%M%S").replace(tzinfo=UTC) if named else None
