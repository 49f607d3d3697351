"""What a member takes along of their cairn: their victories with the lines that came, and the lines they wrote."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cairn.base.along import SOMEONE, Piece
from cairn.growth.models import Recognition
from cairn.growth.queries.recognition import lines_to
from cairn.growth.queries.victories import cairn_of


def cairn_along(member) -> Iterator[Piece]:
    """Oldest first, as they lie."""
    for kept in reversed(cairn_of(member)):
        lines = tuple(Piece(line.words, _("A line to you"), line.at, by=SOMEONE) for line in kept.lines)
        yield Piece(kept.words, f"{kept.stone_words}. {kept.who_words}", kept.at, under=lines)


def lines_along(member) -> Iterator[Piece]:
    """Lines that came for no victory of theirs, and their own to others: without what those were about."""
    for line in reversed(lines_to(member)):
        if line.victory_id is None:
            yield Piece(line.words, line.line, line.at, by=SOMEONE)
    for line in Recognition.objects.seen_by(member).filter(by=member, gone_at=None).order_by("at"):
        yield Piece(line.words, _("A line that you wrote to somebody"), line.at)
