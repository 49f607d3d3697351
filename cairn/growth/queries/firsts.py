"""Firsts: what a member did for the first time, found in what they did before others and never in check-ins or the
journal. Nothing is counted, and nothing is said of what they did not do. They are offered, a few at a time."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cairn.base import clock, times
from cairn.growth.models import SteppingStone
from cairn.growth.models.path import stone_mark
from cairn.members.models import Around
from cairn.shares.models import ME, Share, writer_mark

AT_A_TIME = 2
A_MONTH = timedelta(days=30)

WORDS = {
    "nod": _("You let somebody know that you had heard them, without a word."),
    "seat": _("You took a seat in a circle."),
    "meeting": _("You came to a circle for the first time."),
    "spoke": _("You spoke in a round, and the others listened."),
    "wrote": _("You wrote something down for yourself alone."),
    "told": _("You told something so that somebody could read it."),
    "answered": _("You answered somebody for the first time."),
    "felt": _("Somebody felt heard by what you wrote."),
    "line": _("Somebody wrote you a line, and you kept it."),
    "tried": _("You took up what had helped somebody else, to try it yourself."),
    "retold": _("You told something again, in your own way."),
    "welcomed": _("You wrote to somebody new before their first meeting."),
    "held": _("You held a circle’s meeting."),
    "letter": _("You wrote to somebody starting out."),
    "month": _("You have had a seat in a circle for a month."),
}


@dataclass(frozen=True, slots=True)
class First:
    key: str
    on: datetime

    @property
    def words(self) -> str:
        return str(WORDS[self.key])

    @property
    def day_words(self) -> str:
        return day_words(self.on)


def day_words(moment: datetime) -> str:
    """ "12 March"; of another year "12 March 2024"."""
    there, now = timezone.localtime(moment), timezone.localtime(clock.now())
    return times.written(there.date(), "j F" if there.year == now.year else "j F Y")


@dataclass(frozen=True, slots=True)
class Found:
    """When each first was; which things of their own the member wants to be shown."""

    firsts: dict[str, First]
    wants: frozenset[str]  # and "said": some word of a closing was kept
    met: datetime | None  # their first meeting


# What is looked for: (the moment, where it stands). %s is the member, but for {mark}: theirs of shares told as "someone".
_MET = "cairn_coming c JOIN cairn_meeting m ON m.id = c.meeting_id WHERE c.member_id = %s AND c.came"
_OWN = "cairn_share s JOIN cairn_authorship a ON a.share_id = s.id WHERE (a.member_id = %s OR a.mark = {mark}) AND s.told_at IS NOT NULL AND s.withdrawn_at IS NULL"
_IN_ROOM = _MET + " AND EXISTS(SELECT 1 FROM cairn_roomevent e WHERE e.meeting_id = m.id AND e.kind = '{kind}' AND e.{who} = %s)"  # noqa: S608  all of it ours
_LOOKED_FOR = {
    "meeting": ("m.starts_at", _MET),
    "spoke": ("m.starts_at", _IN_ROOM.replace("{kind}", "finished").replace("{who}", "about")),
    "held": ("m.starts_at", _IN_ROOM.replace("{kind}", "began opening").replace("{who}", '"by"')),
    "seat": ("taken_at", "cairn_seat WHERE member_id = %s AND left_at IS NULL"),
    "nod": ("at", "cairn_signal WHERE member_id = %s"),
    "wrote": ("s.told_at", _OWN + " AND s.audience = 'me'"),
    "told": ("s.told_at", _OWN + " AND s.audience <> 'me' AND s.held_at IS NULL"),
    "answered": ("at", "cairn_response WHERE member_id = %s AND withdrawn_at IS NULL AND held_at IS NULL"),
    "felt": ("felt_heard_at", "cairn_response WHERE member_id = %s AND withdrawn_at IS NULL AND held_at IS NULL"),
    "welcomed": ("at", "cairn_welcome WHERE welcomer_id = %s AND line IS NOT NULL AND declined_at IS NULL"),
    "line": ("kept_at", "cairn_recognition WHERE to_id = %s AND gone_at IS NULL AND held_at IS NULL"),
    "tried": ("began_at", "cairn_trial WHERE member_id = %s"),
    "retold": ("told_at", "cairn_retelling WHERE member_id = %s AND gone_at IS NULL"),
    "letter": ("told_at", "cairn_startingletter WHERE member_id = %s AND withdrawn_at IS NULL AND held_at IS NULL"),
}
_WANTS = ("on_this_day", "listening")
_SECONDS = {"sqlite": "CAST(strftime('%%s', MIN({})) AS INTEGER)", "postgresql": "CAST(EXTRACT(EPOCH FROM MIN({})) AS BIGINT)"}


def found_by(member) -> Found:
    """All of it in one question, with whom the member does not see (kept with them); in seconds, which both databases say alike."""
    around, values = Around.asking(member.pk)
    sql, marks = _question(connection.vendor)
    own = [writer_mark(member.pk) if is_mark else member.pk for is_mark in marks]
    with connection.cursor() as cursor:  # written out, as composing fifteen questions takes longer than answering them
        cursor.execute(around + sql, [*values, *own])
        rows = cursor.fetchall()
    member.around = Around.of(rows)
    when = {said: datetime.fromtimestamp(value, UTC) for said, value in rows if said in WORDS and value is not None}
    wants = frozenset(said.removeprefix("wants ") for said, value in rows if said.startswith("wants ") and value is not None)
    return Found({key: First(key, on) for key, on in _with_month(when).items()}, wants, when.get("meeting"))


@cache
def _question(vendor: str) -> tuple[str, tuple[bool, ...]]:
    """(SQL to add, for each of its places whether the mark stands there instead of the member)."""
    seconds = _SECONDS[vendor]
    parts = [f"SELECT '{key}', {seconds.format(at)} FROM {where}" for key, (at, where) in _LOOKED_FOR.items()]  # noqa: S608  all of it ours
    parts += [f"SELECT 'wants {what}', member_id FROM cairn_growthchoice WHERE member_id = %s AND {what}" for what in _WANTS]  # noqa: S608
    parts.append("SELECT 'wants said', MIN(id) FROM cairn_spoken WHERE member_id = %s AND kept_at IS NOT NULL AND phase = 'closing'")
    sql = "".join(f" UNION ALL {part}" for part in parts)
    places = [piece == "{mark}" for piece in _places(sql)]
    return sql.replace("{mark}", "%s"), tuple(places)


def _places(sql: str) -> list[str]:
    return re.findall(r"(?<!%)%s|\{mark\}", sql)


def _with_month(when: dict) -> dict:
    seat = when.get("seat")
    return {**when, "month": seat + A_MONTH} if seat and seat + A_MONTH <= clock.now() else when


def not_answered(found: Found, member, marks: set[str]) -> list[First]:
    """Those that were neither kept nor left aside, in the order in which they were."""
    return sorted((first for first in found.firsts.values() if stone_mark(member.pk, first.key) not in marks), key=lambda first: first.on)


def offered_to(member) -> dict[str, First]:
    """What may be kept or left aside now, by key."""
    marks = set(SteppingStone.system.filter(member=member).values_list("mark", flat=True))
    return {first.key: first for first in not_answered(found_by(member), member, marks)}


def what_it_leads_to(key: str, member) -> int:
    """The id of one's own share where that was the first, else 0."""
    if key not in ("told", "wrote"):
        return 0
    own = Share.system.by(member).told()
    own = own.filter(audience=ME) if key == "wrote" else own.exclude(audience=ME)
    return own.order_by("told_at").values_list("pk", flat=True).first() or 0
