"""The append-only log: each line holds the digest of the one before."""

import base64
from collections.abc import Iterable
from datetime import timedelta

from django.db import connection, transaction

from cairn.base import clock, crypto
from cairn.safety.models import LogLine, Look
from cairn.safety.queries.logged import LOOK

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


@transaction.atomic
def write_look(noun: str, noun_id: int, *, mark: str = "", by: int) -> None:
    """`by` looked at something private. A row for those who may know of it, and a line that holds it: who opened what
    cannot be taken out unseen. The line does not say whom it was about."""
    line = note(LOOK, by=by, noun=noun, noun_id=noun_id)
    Look.objects.create(by=by, noun=noun, noun_id=noun_id, mark=mark, at=line.at)


def write_look_once(noun: str, noun_id: int, *, mark: str = "", by: int, within=timedelta(hours=1)) -> None:
    """The same; reading on for a while is one look."""
    if not Look.objects.filter(by=by, noun=noun, noun_id=noun_id, at__gt=clock.now() - within).exists():
        write_look(noun, noun_id, mark=mark, by=by)


def verify(lines: Iterable[LogLine] | None = None, *, last: tuple[int, str] | None = None) -> tuple[int, str, str]:
    """Walk the whole log. Gives (how many lines stand, the digest of the last of them, what is wrong with the next).

    `last` is a number and digest that were written down before: the log must still hold that line, so that lines
    cut off at its end show.
    """
    stands, before = 0, FIRST
    for line in lines if lines is not None else LogLine.objects.order_by("number").iterator():
        if wrong := _wrong_with(line, stands + 1, before):
            return stands, before, wrong
        stands, before = line.number, line.digest
        if last and last[0] == line.number and last[1] != line.digest:
            return stands - 1, line.before, f"Line {line.number} is another than the one that was written down."
    if last and last[0] > stands:
        return stands, before, f"Line {stands + 1} is missing: line {last[0]} was written down, and the log ends before it."
    return stands, before, _wrong_with_looks() if lines is None else ""


def _wrong_with_looks() -> str:
    """What was opened stands twice: as a line, and as a row beside it. Looks from before lines held them are left aside."""
    columns = ("at", "by", "noun", "noun_id")
    lines = LogLine.objects.filter(act=LOOK).order_by("number")
    held = {tuple(row): number for number, *row in lines.values_list("number", *columns)}
    if not held:
        return ""
    looks = set(Look.objects.filter(at__gte=min(at for at, *_ in held)).values_list(*columns))
    gone = min((number for row, number in held.items() if row not in looks), default=0)
    if gone:
        return f"Line {gone} says that something was opened, and it is not among what was opened any more, or not as it was."
    return "Something stands among what was opened that no line of the log holds." if looks - held.keys() else ""


def _wrong_with(line: LogLine, number: int, before: str) -> str:
    if line.number != number:
        return f"Line {number} is missing."
    if line.before != before:
        return f"Line {number} does not follow from the one before it."
    return "" if line.digest == digest_of(line) else f"Line {number} is not as it was written."


def digest_of(line: LogLine) -> str:
    """Over every column but itself, under the space's key: who can write to the table alone cannot make one. The
    reason goes in as it is sealed, so that a line can be proven without being read."""
    sealed = line.__dict__["reason"]
    reason = base64.b64encode(bytes(sealed)).decode() if sealed is not None else ""
    at = line.at.astimezone(clock.UTC).isoformat(timespec="microseconds")
    parts = [line.number, at, line.act, line.by, line.second, line.noun, line.noun_id, reason, line.before]
    return crypto.digest("log", "\n".join(map(str, parts)))
