"""What a member takes along of the toolkit: their cards, what they keep of what they tried, and the lines they told."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cairn.base.along import Piece
from cairn.toolkit import words
from cairn.toolkit.models import Collection, Strategy, Trial, Tried
from cairn.toolkit.situations import Situations


def gathered(member) -> Iterator[Piece]:
    situations = Situations.here()
    for one in Strategy.objects.seen_by(member).filter(member=member, withdrawn_at=None).order_by("made_at"):
        line = _("A card for %(situation)s: %(title)s") % {"situation": situations.within(one.situation), "title": one.title}
        yield Piece(one.words, line, one.made_at)
    tried = list(Trial.objects.seen_by(member).order_by("began_at"))
    there = Strategy.objects.seen_by(member).in_bulk([trial.kept.get("strategy", 0) for trial in tried])
    for trial in tried:
        if said := trial.kept.get("outcome"):
            yield Piece(trial.kept.get("line") or words.mine(said), _what(there.get(trial.kept["strategy"]), situations, said), trial.began_at)
    for line in Tried.objects.seen_by(member).filter(member=member).order_by("at"):
        yield Piece(line.words, _("A line under a card"), line.at)
    for one in Collection.system.filter(by=member).order_by("made_at"):
        yield Piece(one.title, _("A collection you began"), one.made_at)


def _what(strategy, situations, said: str) -> str:
    """Without the card's own words, which are somebody else's."""
    within = situations.within(strategy.situation) if strategy else ""
    tried = _("Something you tried for %(situation)s.") % {"situation": within} if within else _("Something you tried.")
    return f"{tried} {words.mine(said)}"
