"""What a member takes along of their path, of what they noticed in others, and of their letters to somebody starting out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.base.along import SOMEONE, Piece
from cairn.growth.models import StartingLetter, SteppingStone, Witness
from cairn.growth.queries import firsts


def path(member) -> Iterator[Piece]:
    """Their own stones, firsts they kept, and lines that others wrote to them and they accepted, by "someone"."""
    for stone in SteppingStone.objects.seen_by(member).filter(gone_at=None, accepted_at__isnull=False).order_by("on"):
        first = str(firsts.WORDS.get(stone.kept.get("key", ""), ""))
        yield Piece(stone.kept.get("words") or first, first if stone.kept.get("words") else "", stone.on)
    lines = list(Witness.objects.seen_by(member).filter(to=member, accepted_at__isnull=False).order_by("accepted_at"))
    keyring.bring(line.by_id for line in lines)
    for line in lines:
        yield Piece(line.words, _("What somebody noticed in you"), line.on or line.written_at, by=SOMEONE)


def noticed(member) -> Iterator[Piece]:
    for line in Witness.system.filter(by=member, written_at__isnull=False).order_by("written_at"):
        yield Piece(line.words, _("What you noticed in somebody"), line.written_at)


def letters(member) -> Iterator[Piece]:
    for letter in StartingLetter.objects.seen_by(member).filter(member=member, withdrawn_at=None).order_by("made_at"):
        yield Piece(letter.words, letter.topic.name if letter.topic else "", letter.made_at)
