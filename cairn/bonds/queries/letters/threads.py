"""The doors somebody has, and what is written through one of them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery
from django.db.models.expressions import RawSQL
from markupsafe import Markup

from cairn.base import text
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.bonds.models import Door, Letter
from cairn.bonds.rules import letters as rules
from cairn.members.queries import the_space
from cairn.shares.models import Draft
from cairn.shares.queries import Face, Faces

AT_ONCE = 30  # letters on one page
DRAFT = "letter"  # as a kind of Draft


@dataclass(frozen=True, slots=True)
class DoorRow:
    """One door in a list. `at` is when the last letter was written, else when it was knocked or opened."""

    door: Door
    state: str
    face: Face
    where: str
    at: datetime
    last_is_mine: bool | None  # None: nothing is written yet

    @property
    def pk(self) -> int:
        return self.door.pk


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter as it stands on the page. `words` None: they no longer exist."""

    pk: int
    mine: bool
    words: Markup | None
    at: datetime
    held: bool  # by a responder: only its writer is shown this
    gone: bool  # taken back: the same, for as long as it can be brought back


@dataclass(frozen=True, slots=True)
class Thread:
    """What was written through one door, the oldest first, as one of the two reads it."""

    door: Door
    state: str
    face: Face
    own: Face
    where: str
    letters: list[LetterLine]
    earlier: int | None  # the letter before which there are more
    began: str
    last_number: int
    writes_from: datetime | None
    may_reopen: bool
    knocks_again_at: datetime | None

    @property
    def pk(self) -> int:
        return self.door.pk

    @property
    def is_open(self) -> bool:
        return self.state == rules.OPEN

    @property
    def may_hold_links(self) -> bool:
        return self.door.links_at is not None


def doors_of(member) -> list[DoorRow]:
    """Every door of theirs that there is something to say of: where a letter was written last, first. Four queries."""
    doors = [door for door in _with_last_letter(member) if rules.state_of(door, member.pk)]
    faces = Faces({(door.circle_id, rules.other_id(door, member.pk)) for door in doors}, also=[member.pk])
    return sorted((_row(door, member, faces) for door in doors), key=lambda row: row.at, reverse=True)


@composed(lambda member: [member.pk, list(member.unheard_ids)])
def _with_last_letter(member):
    last = Letter.system.filter(Q(by=member) | Q(held_at=None, gone_at=None), door=OuterRef("pk")).order_by("-at")
    seen = Door.objects.seen_by(member).select_related("circle")
    return seen.annotate(last_at=Subquery(last.values("at")[:1]), last_by=Subquery(last.values("by")[:1]))


def _row(door, member, faces: Faces) -> DoorRow:
    face = faces.of(door.circle_id, rules.other_id(door, member.pk))
    mine = door.last_by == member.pk if door.last_by else None
    at = door.last_at or door.opened_at or door.asked_at
    return DoorRow(door, rules.state_of(door, member.pk), face, _where(door), at, mine)


def _where(door) -> str:
    return (door.circle.name or "") if door.circle else ""


def door_for(member, pk: int) -> Door:
    """A door of theirs at which there is something to see, or 404: a knock that was declined is none."""
    door = own_door(member, pk)
    return found(door if rules.state_of(door, member.pk) else None)


def own_door(member, pk: int) -> Door:
    """The same, also where it is nothing any more: for whoever takes back what they decided."""
    return found(Door.objects.seen_by(member).select_related("circle").filter(pk=pk).first())


def letter_for(member, pk: int) -> Letter:
    return found(Letter.objects.seen_by(member).select_related("door").filter(pk=pk).first())


def thread(member, pk: int, before: int | None = None) -> Thread:
    """An open or closed door with its letters, or 404. Six queries, whether there is one letter or thirty."""
    door = found(next(iter(_along(member, pk)), None))
    state = rules.state_of(door, member.pk)
    found(state if state in (rules.OPEN, rules.CLOSED) else None)
    faces = Faces({(door.circle_id, door.one_id), (door.circle_id, door.other_id)})
    letters, earlier = _letters(member, door, before)
    return Thread(
        door=door, state=state, face=faces.of(door.circle_id, rules.other_id(door, member.pk)), own=faces.of(door.circle_id, member.pk),
        where=_where(door), letters=[_line(letter, member) for letter in letters], earlier=earlier, began=_began(door, member),
        last_number=door.last_number or 0, writes_from=rules.writes_from(member, the_space().letters_after_days),
        may_reopen=rules.was_ended_by(door, member.pk), knocks_again_at=rules.knocks_again_at(door, member.pk),
    )


@composed(lambda member, pk: [member.pk, list(member.unheard_ids), pk, rules.stream_of(pk)])
def _along(member, pk: int):
    """The door with the number of the last event on its stream, and what the viewer has begun to write there."""
    begun = Draft.objects.seen_by(member).filter(kind=DRAFT, about=pk)
    number = RawSQL("SELECT counter FROM cairn_stream WHERE name = %s", [rules.stream_of(pk)])
    doors = Door.objects.seen_by(member).select_related("circle")
    return doors.annotate(last_number=number, begun=Subquery(begun.values("pk")[:1])).filter(pk=pk)


def _letters(member, door, before: int | None) -> tuple[list[Letter], int | None]:
    some = _latest(member, door.pk) if before is None else list(_before(member, door.pk, before))
    shown = some[AT_ONCE - 1 :: -1] if len(some) > AT_ONCE else some[::-1]
    return shown, shown[0].pk if len(some) > AT_ONCE else None


@composed(lambda member, door_pk: [member.pk, list(member.unheard_ids), door_pk])
def _latest(member, door_pk: int):
    return Letter.objects.seen_by(member).filter(door=door_pk).order_by("-at", "-pk")[: AT_ONCE + 1]


def _before(member, door_pk: int, pk: int):
    earlier = Letter.objects.seen_by(member).filter(door=door_pk)
    earlier = earlier.filter(at__lt=Subquery(Letter.system.filter(pk=pk, door=door_pk).values("at")[:1]))
    return earlier.order_by("-at", "-pk")[: AT_ONCE + 1]


def _line(letter, member) -> LetterLine:
    words = letter.words
    shown = text.shown(words) if words is not None else None
    return LetterLine(letter.pk, letter.by_id == member.pk, shown, letter.at, letter.held_at is not None, letter.gone_at is not None)


def _began(door, member) -> str:
    if not door.begun:
        return ""
    draft = Draft.objects.seen_by(member).filter(pk=door.begun).first()
    return draft.typed.get("words", "") if draft else ""
