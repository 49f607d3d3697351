"""What retelling adds to the file that a member takes along."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later

from cairn.base.along import SOMEONE, Piece
from cairn.growth.models import Retelling, View
from cairn.growth.queries.retelling import all_told
from cairn.growth.queries.views import seen_of
from cairn.growth.retold.words import prompt_of, title_of
from cairn.growth.rules.retelling import PARTS

TOLD_AGAIN, SEEN = _later("What you told again"), _later("How you see what others told again")


def retold(member) -> Iterator[Piece]:
    """Each experience with its first telling and all that came after; views under the telling they are about."""
    for tellings in all_told(member):
        _asked, seen = seen_of(member, tellings)
        kept = tellings[-1].kept
        first = [Piece(kept["first"], _("The first telling"), _moment(kept.get("first_at")))] if kept.get("first") else []
        under = [*first, *(piece for one in tellings for piece in _parts(one))]
        views = [Piece(one.words, _("How somebody you asked sees it"), one.at, by=SOMEONE) for one in seen]
        yield Piece(title_of(kept), _("Told again"), tellings[-1].told_at, under=(*under, *views))
    for begun in Retelling.objects.by(member).filter(told_at=None).order_by("at"):
        yield from _parts(begun)


def _parts(one) -> Iterator[Piece]:
    for part in PARTS:
        if words := one.kept.get(part):
            yield Piece(words, prompt_of(part), one.told_at or one.edited_at or one.at)


def _moment(said: str | None) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def seen_for_others(member) -> Iterator[Piece]:
    """Their own words alone: what they answered to is somebody else's."""
    for view in View.objects.filter(by=member, written_at__isnull=False).order_by("written_at"):
        yield Piece(view.words, _("How you see what somebody told again"), view.written_at)
