"""Witness lines as either of the two sees them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.circles import queries as circles
from cairn.growth.models import Witness
from cairn.growth.rules import witness as rules
from cairn.members.queries import Person
from cairn.safety.models import AsItStands

MOST = 60


@dataclass(frozen=True, slots=True)
class WitnessPage:
    """`state`: "asked" (the viewer may write), "read" (the viewer may accept), "kept" (on their path), "mine" (they wrote it)."""

    line: Witness
    person: Person  # the other of the two, as the viewer knows them there
    state: str


@dataclass(frozen=True, slots=True)
class Row:
    pk: int
    name: str
    stone: str
    at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class WitnessLines:
    to_write: list[Row]  # the viewer is asked
    asked: list[Row]  # the viewer asked
    written: list[Row]  # the viewer wrote


def line_for(member, pk) -> Witness:
    """For one of the two as far as they see it, or 404. Whoever wrote it sees their own words whatever became of them."""
    line = found(Witness.system.filter(pk=pk).select_related("by", "to").first())
    if line.by_id == member.pk and line.written_at:
        return found(line if line.to_id not in member.unheard_ids and line.to.left_at is None else None)
    return found(Witness.objects.seen_by(member).filter(pk=pk).select_related("by", "to").first())


def own_line(member, pk) -> Witness:
    """The same, also where the viewer has put it down: for undoing that."""
    line = found(Witness.system.filter(pk=pk).first())
    return found(line if member.pk in (line.by_id, line.to_id) else None)


def invitation_of(member, pk) -> Witness:
    """One that the member sent, whatever became of it; or 404."""
    return found(Witness.system.filter(pk=pk, to=member, invited_at__isnull=False).first())


def witness_page(member, pk) -> WitnessPage:
    line = line_for(member, pk)
    state = found(_state(member, line))
    other = line.to_id if line.by_id == member.pk else line.by_id
    return WitnessPage(line, found(circles.people_in(line.circle_id, [other]).get(other)), state)


def _state(member, line) -> str | None:
    if line.by_id == member.pk:
        return "mine" if line.written_at else "asked" if rules.is_open(line) else None
    if line.written_at is None:
        return None
    return "kept" if line.accepted_at else "read"


def witness_lines(member) -> WitnessLines:
    """What either asked for stands for a month, answered or not."""
    since = clock.now() - rules.ASKED_FOR
    to_write, asked, written = _to_write(member, since), _asked(member, since), _written(member)
    people = people_at({(row.circle_id, row.to_id) for row in (*to_write, *written)} | {(row.circle_id, row.by_id) for row in asked}, member)
    return WitnessLines(
        to_write=_rows(to_write, people, "to_id", "invited_at"),
        asked=_rows(asked, people, "by_id", "invited_at"),
        written=_rows(written, people, "to_id", "written_at"),
    )


@composed(lambda member, since: [member.pk, list(member.unheard_ids), since])
def _to_write(member, since):
    return Witness.objects.seen_by(member).filter(by=member, written_at=None, invited_at__gt=since).order_by("-invited_at")[:MOST]


@composed(lambda member, since: [member.pk, list(member.unheard_ids), since])
def _asked(member, since):
    unread = Q(written_at=None) | Q(held_at__isnull=False, accepted_at=None)  # a hold is not to be seen here either
    asked = Witness.system.filter(unread, to=member, invited_at__gt=since).exclude(by__in=member.unheard_ids)
    return asked.filter(by__left_at=None).order_by("-invited_at")[:MOST]


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _written(member):
    written = Witness.system.filter(by=member, written_at__isnull=False).exclude(to__in=member.unheard_ids)
    return written.filter(to__left_at=None).order_by("-written_at")[:MOST]


def people_at(places: set, member) -> dict:
    """(name, stone) by (circle, member): two questions for all of them, and two more for buddies."""
    keyring.bring({member.pk, *(pk for _circle, pk in places)})
    within = list({circle for circle, _pk in places if circle})
    seats = circles.seats_ever(within, list({pk for _circle, pk in places})) if within else []
    known = {(seat.circle_id, seat.member_id): (seat.name, seat.stone) for seat in seats}
    rest = {pk for circle, pk in places if (circle, pk) not in known}
    others = circles.people_in(None, rest) if rest else {}
    return known | {(circle, pk): (others[pk].name, others[pk].stone) for circle, pk in places if (circle, pk) not in known and pk in others}


def _rows(lines, people, other: str, at: str) -> list[Row]:
    named = ((line, people.get((line.circle_id, getattr(line, other)))) for line in lines)
    return [Row(line.pk, face[0], face[1], getattr(line, at), (line.words or "") if line.written_at and other == "to_id" else "") for line, face in named if face and face[0]]


def witness_as_it_stands(member, pk: int) -> AsItStands:
    """For whom it is about, who reports it; or 404."""
    line = line_for(member, pk)
    found(line.to_id == member.pk and line.written_at and line.words or None)
    person = found(circles.people_in(line.circle_id, [line.by_id]).get(line.by_id))
    return AsItStands(line.words, person.name, _("in a line to you"), line.written_at.isoformat(), reverse("witness", args=[pk]), line.by_id)
