"""A private look at how one listens: which starters and questions one has used over time, in words. Worked out from one's
own answers when it is asked for, and kept nowhere: no number, no score, nothing that anybody else could come upon."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cairn.base import keyring
from cairn.hearing.queries import cues, speaks
from cairn.shares.models import Response
from cairn.shares.queries import STARTERS

FEWEST = 6  # answers: before that there is no beginning and no lately
LOOKED_AT = 16  # at each end
OFTEN, MORE = 0.4, 0.2  # of the answers of a time

# The narrower of two that say the same comes first.
WAYS = (
    ("asks_experience", _("ask what it is like for them")),
    ("open_question", _("ask open questions, which they can answer in their own way")),
    ("validates", _("say that what they feel makes sense")),
    ("reflection", _("say back what you heard")),
    ("relates", _("tell something of your own")),
    ("advice", _("offer an idea")),
    ("question", _("ask something")),
)
_NARROWER = {"question": {"open_question", "asks_experience"}}


@dataclass(frozen=True, slots=True)
class Look:
    """Each a list of ways, in words; `starters` are beginnings as they stand above the box. Empty where there is too little."""

    beginning: list[str]
    lately: list[str]
    more: list[str]
    starters: list[str]
    new_starters: list[str]
    enough: bool
    readable: bool  # there are rules for the language of their answers


def listening_look(member) -> Look:
    """Three questions, whatever they have answered."""
    first, last = _answers(member)
    if not last:
        return Look([], [], [], [], [], enough=False, readable=True)
    readable = any(speaks(answer.share.language) for answer in last)
    then, now = _ways(first), _ways(last)
    began, lately = _starters(first), _starters(last)
    return Look(
        beginning=_mostly(then), lately=_mostly(now), more=_more(then, now),
        starters=[*dict.fromkeys([*began, *lately])], new_starters=[one for one in lately if one not in began],
        enough=True, readable=readable,
    )


def _answers(member) -> tuple[list[Response], list[Response]]:
    """The first ones, and the latest ones; one is in one of the two alone. Nothing where there are few."""
    own = Response.system.standing().filter(member=member).select_related("share").order_by("at")
    first, last = list(own[:LOOKED_AT]), list(own.reverse()[:LOOKED_AT])[::-1]
    keyring.bring([member.pk])
    seen = {answer.pk: answer for answer in (*first, *last)}
    together = [answer for answer in seen.values() if answer.text]
    if len(together) < FEWEST:
        return [], []
    half = len(together) // 2
    return together[:half][:LOOKED_AT], together[half:][-LOOKED_AT:]


def _ways(answers) -> dict[str, float]:
    """How much of a time each way was part of."""
    held = Counter()
    for answer in answers:
        found = cues(answer.text, answer.share.language)
        held.update(way for way, _words in WAYS if way in found and not _NARROWER.get(way, set()) & found)
    return {way: held[way] / len(answers) for way, _words in WAYS}


def _mostly(ways: dict[str, float]) -> list[str]:
    """Up to two."""
    most = sorted((way for way, share in ways.items() if share >= OFTEN), key=lambda way: -ways[way])
    return _in_words(most[:2])


def _more(then: dict[str, float], now: dict[str, float]) -> list[str]:
    """What has come to be, never what has gone: there is no wrong way to go on."""
    grown = [way for way, share in now.items() if share - then[way] >= MORE and way not in ("advice", "relates")]
    return _in_words(sorted(grown, key=lambda way: then[way] - now[way])[:2])


def _in_words(ways: list[str]) -> list[str]:
    words = dict(WAYS)
    return [str(words[way]) for way in ways]


def _starters(answers) -> list[str]:
    """Beginnings that they used, as they stand above the box."""
    texts = [answer.text.strip().casefold() for answer in answers]
    every = [pair for pairs in STARTERS.values() for pair in pairs]
    return [str(shown) for begins, shown in every if any(text.startswith(str(begins).strip().casefold()) for text in texts)]
