"""Lines that recognise somebody: those one received and wrote, and the wall of a circle."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.base.text import first_words
from cairn.circles.models import Seat
from cairn.growth.models import Recognition
from cairn.growth.models.victories import looks
from cairn.growth.rules import victories as rules
from cairn.members.queries import Person
from cairn.safety.models import AsItStands
from cairn.shares.queries.faces import Face, Faces

AT_MOST = 60
A_WHILE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, as one of its two people sees it. `face` is the other's, as they are known where it was written."""

    pk: int
    words: str
    face: Face
    at: datetime
    where: str  # the circle's name; "" between buddies
    circle_id: int | None
    about: str  # how the victory begins
    victory_id: int | None
    kept: bool
    on_wall: bool
    own: bool  # the viewer wrote it
    wall_at: datetime | None = None  # when it was put up

    @property
    def line(self) -> str:
        return self.where or _("Between buddies")


def lines_to(member) -> list[Line]:
    """What others wrote to them, newest first."""
    return _lines(_to(member), member, other="by_id")


@composed(looks)
def _to(member):
    rows = Recognition.objects.seen_by(member).standing().filter(to=member)
    return rows.select_related("victory", "circle").order_by("-at")[:AT_MOST]


def lines_by(member) -> list[Line]:
    """What they wrote to others and that still stands, newest first. The words it was about are not theirs to keep."""
    return _lines(_by(member), member, other="to_id")


@composed(looks)
def _by(member):
    rows = Recognition.objects.seen_by(member).filter(by=member, gone_at=None)
    return rows.select_related("circle").order_by("-at")[:AT_MOST]


def lines_about(member, victories) -> dict[int, list[Line]]:
    """What others wrote about these victories of a member's own, as they came."""
    about = defaultdict(list)
    rows = _about(member, [victory.pk for victory in victories]) if victories else []
    for line in _lines(rows, member, other="by_id"):
        about[line.victory_id].append(line)
    return about


@composed(lambda member, victories: [*looks(member), victories])
def _about(member, victories: list[int]):
    rows = Recognition.objects.seen_by(member).standing().filter(to=member, victory__in=victories)
    return rows.select_related("circle").order_by("at")


def _lines(rows, member, *, other: str) -> list[Line]:
    faces = Faces({(row.circle_id, getattr(row, other)) for row in rows}, also={member.pk})
    return [line_of(row, faces.of(row.circle_id, getattr(row, other)), member) for row in rows if row.words]


def line_of(row, face: Face, member) -> Line:
    own = row.victory if "victory" in row._state.fields_cache else None
    about = first_words(own.words, 80) if own and own.member_id == member.pk and own.gone_at is None else ""
    return Line(
        row.pk, row.words, face, row.at, row.circle.name or "" if row.circle_id else "", row.circle_id, about,
        row.victory_id, row.kept_at is not None, row.wall_at is not None, row.by_id == member.pk, row.wall_at,
    )


def line_for(member, pk) -> Recognition:
    """As a row for a verb, for either of its two people; 404 for others, on whose wall it may stand."""
    line = found(Recognition.objects.seen_by(member).select_related("circle").filter(pk=pk).first())
    return found(line if member.pk in (line.by_id, line.to_id) else None)


def gone_line(member, pk, mark: str) -> Recognition:
    """One that this member, and not the other, let go a moment ago."""
    line = Recognition.system.filter(pk=pk).select_related("victory", "by").first()
    if line is None or member.pk not in (line.by_id, line.to_id) or line.gone_at is None or mark != rules.mark_of_gone(line, member):
        raise Http404
    return line


# ---- Today


@composed(looks)
def _kept_lines(member):
    rows = Recognition.objects.seen_by(member).standing().filter(to=member, kept_at__isnull=False)
    return rows.select_related("by", "victory").order_by("-kept_at")[:1]


def kept_line(member) -> Recognition | None:
    """The one that opens Today: the latest kept. With its writer and what it was about, in one query."""
    return next(iter(_kept_lines(member)), None)


def about_what(line) -> str:
    """How the victory begins that a line was about, while it is on the cairn."""
    return first_words(line.victory.words, 40) if line.victory and line.victory.gone_at is None else ""


# ---- for whoever holds a circle


@dataclass(frozen=True, slots=True)
class Unthanked:
    """People of a circle to whom no line has come there for a month."""

    circle: object
    people: list[Person]
    values: list[str]  # as in circles.queries.Peer, in the same order


def not_thanked_lately(member, held) -> list[Unthanked]:
    """For each of the circles that the member holds. What is counted is only whether any line arrived to that seat within this circle,
    never from whom, nor what came from a buddy or elsewhere; whoever sits there for less than a month, or rests from it, is left out."""
    held, since = {circle.pk: circle for circle in held}, clock.now() - A_WHILE
    if not held:
        return []
    thanked = Recognition.system.standing().filter(circle=OuterRef("circle"), to=OuterRef("member"), at__gt=since)
    seats = Seat.objects.seen_by(member).expected().filter(~Exists(thanked), circle__in=held, taken_at__lt=since)
    seats = list(seats.exclude(member=member).exclude(member__in=member.unheard_ids).select_related("member").order_by("taken_at"))
    keyring.bring(seat.member_id for seat in seats)
    return [one for circle in held.values() if (one := _unthanked(circle, [seat for seat in seats if seat.circle_id == circle.pk and seat.name])).people]


def _unthanked(circle, seats) -> Unthanked:
    return Unthanked(circle, [Person(seat.member_id, seat.name, seat.stone) for seat in seats], [f"seat-{seat.pk}" for seat in seats])


def recognition_as_it_stands(member, pk: int) -> AsItStands:
    """For somebody who reports it: whoever received it, or reads it on the wall."""
    line = found(Recognition.objects.seen_by(member).select_related("circle").filter(pk=pk).first())
    face, there = Faces({(line.circle_id, line.by_id)}).of(line.circle_id, line.by_id), line.circle_id or 0
    href = reverse("recognitions") if member.pk in (line.by_id, line.to_id) else reverse("wall", args=[there])
    return AsItStands(found(line.words), face.name, line.circle.name if there else _("between buddies"), line.at.isoformat(), href, line.by_id, there)
