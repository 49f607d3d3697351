"""The gathered list."""

from dataclasses import dataclass
from datetime import datetime

from cairn.base.composed import composed
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


def something_new(member, *, besides=()) -> datetime | None:
    """When the latest unread notice came. It is not put into words: those may need many rooms, and a page
    that only says that there is something new should stay light."""
    return next((notice.at for notice in _latest_unread(member, tuple(besides))), None)


@composed(lambda member, besides: [member.pk, besides])
def _latest_unread(member, besides: tuple[str, ...]):
    return Notice.objects.seen_by(member).fresh().exclude(kind__in=besides).order_by("-at").only("at")[:1]


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
