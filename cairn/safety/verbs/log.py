"""The append-only log: each line holds the digest of the one before."""

import base64

from django.db import connection, transaction

from cairn.base import clock, crypto
from cairn.safety.models import LogLine

FIRST = "0" * 64
_LOCK = 0x6361_6972  # one writer at a time


@transaction.atomic
def note(act: str, *, by: int = 0, noun: str = "", noun_id: int = 0, reason: str = "", second: int = 0) -> LogLine:
    """Write one line, in the transaction of what it tells of. `by` and `second` are members' ids, 0 the clock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = LogLine.objects.order_by("-number").only("number", "digest").first()
    line = LogLine(
        number=last.number + 1 if last else 1, at=clock.now(), act=act, by=by, second=second, noun=noun, noun_id=noun_id,
        before=last.digest if last else FIRST,
    )
    line.reason = LogLine._meta.get_field("reason").sealed(line, reason) if reason else None
    line.digest = digest_of(line)
    line.save(force_insert=True)
    return line


def digest_of(line: LogLine) -> str:
    """Over every column but itself, under the space's key: who can write to the table alone cannot make one. The
    reason goes in as it is sealed, so that a line can be proven without being read."""
    sealed = line.__dict__["reason"]
    reason = base64.b64encode(bytes(sealed)).decode() if sealed is not None else ""
    at = line.at.astimezone(clock.UTC).isoformat(timespec="microseconds")
    parts = [line.number, at, line.act, line.by, line.second, line.noun, line.noun_id, reason, line.before]
    return crypto.digest("log", "\n".join(map(str, parts)))
