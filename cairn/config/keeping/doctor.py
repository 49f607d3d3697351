"""`cairn doctor`: looks at what an operator can mend, and says it in one line each."""

import shutil
import smtplib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection

from cairn.base import clock, crypto, keyring, post
from cairn.base.sealed import SealedText

GOOD, NOTE, BAD = "good", "note", "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """`how` is good, note (worth knowing) or bad (something is broken or at risk)."""

    how: str
    words: str


def look(*, read_everything: bool = False) -> Iterator[Finding]:
    """Findings in the order an operator would mend them."""
    yield from _database()
    yield from _keys()
    yield from _words(sample=None if read_everything else 200)
    yield from _clock()
    yield from _disk()
    yield from _address()
    yield from _mail()
    yield from _people()
    yield from _erasing()
    yield from _backups()


def _database() -> Iterator[Finding]:
    from cairn.config.migrating import unapplied

    waiting = unapplied(connection)
    if waiting:
        yield Finding(BAD, f"The database lacks {len(waiting)} steps: run `cairn migrate`.")
        return
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            whole = cursor.fetchone()[0] == "ok"
        yield Finding(GOOD if whole else BAD, "The SQLite file is whole." if whole else "The SQLite file is damaged: restore a backup.")
    else:
        yield Finding(GOOD, f"PostgreSQL {connection.pg_version // 10000} answers.")


def _keys() -> Iterator[Finding]:
    path = settings.DATA / "keys" / "space.key"
    if path.exists() and path.stat().st_mode & 0o077:
        yield Finding(BAD, f"Others on this machine can read {path}: chmod 600 it.")
    row = apps.get_model("cairn", "DataKey").objects.order_by("-made_at").first()
    try:
        if row is not None:
            keyring.forget_all()
            keyring.key_of(row.owner)
        yield Finding(GOOD, "The space's key opens this database. Keep a copy of it apart from the backups.")
    except crypto.Unreadable:
        yield Finding(BAD, "The space's key does not belong to this database: nothing can be read. Put the right key back.")


def _words(sample: int | None) -> Iterator[Finding]:
    """Open sealed texts; an erased author's are rightly closed, so only those with a key count."""
    opened = closed = 0
    for model in apps.get_app_config("cairn").get_models():
        for field in (f for f in model._meta.concrete_fields if isinstance(f, SealedText)):
            for row in model._base_manager.exclude(**{field.attname: None}).order_by("pk")[:sample]:
                if not row.__dict__[field.attname]:
                    continue  # emptied: somebody was erased
                reads = getattr(row, field.attname) is not None
                opened, closed = opened + reads, closed + (not reads and _has_key(field, row))
    keyring.forget()
    if closed:
        yield Finding(BAD, f"{closed} sealed texts do not open though their key is here: they were changed or damaged.")
    else:
        yield Finding(GOOD, f"{opened} sealed texts were opened, all whole.")


def _has_key(field: SealedText, row) -> bool:
    try:
        keyring.key_of(field._owner_of(row))
    except crypto.Unreadable:
        return False
    return True


def _clock() -> Iterator[Finding]:
    late = apps.get_model("cairn", "Wave").objects.due(clock.now() - timedelta(minutes=5)).count()
    if late:
        yield Finding(BAD, f"{late} shares should have been brought to listeners by now: is `cairn serve` running?")
    else:
        yield Finding(GOOD, "Nothing that is due is late.")


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.DATA if settings.DATA.exists() else Path.cwd()).free
    yield Finding(BAD if free < 200e6 else GOOD, f"{free / 1e9:.1f} GB are free where the data folder is.")


def _address() -> Iterator[Finding]:
    if settings.SECURE:
        yield Finding(GOOD, f"People reach the space at {settings.ADDRESS}.")
    else:
        yield Finding(NOTE, f"The space is at {settings.ADDRESS}, without https: fine on this machine alone, not for others.")


