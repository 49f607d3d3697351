"""One's own cairn; and what others told of theirs, to a circle one sits in or to oneself."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import cairns, clock, stones
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.base.text import first_words, listed
from cairn.circles.models import Circle
from cairn.circles.queries import Hearer, hearers_of
from cairn.growth.models import Recognition, Victory, VictoryTold
from cairn.growth.models.victories import Known
from cairn.growth.queries.recognition import Line, lines_about
from cairn.safety.models import AsItStands
from cairn.shares.queries.faces import Face, Faces

LATELY = timedelta(days=30)
AT_MOST = 30
TODAY_AT_MOST = 2


# ---- one's own


@dataclass(frozen=True, slots=True)
class Kept:
    """A victory as its own member sees it."""

    pk: int
    words: str
    stone: str
    at: datetime
    edited: bool
    who: list[str]  # who knows of it besides them
    lines: list[Line]
    held: bool = False

    @property
    def stone_words(self) -> str:
        return stones.describe(self.stone)

    @property
    def who_words(self) -> str:
        return _("Told to %(people)s.") % {"people": listed(self.who)} if self.who else _("Only you know.")


def cairn_of(member) -> list[Kept]:
    """Newest first, with the lines that others wrote. The same number of queries for one and for sixty."""
    return _kept(reversed(_own(member)), member)


def in_words(kept: list[Kept]) -> str:
    """The cairn of these, newest first, for those who do not see it."""
    return cairns.in_words([one.stone for one in reversed(kept)])


def victory_of(member, pk) -> Kept:
    """One of one's own, or 404."""
    return found(own_if_it_stands(member, pk))


def own_if_it_stands(member, pk) -> Kept | None:
    return next(iter(_kept(_one_of_own(member, pk), member)), None)


@composed(lambda member: [member.pk])
def _own(member):
    return Victory.objects.by(member)


@composed(lambda member, pk: [member.pk, pk])
def _one_of_own(member, pk):
    return Victory.objects.by(member).filter(pk=pk)


def _kept(victories, member) -> list[Kept]:
    victories = list(victories)
    told, lines = _told_of([victory.pk for victory in victories]), lines_about(member, victories)
    faces = Faces({(None, row.reader_id) for rows in told.values() for row in rows if row.reader_id})
    return [
        Kept(v.pk, v.words or "", v.stone, v.at, v.edited_at is not None, [_who(row, faces) for row in told[v.pk]], lines[v.pk], v.held_at is not None)
        for v in victories
    ]


def _told_of(ids) -> dict[int, list[VictoryTold]]:
    told = defaultdict(list)
    for row in _tellings(list(ids)) if ids else ():
        told[row.victory_id].append(row)
    return told


@composed(lambda ids: [ids])
def _tellings(ids: list[int]):
    return VictoryTold.objects.filter(victory__in=ids).select_related("circle").order_by("at", "pk")


def _who(row, faces: Faces) -> str:
    return row.circle.name or "" if row.circle_id else faces.of(None, row.reader_id).name


def codes_of(member) -> list[str]:
    """The stones of a member's cairn, as they lie."""
    return list(Victory.objects.by(member).values_list("stone", flat=True))


def next_stones(member) -> list[str]:
    """Some to choose from; the same ones until another is laid."""
    return stones.choices(f"cairn {member.pk} {Victory.objects.by(member).count()}", 10)


def drawn(member, *, newest: bool) -> str:
    codes = codes_of(member)
    return cairns.draw_newest(codes) if newest else cairns.draw(codes)


def own_victory(member, pk) -> Victory:
    """As a row for a verb: also one let go a moment ago. 404 for everybody else."""
    return found(Victory.objects.seen_by(member).filter(member=member, pk=pk).first())


def known_now(victory) -> Known:
    return Known(frozenset((row.circle_id, row.reader_id) for row in _told_of([victory.pk])[victory.pk]))


def who_could_know(member, victory=None) -> tuple[list[Hearer], list[str]]:
    """Everybody it may be told to, and whoever knows of it, though their circle was left or they are no buddy any
    more: that can still be taken back. With it, the values of those who know."""
    may = hearers_of(member)
    if victory is None:
        return may, []
    by_place = {(hearer.circle_id, hearer.reader_id): hearer for hearer in may}
    rows = _told_of([victory.pk])[victory.pk]
    past = [row for row in rows if (row.circle_id, row.reader_id) not in by_place]
    faces = Faces({(None, row.reader_id) for row in past if row.reader_id})
    more = [Hearer(f"told-{row.pk}", _who(row, faces), row.circle_id, row.reader_id) for row in past]
    everybody = may + more
    known = {(row.circle_id, row.reader_id) for row in rows}
    return everybody, [one.value for one in everybody if (one.circle_id, one.reader_id) in known]


# ---- what others told


