"""What the clock does in rooms: opens them, ends silences, asks a second when the holder is gone, nudges a
slow turn kindly and moves it on, closes the quiet room, and deletes what was said when its time has come."""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from cairn.base import clock
from cairn.base.happenings import tell
from cairn.circles.queries import resting_ids
from cairn.live.verbs import record
from cairn.meetings import rules
from cairn.meetings.happenings import TurnRests
from cairn.meetings.models import Meeting, RoomNote, RoomSignal, Spoken
from cairn.meetings.piece import QUIET
from cairn.meetings.verbs.room import (
    _do, _held, _moment, holder_gone_at, next_due, open_room, rests_at, stream_of, those_who_hold,
)

log = logging.getLogger("cairn.meetings")

AT_A_TICK = 200


@clock.due("meetings.open", every=timedelta(seconds=5))
def open_rooms() -> None:
    soon = Meeting.system.standing().filter(state__isnull=True, circle__closed_at=None, ended_at=None, starts_at__lte=clock.now() + rules.OPENS_BEFORE)
    for meeting in list(soon[:AT_A_TICK]):
        _alone(open_room, meeting)


@clock.due("meetings.mind", every=timedelta(seconds=1))
def mind_rooms() -> None:
    due = Meeting.system.standing().filter(due_at__lte=clock.now()).order_by("due_at")
    for meeting in list(due[:AT_A_TICK]):
        _alone(mind, meeting)


def _alone(do, meeting) -> None:
    """One room's trouble never keeps the others waiting: it stays due, and is tried again."""
    try:
        with transaction.atomic():
            do(meeting)
    except Exception as error:
        log.error("%s failed: %s", do.__name__, type(error).__name__)


def mind(meeting) -> None:
    """Do the one thing that is due; what is due after it comes at the next tick. Safe to repeat."""
    meeting = _held(meeting.pk)
    room, now = meeting.room, clock.now()
    if room is None or meeting.due_at is None or meeting.due_at > now:
        return
    if meeting.signals_due_at and meeting.signals_due_at <= now:
        _push_signals(meeting)
    elif room.silence_until and _moment(room.silence_until) <= now:
        _do(meeting, "end_silence", by=None)
    elif room.phase == QUIET:
        _do(meeting, "close", by=None)
    elif meeting.is_slow:
        _mind_slow(meeting, room, now)
    elif holder_gone_at(meeting, room) <= now:
        _ask_second(meeting, room)
    else:
        _later(meeting)


def _push_signals(meeting) -> None:
    meeting.signals_due_at = None
    record(stream_of(meeting.pk), "signals")
    _later(meeting)


def _later(meeting) -> None:
    meeting.due_at = next_due(meeting)
    meeting.save(update_fields=["signals_due_at", "nudged_turn", "due_at"])


def _mind_slow(meeting, room, now) -> None:
    """A soft day is over: a kind nudge; after as long again the piece goes on, and comes back at the end."""
    rests = rests_at(meeting, room)
    if meeting.ends_at <= now:
        _do(meeting, "end", by=None)
    elif rests is None or rests > now:  # what was due has changed meanwhile
        _later(meeting)
    elif meeting.nudged_turn != room.turn:
        meeting.nudged_turn = room.turn
        tell(TurnRests(meeting.pk, room.with_piece.member))
        _later(meeting)
    else:
        _do(meeting, "nudge_on", by=None, seen=room.turn, value=int(_has_said(meeting, room)))


def _has_said(meeting, room) -> bool:
    return Spoken.system.filter(meeting=meeting, turn=room.turn, member=room.with_piece.member).exists()


def _ask_second(meeting, room) -> None:
    """The others who may hold it, in their order, those who are here first; each once. Whoever rests from the circle is asked only here."""
    asked = set(meeting.log.filter(kind="second asked", number__gt=_last_held(meeting, room)).values_list("about", flat=True))
    others = [pk for pk in those_who_hold(meeting) if pk != room.holder and pk not in asked]
    here, resting = {seat.member for seat in room.seats if seat.here}, set(resting_ids(meeting.circle_id))
    others = [pk for pk in others if pk in here or pk not in resting]
    others.sort(key=lambda pk: pk not in here)
    if others:
        _do(meeting, "ask_second", by=None, about=others[0])
    else:
        _do(meeting, "close_unheld", by=None)


def _last_held(meeting, room) -> int:
    """The log's number since which the present holder holds it, or came back."""
    came_back = Q(kind__in=("came", "came beside"), by=room.holder)
    held = meeting.log.filter(Q(kind="held by") | came_back).order_by("-number").first()
    return held.number if held else 0


@clock.due("meetings.forget", every=timedelta(minutes=10))
def forget_words() -> None:
    """After the circle's time what was said in a room is gone, but for what its writers keep of their own."""
    over = list(Meeting.system.filter(words_until__lte=clock.now()).values_list("pk", flat=True)[:AT_A_TICK])
    Spoken.system.filter(meeting__in=over, kept_at=None).delete()
    RoomSignal.objects.filter(meeting__in=over).delete()
    RoomNote.system.filter(meeting__in=over).delete()
    Meeting.system.filter(pk__in=over).update(words_until=None)


