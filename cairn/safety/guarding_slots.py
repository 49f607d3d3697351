"""What the privacy guard says on the pages of other rooms. It looks at words where they are handed in anyway, so
nothing is sent while somebody types, and nothing is kept."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import piece
from cairn.base.text import shown
from cairn.safety import queries
from cairn.safety.guard import ADDRESS, BORN, HANDLE, MAIL, NAME, PHONE, PROFILE, SCHOOL, WORK, Spot, look

_OPENS, _CLOSES = "\ue000", "\ue001"  # private characters: no word holds them once they are taken out


@dataclass(frozen=True)
class Seen:
    """One thing that was found: its words, what they are, and what could stand there."""

    words: str
    what: str
    instead: str


def marked(request, share) -> Markup | str:
    """A share's words with what was found underlined, for its own writer, before it is told."""
    spots = _in_a_share(request, share)
    if not spots:
        return ""
    html = str(shown(_between_marks(share.text, spots)))
    return Markup(html.replace(_OPENS, '<mark class="findable">').replace(_CLOSES, "</mark>"))  # noqa: S704  escaped by shown()


def _between_marks(text: str, spots: list[Spot]) -> str:
    text = text.replace(_OPENS, " ").replace(_CLOSES, " ")
    for spot in reversed(spots):
        text = f"{text[: spot.start]}{_OPENS}{text[spot.start : spot.end]}{_CLOSES}{text[spot.end :]}"
    return text


def before_it_is_told(request, share) -> Markup | str:
    """Under a share's words in look over: what was found, and vaguer words for it."""
    return _note(share.text, _in_a_share(request, share), underlined=True)


def before_it_is_sent(request, answer) -> Markup | str:
    """On the way from Send to sending, once."""
    share, given, looked = answer
    return "" if "1" in looked else _note(given["text"], found_in(request, given["text"], share.language))


def before_it_is_changed(request, change) -> Markup | str:
    """Once, and only about what was not there before: that was decided then."""
    language, text, before = change
    return _note(text, [spot for spot in found_in(request, text, language) if text[spot.start : spot.end] not in before])


def after_it_was_said(request, spoken) -> str:
    """In a room words are live and stand at once; afterwards a line, to their speaker alone."""
    if not found_in(request, spoken.text, spoken.meeting.circle.language):
        return ""
    return _("Somebody could be found by what you just said. It goes when the words of this meeting go.")


def found_in(request, text: str, language: str) -> list[Spot]:
    spots = look(text, language, request.space.country)
    if all(spot.kind != PHONE for spot in spots):
        return spots
    lines = {_digits(line.number) for line in queries.helplines()}
    return [spot for spot in spots if spot.kind != PHONE or _digits(text[spot.start : spot.end]) not in lines]


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)


def _in_a_share(request, share) -> list[Spot]:
    """What only its writer will see may be as exact as they like."""
    return [] if share.audience == "me" else found_in(request, share.text, share.language)


def _note(text: str, spots: list[Spot], *, underlined: bool = False) -> Markup | str:
    seen = dict.fromkeys(Seen(text[spot.start : spot.end], _what(spot.kind), spot.suggestion) for spot in spots)
    return piece("safety/_findable.html", {"seen": list(seen), "underlined": underlined}) if seen else ""


def _what(kind: str) -> str:
    return {
        PHONE: _("a phone number"), MAIL: _("a mail address"), ADDRESS: _("an address"), HANDLE: _("a name on another platform"),
        PROFILE: _("a page about somebody"), NAME: _("a full name"), WORK: _("a workplace"), SCHOOL: _("a school"), BORN: _("a date of birth"),
    }[kind]
