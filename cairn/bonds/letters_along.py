"""What a member takes along of their letters: their own, and what was written to them, by the name they know."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cairn.base.along import SOMEONE, YOU, Piece
from cairn.bonds.models import Door, Letter
from cairn.bonds.queries.letters.threads import DRAFT
from cairn.bonds.rules import letters as rules
from cairn.shares.models import Draft
from cairn.shares.queries import Faces

TITLE = gettext_lazy("Letters")


def letters(member) -> Iterator[Piece]:
    """Door by door, the oldest letter first; then lines with knocks, and what is begun. Nothing of doors they do not see."""
    doors = {door.pk: door for door in Door.objects.seen_by(member).order_by("asked_at") if rules.state_of(door, member.pk)}
    faces = Faces({(door.circle_id, rules.other_id(door, member.pk)) for door in doors.values()}, also=[member.pk])
    names = {pk: faces.of(door.circle_id, rules.other_id(door, member.pk)).name for pk, door in doors.items()}
    yield from _knocks(doors, names, member)
    for letter in _standing(doors, member):
        yield _piece(letter, names[letter.door_id], member)
    for draft in Draft.objects.seen_by(member).filter(kind=DRAFT, about__in=doors):
        yield Piece(draft.typed.get("words", ""), _("A letter to %(name)s, begun") % {"name": names[draft.about]}, draft.kept_at)


def _knocks(doors, names, member) -> Iterator[Piece]:
    for pk, door in doors.items():
        own = door.asked_by_id == member.pk
        line = _("When you knocked at the door of %(name)s") if own else _("%(name)s, knocking at your door")
        yield Piece(door.words, line % {"name": names[pk]}, door.asked_at, by=YOU if own else SOMEONE)


def _standing(doors, member) -> list[Letter]:
    letters = Letter.objects.seen_by(member).filter(door__in=doors, gone_at=None)
    return sorted(letters, key=lambda letter: (list(doors).index(letter.door_id), letter.at))


def _piece(letter, name: str, member) -> Piece:
    own = letter.by_id == member.pk
    line = _("A letter to %(name)s") if own else _("A letter from %(name)s")
    return Piece(letter.words, line % {"name": name}, letter.at, by=YOU if own else SOMEONE)
