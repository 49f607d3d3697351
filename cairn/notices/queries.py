"""The gathered list."""

from dataclasses import dataclass
from datetime import datetime

from cairn.notices.models import Notice
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


def gathering(member, *, fresh_only=False, without=(), at_most=AT_MOST) -> list[Line]:
    """The member's notices in words, latest first. One query and those of the words."""
    notices = Notice.objects.seen_by(member).exclude(kind__in=without).order_by("-at", "-id")
    notices = list((notices.fresh() if fresh_only else notices)[:at_most])
    said = put_into_words(notices, member)
    return [Line(n.kind, *said[n.pk], n.at, n.read_at is None) for n in notices if n.pk in said]