@dataclass(frozen=True, slots=True)
class Told:
    """A victory as somebody sees it who was told. `circle` is where; None: to them alone."""

    pk: int
    words: str
    face: Face
    stone: str
    at: datetime
    circle: Circle | None
    own: bool
    line: Recognition | None  # what the viewer wrote about it

    @property
    def where(self) -> str:
        return self.circle.name or "" if self.circle else _("Told to you")

    @property
    def place(self) -> str:
        """Goes along in addresses, so that whoever reads it in two circles meets one name at a time."""
        return str(self.circle.pk) if self.circle else ""


def victory_told(member, pk, place: str = "") -> Told:
    """Somebody else's, where it was told to the viewer, or 404."""
    victory = row_told(member, pk)
    rows = list(VictoryTold.objects.to(member).filter(victory=victory).select_related("circle").order_by("at", "pk"))
    row = next((row for row in rows if str(row.circle_id or "") == place), rows[0])
    row.victory = victory
    return found(next(iter(shown([row], member)), None))


def row_told(member, pk) -> Victory:
    """Somebody else's as a row for a verb, or 404."""
    return found(Victory.objects.seen_by(member).exclude(member=member).filter(pk=pk).first())


def shown(rows, member, faces: Faces | None = None) -> list[Told]:
    """With the words that still exist."""
    faces = faces or Faces({(row.circle_id, row.victory.member_id) for row in rows}, also={member.pk})
    mine = {line.victory_id: line for line in _own_about(member, list({row.victory_id for row in rows}))} if rows else {}
    return [
        Told(
            row.victory_id, row.victory.words, faces.of(row.circle_id, row.victory.member_id), row.victory.stone, row.victory.at,
            row.circle if row.circle_id else None, row.victory.member_id == member.pk, mine.get(row.victory_id),
        )
        for row in rows if row.victory.words
    ]


@composed(lambda member, ids: [member.pk, ids])
def _own_about(member, ids: list[int]):
    return Recognition.system.filter(by=member, victory__in=ids, gone_at=None)


def _standing(member):
    return Victory.objects.seen_by(member).filter(gone_at=None, held_at=None)


def rows_told_in(member, circle) -> list[VictoryTold]:
    """The month's small victories of one circle, the latest told first."""
    return _told_since(member, circle, clock.now() - LATELY)


@composed(lambda member, circle, since: [circle.pk, member.pk, sorted(member.unheard_ids), since])
def _told_since(member, circle, since):
    rows = VictoryTold.objects.filter(circle=circle, at__gt=since, victory__in=_standing(member))
    return rows.select_related("circle", "victory").order_by("-at")[:AT_MOST]


def latest_in(member, circle) -> Told | None:
    """For the circle's own page, with the faces it has fetched already. One query."""
    row = next(iter(_latest_of_others(member, circle, clock.now() - LATELY)), None)
    if row is None or not row.victory.words:
        return None
    victory, faces = row.victory, Faces({(circle.pk, row.victory.member_id)}, seats=getattr(circle, "seats_ever", ()))
    return Told(victory.pk, first_words(victory.words), faces.of(circle.pk, victory.member_id), victory.stone, victory.at, circle, False, None)


@composed(lambda member, circle, since: [circle.pk, member.pk, list(member.unheard_ids), since])
def _latest_of_others(member, circle, since):
    rows = VictoryTold.objects.filter(circle=circle, at__gt=since, victory__in=_standing(member).exclude(member=member))
    return rows.select_related("victory").order_by("-at")[:1]


# Whether the circle's page has to ask for one; mostly it has not.
THERE = {
    "victory": "EXISTS(SELECT 1 FROM cairn_victorytold WHERE circle_id = cairn_agreement.circle_id)",
}


def told_to_me(member) -> list[Told]:
    """By buddies, the latest first; those about which nothing was written yet."""
    rows = VictoryTold.objects.filter(reader=member, at__gt=clock.now() - LATELY, victory__in=_standing(member))
    rows = rows.exclude(victory__in=Recognition.system.filter(by=member, victory__isnull=False, gone_at=None).values("victory"))
    return shown(list(rows.select_related("victory").order_by("-at")[:TODAY_AT_MOST]), member)


def victory_as_it_stands(member, pk: int) -> AsItStands:
    """For somebody who reports it."""
    own = Victory.objects.by(member).filter(pk=pk).first()
    if own is not None:
        return AsItStands(found(own.words), member.name or "", _("on your own cairn"), own.at.isoformat(), reverse("victory", args=[pk]), member.pk)
    one = victory_told(member, pk)
    writer = Victory.objects.seen_by(member).values_list("member", flat=True).get(pk=pk)
    return AsItStands(one.words, one.face.name, one.where, one.at.isoformat(), reverse("victory", args=[pk]), writer, one.circle.pk if one.circle else 0)
