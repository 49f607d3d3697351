"""Who hears of a knock, of an open door, and of a letter. A name, and never a word of what was written."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.bonds.models import Door, Letter
from cairn.bonds.rules import letters as rules
from cairn.members.models import Member
from cairn.notices.models import Notice
from cairn.notices.verbs import give
from cairn.notices.words import words_for
from cairn.shares.queries import Faces

KNOCKED, OPENED, LETTER = "knocked", "door_opened", "letter"
_AT_ONCE = timedelta(minutes=1)  # a letter and its notice are made in one act


def connect() -> None:
    """Called by config/wiring/."""
    for kind in (KNOCKED, OPENED, LETTER):
        words_for(kind, in_words)


# ---- inside the act: who hears


def knocked(happening) -> None:
    door = Door.system.get(pk=happening.door_id)
    _give(door, rules.other_id(door, door.asked_by_id), KNOCKED)


def door_opened(happening) -> None:
    door = Door.system.get(pk=happening.door_id)
    _give(door, door.asked_by_id, OPENED)


def letter_written(happening) -> None:
    _of_letter(happening.letter_id)


def letter_taken_back(happening) -> None:
    """The line about it goes too, where it is of this letter."""
    if not happening.gone:
        _of_letter(happening.letter_id)
        return
    letter = Letter.system.select_related("door").get(pk=happening.letter_id)
    to = rules.other_id(letter.door, letter.by_id)
    Notice.system.filter(member=to, kind=LETTER, about=letter.door_id, at__gte=letter.at, at__lt=letter.at + _AT_ONCE).delete()


def _of_letter(letter_id: int) -> None:
    letter = Letter.system.select_related("door").get(pk=letter_id)
    if letter.held_at is None:
        _give(letter.door, rules.other_id(letter.door, letter.by_id), LETTER)


def _give(door: Door, to: int, kind: str) -> None:
    """Not to somebody who keeps their distance: not even that there is something."""
    if rules.other_id(door, to) not in Member(pk=to).unheard_ids:
        give(to, kind, door.pk)


# ---- when the list is read: in which words


def in_words(notices, viewer) -> dict:
    doors = Door.objects.seen_by(viewer).in_bulk({notice.about for notice in notices})
    faces = Faces({(door.circle_id, rules.other_id(door, viewer.pk)) for door in doors.values()})
    letters = _last_letters(doors, viewer)
    said = {}
    for notice in notices:
        door = doors.get(notice.about)
        if door is not None and _still_so(notice, door, viewer, letters):
            said[notice.pk] = _said(notice.kind, door, faces.of(door.circle_id, rules.other_id(door, viewer.pk)).name)
    return said


def _last_letters(doors, viewer) -> dict:
    """When the other wrote last, by door."""
    theirs = Letter.objects.seen_by(viewer).filter(door__in=doors).exclude(by=viewer).order_by("at")
    return dict(theirs.values_list("door", "at"))


def _still_so(notice, door: Door, viewer, letters: dict) -> bool:
    state = rules.state_of(door, viewer.pk)
    if notice.kind == KNOCKED:
        return state == rules.ASKED
    if notice.kind == OPENED:
        return state == rules.OPEN
    return door.pk in letters and letters[door.pk] > notice.at - _AT_ONCE


def _said(kind: str, door: Door, name: str) -> tuple[str, str]:
    if kind == KNOCKED:
        return _("%(name)s knocked at your door.") % {"name": name}, reverse("letters")
    if kind == OPENED:
        return _("%(name)s opened the door. You can write to each other.") % {"name": name}, reverse("door", args=[door.pk])
    return _("%(name)s wrote to you.") % {"name": name}, reverse("door", args=[door.pk]) + "#latest"
