"""A letter, or a knock, as it stands now, for one of the two who reports it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.pages import found
from cairn.base.text import first_words
from cairn.bonds.models import Letter
from cairn.bonds.queries.letters.threads import door_for, letter_for
from cairn.bonds.rules import letters as rules
from cairn.safety.models import AsItStands
from cairn.shares.queries import Faces


def letter_as_it_stands(member, pk: int) -> AsItStands:
    """With the one letter above it, and nothing else of what the two wrote. Who is not its writer is not named: it
    may well be whoever reports."""
    letter = letter_for(member, pk)
    faces = Faces({(letter.door.circle_id, letter.by_id)})
    writer = faces.of(letter.door.circle_id, letter.by_id).name
    above = Letter.objects.seen_by(member).filter(door=letter.door, at__lt=letter.at, gone_at=None).order_by("-at").first()
    above_by = "" if above is None else writer if above.by_id == letter.by_id else _("The other of the two")
    return AsItStands(
        found(letter.words), writer, _("in a letter"), letter.at.isoformat(), reverse("door", args=[letter.door_id]) + f"#l{pk}",
        letter.by_id, above=first_words(above.words if above else "", 1000), above_by=above_by,
    )


def door_as_it_stands(member, pk: int) -> AsItStands:
    """Whoever is behind it, by their name there, with the line with which they knocked."""
    door = door_for(member, pk)
    other = rules.other_id(door, member.pk)
    name = Faces({(door.circle_id, other)}).of(door.circle_id, other).name
    line = door.words if door.asked_by_id == other else ""
    written = door.opened_at is not None
    href = reverse("door", args=[pk]) if written else reverse("letters")
    return AsItStands(line or name, name, _("in letters") if written else _("a knock at a door"), door.asked_at.isoformat(), href, other)
