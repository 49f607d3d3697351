"""A meeting's own page, before and after its room."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base import clock, text
from cairn.meetings.models import Meeting, Spoken
from cairn.meetings.queries.planning import MeetingCard, cards_of
from cairn.meetings.queries.room import meeting_for
from cairn.meetings.rules import is_time


@dataclass(slots=True)
class MeetingPage:
    card: MeetingCard
    questions: list[str]
    may_change: bool
    is_time: bool
    own_words: list[Markup]
    kept: bool
    share: str  # "You had the piece twice."

    @property
    def meeting(self) -> Meeting:
        return self.card.meeting

    @property
    def words_go_at(self):
        """When what was said goes; None when it has gone."""
        until = self.meeting.words_until
        return until if until and until > clock.now() else None


def meeting_page(member, pk) -> MeetingPage:
    """All that a meeting's page shows to one member, in a constant number of queries; or 404."""
    meeting = meeting_for(member, pk)
    card = cards_of([meeting], member)[0]
    over = bool(meeting.ended_at)
    said = list(Spoken.objects.seen_by(member).filter(meeting=meeting, member=member).order_by("at", "pk")) if over else []
    return MeetingPage(
        card=card, questions=[] if over else [one.question for one in meeting.rounds.all() if one.question],
        may_change=meeting.state is None and not over and not meeting.cancelled_at and (card.may_plan or card.stand_in_id is not None),
        is_time=is_time(meeting), own_words=[text.shown(one.text) for one in said if one.text],
        kept=any(one.kept_at for one in said), share=_own_share(meeting, member) if over else "",
    )


def _own_share(meeting, member) -> str:
    """How often the piece was with them, said to them alone and to nobody's measure."""
    seat = meeting.room.seat(member.pk) if meeting.room else None
    if seat is None:
        return ""
    return {
        0: _("You were here and listened."), 1: _("You had the piece once."), 2: _("You had the piece twice."), 3: _("You had the piece three times."),
    }.get(seat.turns, _("You had the piece more than three times."))
