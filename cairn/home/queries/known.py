"""What a page that gathers many rooms fetches once for all of them, so that Today costs seven queries
with one share or thirty."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection

from cairn.base import clock, keyring
from cairn.circles.models import KEPT_FOR, Seat
from cairn.members.models import Around
from cairn.shares.queries.faces import Face, Faces, nobody


@dataclass(frozen=True, slots=True)
class Known:
    """The viewer's experiences, the shares they were asked to hear, and how far their own stream had come before anything
    else was read: what happens in between comes again rather than never."""

    experiences: frozenset[int]
    asked: frozenset[int]
    moved: int
    new: datetime | None  # when the latest unread notice came; asks to listen stand on Today themselves
    has_cairn: bool  # a stone lies on it
    keeps_line: bool  # some line was kept, for Today to open with
    welcomed: frozenset[int]  # circles that keep a seat for them


def known_of(member) -> Known:
    """One query for short lists and a few yes or no. Kept with the member: those they are blocked with, and in `there`
    what the rooms whose slots Today shows need not ask in vain (`base.slots.may_be_there`)."""
    around, values = Around.asking(member.pk)
    with connection.cursor() as cursor:  # written out, as Today asks it each time it moves
        sql = _KNOWN.replace("{unread}", _LATEST[connection.vendor])
        cursor.execute(around + sql, [*values, member.pk, member.pk, f"member:{member.pk}", *[member.pk] * (_KNOWN.count("%s") - 4), _kept_since()])
        rows = cursor.fetchall()
    member.around = Around.of(rows)
    knows, asked = (frozenset(value for said, value in rows if said == word) for word in ("knows", "asked"))
    is_there = {said for said, value in rows if value is not None}
    member.there = is_there
    moved = max((value for said, value in rows if said == "moved"), default=0)
    new = next((datetime.fromtimestamp(value, UTC) for said, value in rows if said == "unread" and value is not None), None)
    return Known(knows, asked, moved, new, "laid" in is_there, "kept" in is_there, frozenset(value for said, value in rows if said == "welcomed"))


def _kept_since():
    return connection.ops.adapt_datetimefield_value(clock.now() - KEPT_FOR)


# In seconds, which both databases say alike.
_LATEST = {"sqlite": "CAST(strftime('%%s', MAX(at)) AS INTEGER)", "postgresql": "CAST(FLOOR(EXTRACT(EPOCH FROM MAX(at))) AS BIGINT)"}
_KNOWN = """
    UNION ALL SELECT 'knows', topic_id FROM cairn_experience WHERE member_id = %s
    UNION ALL SELECT 'asked', share_id FROM cairn_ask
        WHERE listener_id = %s AND declined_at IS NULL AND answered_at IS NULL AND closed_at IS NULL
    UNION ALL SELECT 'moved', counter FROM cairn_stream WHERE name = %s
    UNION ALL SELECT 'unread', {unread} FROM cairn_notice WHERE member_id = %s AND read_at IS NULL AND kind <> 'asked'
    UNION ALL SELECT 'laid', MIN(id) FROM cairn_victory WHERE member_id = %s AND gone_at IS NULL
    UNION ALL SELECT 'kept', MIN(id) FROM cairn_recognition WHERE to_id = %s AND kept_at IS NOT NULL AND gone_at IS NULL
    UNION ALL SELECT 'told', MIN(id) FROM cairn_victorytold WHERE reader_id = %s
    UNION ALL SELECT 'letter', MIN(l.id) FROM cairn_startingletter l JOIN cairn_experience e ON e.topic_id = l.topic_id
        WHERE e.member_id = %s AND l.told_at IS NOT NULL AND l.withdrawn_at IS NULL AND l.held_at IS NULL
    UNION ALL SELECT 'felt', MIN(id) FROM cairn_checkintold
        WHERE reader_id = %s OR circle_id IN (SELECT circle_id FROM cairn_seat WHERE member_id = %s AND left_at IS NULL)
    UNION ALL SELECT 'buddy', MIN(id) FROM cairn_buddy WHERE one_id = %s OR other_id = %s
    UNION ALL SELECT 'door', MIN(id) FROM cairn_door WHERE closed_at IS NULL AND (one_id = %s OR other_id = %s)
    UNION ALL SELECT 'going', MIN(a.id) FROM cairn_going g JOIN cairn_activity a ON a.id = g.activity_id
        WHERE g.member_id = %s AND a.cancelled_at IS NULL AND a.due_at IS NOT NULL
    UNION ALL SELECT 'welcomed', r.circle_id FROM cairn_seatrequest r WHERE r.member_id = %s AND r.welcomed AND r.answered_at > %s
        AND NOT EXISTS (SELECT 1 FROM cairn_seat s WHERE s.circle_id = r.circle_id AND s.member_id = r.member_id AND s.taken_at >= r.answered_at)
"""


class LoadedFaces(Faces):
    """Faces of people whose rows the page has fetched already."""

    def __init__(self, seats: list[Seat], members, writers=()):
        """`writers` are those whose words are read, seen or not."""
        keyring.bring({seat.member_id for seat in seats} | {member.pk for member in members} | set(writers))
        self._by_place = {(None, member.pk): self._face(member) for member in members}
        for seat in seats:  # the latest seat of somebody who left and came back wins
            self._by_place[seat.circle_id, seat.member_id] = self._face(seat)

    @staticmethod
    def _face(row) -> Face:
        return Face(row.name, row.stone) if row.name else nobody()
