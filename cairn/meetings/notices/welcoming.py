"""Who hears of a first meeting, of the piece coming to them in a slow circle, and of being asked to hold one.

Nobody's words are in these, and each is shown only while it is still so."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.meetings.models import LookedBack, Meeting, RoomNote, Welcome
from cairn.notices.verbs import give
from cairn.notices.words import words_for


def connect() -> None:
    """Called by config/wiring/."""
    for kind, fn in (
        ("welcome_asked", _welcome_asked), ("first_meeting", _first_meeting), ("welcomed", _welcomed), ("how_was_it", _how_was_it),
        ("piece_with_you", _piece_with_you), ("turn_rests", _turn_rests), ("asked_to_hold", _asked_to_hold), ("note_to_you", _note_to_you),
    ):
        words_for(kind, fn)


# ---- what follows what


def piece_offered(happening) -> None:
    """In a slow meeting nobody waits with the page open."""
    if Meeting.system.get(pk=happening.meeting_id).is_slow:
        give(happening.member_id, "piece_with_you", happening.meeting_id)


def turn_rests(happening) -> None:
    give(happening.member_id, "turn_rests", happening.meeting_id)


def second_asked(happening) -> None:
    give(happening.member_id, "asked_to_hold", happening.meeting_id)


def note_written(happening) -> None:
    give(happening.member_id, "note_to_you", happening.meeting_id)


# ---- a first meeting


def _welcome_asked(notices, viewer):
    asked = Welcome.objects.seen_by(viewer).filter(welcomer=viewer, declined_at=None, pk__in=_about(notices))
    still = asked.filter(meeting__ended_at=None, meeting__cancelled_at=None).select_related("meeting__circle").in_bulk()
    said = _("Somebody new comes to %(circle)s. Would you welcome them?")
    return {
        n.pk: (said % {"circle": still[n.about].meeting.circle.name}, reverse("welcome_newcomer", args=[n.about]))
        for n in notices if n.about in still and not still[n.about].line
    }


def _first_meeting(notices, viewer):
    return _of_meetings(notices, _coming(notices, viewer), _("Your first meeting of %(circle)s is coming. This is what will happen."), "first_meeting")


def _welcomed(notices, viewer):
    written = Welcome.objects.seen_by(viewer).filter(newcomer=viewer, declined_at=None, line__isnull=False, meeting__in=_about(notices))
    coming = _coming(notices, viewer)
    met = {pk: coming[pk] for pk in written.values_list("meeting", flat=True) if pk in coming}
    return _of_meetings(notices, met, _("Somebody of %(circle)s wrote you a line to read before you come."), "first_meeting")


def _how_was_it(notices, viewer):
    open_ones = set(LookedBack.objects.seen_by(viewer).filter(pk__in=_about(notices), answered_at=None).values_list("pk", flat=True))
    return {n.pk: (_("You were at your first meeting. How was it?"), reverse("how_was_it", args=[n.about])) for n in notices if n.about in open_ones}


def _coming(notices, viewer) -> dict[int, Meeting]:
    return Meeting.objects.seen_by(viewer).coming().filter(pk__in=_about(notices)).select_related("circle").in_bulk()


# ---- in a room


def _piece_with_you(notices, viewer):
    mine = {pk: one for pk, one in _open(notices, viewer).items() if _has_piece(one, viewer) and one.nudged_turn != one.room.turn}
    return _of_meetings(notices, mine, _("The talking piece has come to you in %(circle)s. There is time."), "room")


def _turn_rests(notices, viewer):
    mine = {pk: one for pk, one in _open(notices, viewer).items() if _has_piece(one, viewer) and one.nudged_turn == one.room.turn}
    said = _("The piece is resting with you in %(circle)s. Say a little, pass, or let it be: then it goes on, and comes to you again.")
    return _of_meetings(notices, mine, said, "room")


def _has_piece(meeting, viewer) -> bool:
    held = meeting.room.with_piece
    return held is not None and held.member == viewer.pk


def _asked_to_hold(notices, viewer):
    mine = {pk: one for pk, one in _open(notices, viewer).items() if one.room.asked == viewer.pk}
    return _of_meetings(notices, mine, _("The meeting of %(circle)s needs somebody to hold it. Would you?"), "room")


def _note_to_you(notices, viewer):
    notes = RoomNote.objects.seen_by(viewer).filter(to=viewer, meeting__in=_about(notices)).exclude(by__in=viewer.unheard_ids)
    written, here = set(notes.values_list("meeting", flat=True)), _open(notices, viewer)
    return _of_meetings(notices, {pk: here[pk] for pk in written if pk in here}, _("A line was written to you in %(circle)s."), "room")


def _open(notices, viewer) -> dict[int, Meeting]:
    meetings = Meeting.objects.seen_by(viewer).open().filter(pk__in=_about(notices)).select_related("circle")
    return {meeting.pk: meeting for meeting in meetings if meeting.room}


# ---- shared by the words above


def _about(notices) -> list[int]:
    return [notice.about for notice in notices]


def _of_meetings(notices, meetings, sentence: str, page: str):
    return {
        n.pk: (sentence % {"circle": meetings[n.about].circle.name}, reverse(page, args=[n.about]))
        for n in notices if n.about in meetings
    }
