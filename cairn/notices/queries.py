"""The gathered list."""

from dataclasses import dataclass
from datetime import datetime

from cairn.notices.models import Notice, Outgoing, PushPlace, Rhythm
from cairn.notices.rules import wants
from cairn.notices.words import put_into_words

AT_MOST = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One notice in words."""

    kind: str
    sentence: str
    href: str
    at: datetime
    fresh: bool


def gathering(member) -> list[Line]:
    """The member's notices in words, latest first. One query and those of the words."""
    notices = list(Notice.objects.seen_by(member).order_by("-at", "-id")[:AT_MOST])
    said = put_into_words(notices, member)
    return [Line(n.kind, *said[n.pk], n.at, n.read_at is None) for n in notices if n.pk in said]


def rhythm_of(member) -> Rhythm:
    """How this member wants to be reached; nothing chosen where nothing was kept yet."""
    return Rhythm.objects.filter(member=member).first() or Rhythm(member=member)


def has_letters(member_id: int, setting: str) -> bool:
    """Whether letters of this kind are chosen: for the page that a letter's own link leads to."""
    rhythm = Rhythm.objects.filter(member=member_id).first()
    return rhythm is not None and wants(rhythm, setting, Outgoing.MAIL)


def push_places(member) -> list[PushPlace]:
    """Browsers of theirs that may be woken, the latest first."""
    return list(PushPlace.objects.filter(member=member).order_by("-made_at"))
