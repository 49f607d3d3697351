"""The index as it is stored: words in, candidates out. Nothing else knows which database it is on.

On SQLite it is a file of its own, attached to each connection as `search` (base/sqlite attaches it); on
PostgreSQL a schema `search` of UNLOGGED tables, which pg_dump --exclude-schema=search leaves out.
Neither is a model: migrations and backups do not know it.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection
from django.db.models.expressions import RawSQL

from cairn.shares.search.ranking import Candidate

# Either: the forms of one word. All: of every part at least one form.
Wanted = Sequence[tuple[str, ...]]

log = logging.getLogger("cairn.search")


class IndexRests(Exception):
    """It cannot be asked now. What is asked of it is never worth a page that fails."""


_made: set[str] = set()
_untidy = True  # something was taken out since this process last tidied; at its start nobody knows


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def ensure() -> None:
    """Make the index where it is missing. On SQLite every connection does so when it opens."""
    if is_sqlite() or _name() in _made:
        return
    other = connection.copy()  # of its own, so that no act's undoing takes the tables away again
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(727201)")
            cursor.execute((Path(__file__).parent / "postgres.sql").read_text())
    finally:
        other.close()
    _made.add(_name())


def _name() -> str:
    return str(connection.settings_dict["NAME"])


# ---- what is kept


def put(share_id: int, told_at: datetime, version: datetime, bag: str) -> None:
    """Keep these words for a share that has none: see drop()."""
    number, stamp = _free_number(told_at), connection.ops.adapt_datetimefield_value(version)
    if is_sqlite():
        _do("INSERT INTO search.kept (n, share, version) VALUES (%s, %s, %s)", [number, share_id, stamp])
        _do("INSERT INTO search.words (rowid, bag) VALUES (%s, %s)", [number, bag])
    else:
        _do("INSERT INTO search.kept (n, share, version, bag) VALUES (%s, %s, %s, %s)", [number, share_id, stamp, bag])


def drop(share_ids: Iterable[int]) -> None:
    """Take these shares out, with what they mean."""
    global _untidy
    share_ids = list(share_ids)
    for at in range(0, len(share_ids), 500):
        some = share_ids[at : at + 500]
        places = ", ".join(["%s"] * len(some))
        if is_sqlite():
            _do(f"DELETE FROM search.words WHERE rowid IN (SELECT n FROM search.kept WHERE share IN ({places}))", some)
        _untidy |= _do(f"DELETE FROM search.kept WHERE share IN ({places})", some) > 0
        _do(f"DELETE FROM search.vectors WHERE share IN ({places})", some)


def clear() -> None:
    """Take everything out."""
    for table in ("words", "kept", "vectors") if is_sqlite() else ("kept", "vectors"):
        _do(f"DELETE FROM search.{table}")


def bags() -> dict[int, str]:
    """Every share that is kept, with its words."""
    of_words = "search.words w JOIN search.kept k ON k.n = w.rowid" if is_sqlite() else "search.kept w"
    return dict(_rows(f"SELECT share, bag FROM {of_words}"))


def _free_number(told_at: datetime) -> int:
    """Microseconds since 1970, or the next that is free: the newest is the largest."""
    number = int((told_at - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1_000_000)
    while _rows("SELECT 1 FROM search.kept WHERE n = %s", [number]):
        number += 1
    return number


# ---- what differs from the shares as they stand

_STANDS = "s.told_at IS NOT NULL AND s.withdrawn_at IS NULL AND s.held_at IS NULL"
_VERSION = "COALESCE(s.edited_at, s.told_at)"


def gone() -> list[int]:
    """Kept, but erased, taken back, or changed since."""
    return [pk for (pk,) in _rows(
        f"SELECT k.share FROM search.kept k LEFT JOIN cairn_share s ON s.id = k.share AND {_STANDS} "
        f"WHERE s.id IS NULL OR k.version <> {_VERSION}"
    )]


def missing() -> list[int]:
    """Standing, but not kept; the longest told first."""
    return [pk for (pk,) in _rows(
        f"SELECT s.id FROM cairn_share s LEFT JOIN search.kept k ON k.share = s.id WHERE k.share IS NULL AND {_STANDS} ORDER BY s.told_at, s.id"
    )]


def holding_words(share_ids: list[int], but: str) -> list[int]:
    """Those of these shares that are kept with any other words than `but`."""
    of_words = "search.kept k JOIN search.words w ON w.rowid = k.n" if is_sqlite() else "search.kept k"
    places = ", ".join(["%s"] * len(share_ids))
    return [pk for (pk,) in _rows(f"SELECT k.share FROM {of_words} WHERE bag <> %s AND k.share IN ({places})", [but, *share_ids])] if share_ids else []


# ---- what is asked


def candidates(shares, arms: Sequence[tuple[Wanted, int]], besides: Iterable[int] = (), *, experiences_of: int = 0) -> list[Candidate]:
    """The newest of `shares` (a queryset narrowed to a viewer) for each arm: (what all must be there, how many);
    and those of `besides` that are among them. `experiences_of` is a member: each candidate then says how
    many experiences its writer and they both name.

    Permission is asked before anything is counted or cut, in the same question. Raises IndexRests.
    """
    try:
        ensure()
        return _candidates(shares, arms, list(besides), experiences_of)
    except DatabaseError as error:
        log.error("The index could not be asked: %s", getattr(error.__cause__, "sqlite_errorname", type(error).__name__))
        raise IndexRests from None


def _candidates(shares, arms, besides: list[int], experiences_of: int) -> list[Candidate]:
    seen = _seen(shares)
    if not seen or not (arms or besides):
        return []
    sql, params = seen
    parts = [(_ARM[connection.vendor].format(seen=sql), [_expression(wanted), *params, most]) for wanted, most in arms]
    if besides:
        places = ", ".join(["%s"] * len(besides))
        parts.append((_NAMED[connection.vendor].format(seen=sql, places=places), [*besides, *params]))
    union = " UNION ".join(f"SELECT * FROM ({part}) a{n}" for n, (part, _values) in enumerate(parts))
    rows = _rows(f"SELECT c.share, c.n, c.bag, ({_LIVED}) FROM ({union}) c", [experiences_of, *(v for _part, values in parts for v in values)])
    return [Candidate(*row) for row in rows]


def _seen(shares) -> tuple[str, tuple] | None:
    """Whether one candidate, k, is among these shares, as SQL; None where nobody looks."""
    try:
        return shares.filter(pk=RawSQL("k.share", [])).order_by().values("pk").query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return None


_LIVED = (
    "SELECT count(*) FROM cairn_authorship a JOIN cairn_experience e ON e.member_id = a.member_id "
    "JOIN cairn_experience m ON m.topic_id = e.topic_id AND m.member_id = %s WHERE a.share_id = c.share"
)
_ARM = {
    "sqlite": "SELECT k.share, k.n, w.bag FROM search.words w CROSS JOIN search.kept k ON k.n = w.rowid "
    "WHERE w.words MATCH %s AND EXISTS ({seen}) ORDER BY w.rowid DESC LIMIT %s",
    "postgresql": "SELECT k.share, k.n, k.bag FROM search.kept k WHERE k.lexemes @@ %s::tsquery AND EXISTS ({seen}) ORDER BY k.n DESC LIMIT %s",
}
_NAMED = {
    "sqlite": "SELECT k.share, k.n, w.bag FROM search.kept k JOIN search.words w ON w.rowid = k.n WHERE k.share IN ({places}) AND EXISTS ({seen})",
    "postgresql": "SELECT k.share, k.n, k.bag FROM search.kept k WHERE k.share IN ({places}) AND EXISTS ({seen})",
}


def _expression(wanted: Wanted) -> str:
    """In the database's own words. Each form is quoted and holds no quote: see search/words.py."""
    quote, any_of, all_of = ('"{}"', " OR ", " AND ") if is_sqlite() else ("'{}'", " | ", " & ")
    return all_of.join("(" + any_of.join(quote.format(form) for form in forms) + ")" for forms in wanted)


# ---- tidying


def tidy() -> None:
    """Let the words of what was taken out go from the disk as well: until then their traces stand in old parts
    of the index. In small steps, so that nobody waits."""
    global _untidy
    if not _untidy:
        return
    _untidy = False
    if not is_sqlite():
        _do("VACUUM search.kept")
        _do("VACUUM search.vectors")
        return
    _merge(-200)
    while _merge(200):
        pass
    _do("PRAGMA search.wal_checkpoint(TRUNCATE)")


def _merge(pages: int) -> bool:
    """Whether there was something left to merge."""
    before = _rows("SELECT total_changes()")[0][0]
    _do("INSERT INTO search.words (words, rank) VALUES ('merge', %s)", [pages])
    return _rows("SELECT total_changes()")[0][0] - before > 1


def _do(sql: str, values=None) -> int:
    """Gives how many rows it was done to."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def _rows(sql: str, values=None) -> list:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