def _mail() -> Iterator[Finding]:
    if not post.can_send():
        yield Finding(NOTE, post.in_words())
    elif settings.MAIL_BY != "smtp":
        there = settings.MAIL_BY != "sendmail" or shutil.which(settings.SENDMAIL)
        yield Finding(GOOD, post.in_words()) if there else Finding(BAD, f"There is no program {settings.SENDMAIL} (CAIRN_SENDMAIL).")
    else:
        yield _mail_server()
    late = apps.get_model("cairn", "Outgoing").objects.filter(due_at__lt=clock.now() - timedelta(hours=1)).count()
    if late:
        yield Finding(BAD, f"{late} messages should have gone out by now: is `cairn serve` running?")


def _mail_server() -> Finding:
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5) as server:
            server.noop()
        return Finding(GOOD, f"The mail server {settings.EMAIL_HOST} answers.")
    except OSError:
        return Finding(BAD, f"The mail server {settings.EMAIL_HOST}:{settings.EMAIL_PORT} does not answer.")


def _people() -> Iterator[Finding]:
    """What a coordinator can mend: whether somebody can be called, and whether the numbers are fresh."""
    from cairn.safety import queries

    late = apps.get_model("cairn", "Alert").objects.filter(due_at__lt=clock.now() - timedelta(minutes=5), closed_at=None).count()
    if late:
        yield Finding(BAD, f"{late} alerts should have gone on to the next responder by now: is `cairn serve` running?")
    people = queries.responders()
    if not people:
        yield Finding(NOTE, "Nobody is a responder yet: alerts reach the coordinator alone, without the words.")
    elif not any(one.hours for one in people):
        yield Finding(NOTE, "No responder has named hours of duty yet: nobody is ever on duty.")
    if queries.lines_are_old():
        yield Finding(NOTE, "The numbers in Help now were looked up more than six months ago: the coordinator can look them up again.")


def _backups() -> Iterator[Finding]:
    from cairn.config.keeping.retention import made_at

    folder = settings.DATA / "backups"
    made = sorted(at for path in folder.glob("*.words.gz") if (at := made_at(path)))
    if not made:
        yield Finding(NOTE, "No backup has been made in the data folder yet: `cairn backup`.")
        return
    days = (clock.now() - made[-1]).days
    yield Finding(NOTE if days > 7 else GOOD, f"The newest backup in the data folder is {days} days old.")
    yield _keys_of_backups(folder)


def _keys_of_backups(folder: Path) -> Finding:
    """One keys file, and of those who are here now: an older one could open the words of somebody erased since."""
    from cairn.config.keeping.format import KEYS_FILE, BrokenBackup, header_of, owners_mark

    if strays := [path.name for path in folder.glob("*.keys.gz") if path.name != KEYS_FILE]:
        return Finding(BAD, f"Older keys files lie beside the backups ({', '.join(strays)}): delete them, as they may open the words of somebody erased since.")
    try:
        fresh = header_of(folder / KEYS_FILE).get("owners") == owners_mark()
    except BrokenBackup:
        return Finding(BAD, "The backups have no keys file that can be read: run `cairn backup`.")
    if not fresh:
        return Finding(NOTE, "The keys file of the backups is not of this moment: `cairn serve` makes it anew within minutes, `cairn backup` at once.")
    return Finding(GOOD, "The keys file of the backups holds the keys of those who are here, and nobody else's.")


def _erasing() -> Iterator[Finding]:
    late = apps.get_model("cairn", "Member").objects.filter(erase_at__lt=clock.now() - timedelta(hours=1), erased_at=None).count()
    if late:
        yield Finding(BAD, f"{late} people who left should have been erased by now: is `cairn serve` running?")
    if (settings.DATA / "keys" / "space.key.next").exists():
        yield Finding(NOTE, "A new space's key waits in keys/space.key.next: put it into CAIRN_SPACE_KEY, then delete that file.")
