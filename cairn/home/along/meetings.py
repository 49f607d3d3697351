"""What was said in meetings and is still kept, and what facilitators wrote for them."""

import json
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.base.along import SOMEONE, YOU, Piece
from cairn.meetings.models import Debrief, LookedBack, Meeting, RoomNote, Round, Series, Spoken, Welcome


def said(member) -> Iterator[Piece]:
    for spoken in Spoken.system.filter(member=member).select_related("meeting__circle").order_by("at"):
        yield Piece(spoken.text, _("In %(circle)s") % {"circle": spoken.meeting.circle.name}, spoken.at)
    notes = list(RoomNote.objects.seen_by(member).order_by("at"))
    keyring.bring(note.by_id for note in notes)
    for note in notes:
        own = note.by_id == member.pk
        yield Piece(note.text, _("A note you wrote") if own else _("A note to you"), note.at, by=YOU if own else SOMEONE)
    yield from _welcomes(member)
    for looked in LookedBack.objects.seen_by(member).order_by("asked_at"):
        yield Piece(looked.text, _("After your first meeting"), looked.answered_at)


def _welcomes(member) -> Iterator[Piece]:
    welcomes = list(Welcome.objects.seen_by(member).order_by("at"))
    keyring.bring(welcome.welcomer_id for welcome in welcomes)
    for welcome in welcomes:
        own = welcome.welcomer_id == member.pk
        yield Piece(welcome.line, _("Your line to somebody new") if own else _("A line to you, before your first meeting"), welcome.at, by=YOU if own else SOMEONE)


def held(member) -> Iterator[Piece]:
    """Prompts, questions, openings and closings in one's own words, and looks back."""
    for series in Series.system.filter(by=member).order_by("made_at"):
        yield Piece(series.prompt, _("What meetings that come again are about"), series.made_at)
        for question in _questions(series):
            yield Piece(question, _("A question"), series.made_at)
    for meeting in Meeting.system.filter(by=member).order_by("starts_at"):
        for words, line in ((meeting.prompt, _("What a meeting was about")), (meeting.opening, _("Its opening")), (meeting.closing, _("Its closing"))):
            yield Piece(words, line, meeting.starts_at)
    for one in Round.objects.filter(by=member).select_related("meeting").order_by("meeting__starts_at", "place"):
        yield Piece(one.question, _("A question to the circle"), one.meeting.starts_at)
    for debrief in Debrief.system.filter(by=member).order_by("at"):
        for words in debrief.answers:
            yield Piece(words, _("How it was to hold a meeting"), debrief.at)


def _questions(series) -> list[str]:
    """Whatever of a series' questions is words."""
    try:
        kept = json.loads(series.questions or "[]")
    except ValueError:
        return []
    asked = kept.values() if isinstance(kept, dict) else kept
    return [words for one in asked for words in ([one] if isinstance(one, str) else one if isinstance(one, list) else []) if isinstance(words, str)]
