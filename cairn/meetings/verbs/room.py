"""Acts in an open room. Each holds the meeting's row, asks piece/ what it would set in motion, and writes
that to the log and the state beside it: one transaction, numbered without gaps."""

from datetime import UTC, datetime, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.composed import composed
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles.models import Seat
from cairn.live.verbs import hang_up, record
from cairn.meetings import piece, rules, words
from cairn.meetings.happenings import MeetingEnded, NoteWritten, PieceOffered, RoomOpened, SecondAsked
from cairn.meetings.models import Coming, Meeting, RoomEvent, RoomNote, RoomSignal, Spoken, Welcome
from cairn.meetings.piece import CLOSED, QUIET, SPEAKING, Refused, Room
from cairn.meetings.queries import is_full_for, those_who_hold, who_holds
from cairn.safety.verbs import any_waits, hold_newcomer, is_read_first, require_no_waiting, screen
from cairn.shares.models import HEART, NOD, WITH


class NotNow(Exception):
    """The act does not fit the room as it is now; nothing was changed. `sentence` says so kindly."""

    def __init__(self, sentence: str):
        self.sentence = sentence
        super().__init__("not now")


# ---- a room opens, people come in


@act
def open_room(meeting, *, by=None) -> Meeting:
    """Gathering begins: by the clock a quarter of an hour before, or by whoever holds it. Safe to repeat."""
    meeting = _held(meeting.pk)
    if meeting.state is None and meeting.cancelled_at is None and meeting.ended_at is None:
        require(by is None or rules.may_hold(by, meeting), _("The room opens a quarter of an hour before the meeting begins."))
        rounds = meeting.rounds.filter(place__gt=0).exclude(kind="closing").count()
        meeting.state = piece.as_data(Room(holder=who_holds(meeting), rounds=rounds, guide=meeting.guide_seconds))
        meeting.opened_at = clock.now()
        meeting.due_at = next_due(meeting)
        meeting.save(update_fields=["state", "opened_at", "due_at"])
        record(stream_of(meeting.pk), "moved")
        tell(RoomOpened(meeting.pk))
    return meeting


@act
def enter(meeting, *, by, listens=False) -> Meeting:
    """Come into the room. Coming again finds the same place. Whoever said beforehand that they only listen
    comes in listening; whoever is welcomed, beside their welcomer."""
    if meeting.state is None and (rules.is_time(meeting) or rules.may_hold(by, meeting)):
        open_room(meeting)
    meeting = _held(meeting.pk, by)  # two who enter at once are one after the other
    if meeting.places and is_full_for(meeting, by):
        raise NotNow(_("Every place at this meeting is taken. You are heard elsewhere too, and the next one is yours to come to."))
    said = Coming.objects.filter(meeting=meeting, member=by, only_listens=True).exists()
    meeting = _do(meeting, "come_in", by=by, about=_beside(meeting, by), value=int(listens or said))
    Coming.objects.update_or_create(meeting=meeting, member=by, defaults={"came": True})
    return meeting


def _beside(meeting, member) -> int:
    """A newcomer's welcomer; or, where the newcomer was there first, the newcomer."""
    pairs = Welcome.objects.seen_by(member).filter(meeting=meeting, declined_at=None).order_by("at").values_list("newcomer", "welcomer")
    room = meeting.room
    others = (one for pair in pairs for one in pair if one != member.pk)
    return next((one for one in others if room and room.seat(one)), 0)


def leave_rooms(happening) -> None:
    """A seat was left: whoever sat there steps out of the circle's open rooms, and the piece goes on."""
    seat = Seat.system.get(pk=happening.seat_id)
    for pk in Meeting.system.open().filter(circle=seat.circle_id).order_by("pk").values_list("pk", flat=True):
        put_out(_held(pk), seat.member_id)


def put_out(meeting, member_id: int) -> None:
    """Somebody has no place at this meeting any more: they step out, and its stream is closed to them."""
    there = meeting.room and meeting.room.seat(member_id)
    if there and there.here and meeting.room.phase != CLOSED:
        write(meeting, piece.decide(meeting.room, "step_out", by=member_id, at=_seconds(clock.now())))
    hang_up(member_id, stream_of(meeting.pk))


# ---- the talking piece and whoever holds the meeting


@act
def take(meeting, what: str, *, by, about: int = 0, value: int = 0, seen: int | None = None) -> Meeting:
    """Any act of piece.ACTS but those of the clock. Raises NotNow where it does not fit any more."""
    if what == "hand_over":
        value = int(about in those_who_hold(meeting))
    return _do(meeting, what, by=by, about=about, value=value, seen=seen)


def _do(meeting, what: str, *, by, about=0, value=0, seen=None) -> Meeting:
    meeting = _held(meeting.pk, by)
    if meeting.state is None:
        raise NotNow(words.refusal("closed") if meeting.ended_at or meeting.cancelled_at else _("The room is not open yet."))
    by_id = by.pk if by else 0
    try:
        events = piece.decide(
            meeting.room, what, by=by_id, at=_seconds(clock.now()), about=about, value=value, seen=seen,
            may_hold=by is not None and rules.may_hold(by, meeting),
        )
    except Refused as refused:
        raise NotNow(words.refusal(refused.why)) from None
    if by and by_id == meeting.room.holder:
        meeting.holder_seen_at = clock.now()
    write(meeting, events)
    return meeting


def write(meeting, events) -> None:
    """Add these to the log, and bring the state beside it to where they lead."""
    if not events:
        return
    before = meeting.room
    RoomEvent.objects.bulk_create(
        RoomEvent(meeting=meeting, number=meeting.log_length + n, kind=e.kind, by=e.by, about=e.about, value=e.value, at=e.at)
        for n, e in enumerate(events, 1)
    )
    room = piece.play(before, events)
    meeting.state, meeting.log_length = piece.as_data(room), meeting.log_length + len(events)
    _mark_end(meeting, before, room)
    meeting.due_at = next_due(meeting)
    meeting.save(update_fields=["state", "log_length", "holder_seen_at", "due_at", "ended_at", "words_until"])
    record(stream_of(meeting.pk), "moved")
    _tell(meeting, before, room, events)


def _mark_end(meeting, before: Room, room: Room) -> None:
    if room.phase == CLOSED and before.phase != CLOSED:
        meeting.ended_at = clock.now()
        meeting.words_until = meeting.ended_at + timedelta(days=meeting.circle.room_days)


def _tell(meeting, before: Room, room: Room, events) -> None:
    for event in events:
        if event.kind == "offered":
            tell(PieceOffered(meeting.pk, event.about))
        elif event.kind == "second asked":
            tell(SecondAsked(meeting.pk, event.about))
    if room.is_over and not before.is_over:
        tell(MeetingEnded(meeting.pk))


# ---- what is said


@act
def say(meeting, text: str, *, by, and_finish=False) -> Spoken:
    """A paragraph of whoever has the piece (or of anybody here while the floor is open). `and_finish`: with it
    the piece goes on, in the same act."""
    meeting = _held(meeting.pk, by)
    room = meeting.room
    if room is None or not piece.may_speak(room, by.pk, _seconds(clock.now())):
        raise NotNow(_("The piece is not with you just now, so this was not sent. Your words are still in the box."))
    spoken = Spoken(meeting=meeting, member=by, phase=room.phase, round=room.round, turn=room.turn)
    spoken.text = text
    _read_first(spoken, by)
    spoken.save(force_insert=True)
    record(stream_of(meeting.pk), "said", spoken=spoken.pk)
    _holder_was_here(meeting, by)
    if and_finish and room.seat(by.pk).turn == SPEAKING:
        write(meeting, piece.decide(room, "finish", by=by.pk, at=_seconds(clock.now())))
    screen("spoken", spoken.pk, text, by=by, told=True, where=_in_a_meeting(meeting), href=reverse("room", args=[meeting.pk]))
    return spoken


def _read_first(spoken, by) -> None:
    """While the space is quiet, what somebody new says is shown to the room once a responder has read it: the turn as
    a whole, which is one line on their desk."""
    if not is_read_first(by):
        return
    spoken.held_at = clock.now()
    turn = Spoken.system.filter(meeting=spoken.meeting_id, turn=spoken.turn, member=by, held_at__isnull=False)
    if not any_waits("spoken", turn.values_list("pk", flat=True)):
        hold_newcomer("spoken", spoken.pk, by=by)


def _in_a_meeting(meeting) -> str:
    return _("in a meeting of %(circle)s") % {"circle": meeting.circle.name}


@act
def signal(meeting, kind: str, *, turn: int, by) -> bool:
    """Give whoever speaks a quiet signal, or take it back. The speaker's page hears of it within five
    seconds, gathered, so that nobody is peppered."""
    meeting = _held(meeting.pk, by)
    require(kind in (NOD, HEART, WITH), _("There is no such signal."))
    room = meeting.room
    seat = room and room.seat(by.pk)
    said = Spoken.system.filter(meeting=meeting, turn=turn).order_by("at").first()
    speaker = said.member_id if said else room.speaker.member if room and room.speaker and room.turn == turn else None
    if seat is None or speaker in (None, by.pk) or room.phase == CLOSED:
        raise NotNow(_("That turn is over. There will be others to nod to."))
    mine = RoomSignal.objects.filter(meeting=meeting, turn=turn, member=by, kind=kind)
    now_on = not mine.delete()[0]
    if now_on:
        RoomSignal.objects.create(meeting=meeting, turn=turn, member=by, to_id=speaker, kind=kind)
    _gather_signals(meeting)
    return now_on


def _gather_signals(meeting) -> None:
    if meeting.signals_due_at is None:
        meeting.signals_due_at = clock.now() + rules.SIGNALS_GATHER
        meeting.due_at = next_due(meeting)
        meeting.save(update_fields=["signals_due_at", "due_at"])


@act
def write_note(meeting, text: str, *, to, by) -> RoomNote:
    """A line from whoever holds the meeting to one person in it, or back while they have stepped aside."""
    meeting = _held(meeting.pk, by)
    room = meeting.room
    one_of_them = room is not None and room.phase != CLOSED and (by.pk == room.holder or (to.pk == room.holder and by.pk == room.aside))
    require(one_of_them and room.seat(to.pk) is not None, _("Notes go between whoever holds the meeting and one person in it."))
    require_no_waiting(by)
    note = RoomNote(meeting=meeting, by=by, to=to)
    note.text = text
    note.save(force_insert=True)
    record(stream_of(meeting.pk), "moved")
    tell(NoteWritten(meeting.pk, to.pk))
    screen("note", note.pk, text, by=by, told=False, where=_in_a_meeting(meeting))  # between two, as a letter is
    return note


@act
def keep_mine(meeting, *, keep: bool, by) -> None:
    """One's own words of this meeting stay with their writer when the room's are deleted; nobody else has them then."""
    mine, meeting = Spoken.system.filter(meeting=meeting, member=by), _held(meeting.pk, by)
    if meeting.ended_at and meeting.words_until is None and not keep:
        mine.delete()  # the others' are deleted already
    else:
        mine.update(kept_at=clock.now() if keep else None)


def seen_by_holder(meeting, member) -> None:
    """Whoever holds the meeting has its page open. Nothing is kept of anybody else."""
    room = meeting.room
    if room and member.pk == room.holder and _holder_was_here(meeting, member) and room.asked:
        take(meeting, "come_in", by=member)


def _holder_was_here(meeting, member) -> bool:
    long_ago = clock.now() - timedelta(seconds=30)
    if meeting.room.holder != member.pk or (meeting.holder_seen_at or long_ago) > long_ago:
        return False
    Meeting.system.filter(pk=meeting.pk).update(holder_seen_at=clock.now())
    meeting.holder_seen_at = clock.now()
    return True


# ---- when the clock has something to do


def next_due(meeting) -> datetime | None:
    """The next moment at which minding.py has to look at this room; None when it is closed."""
    room = meeting.room
    if room is None or room.phase == CLOSED:
        return None
    return min(_moments(meeting, room))


def _moments(meeting, room):
    if room.silence_until:
        yield _moment(room.silence_until)
    if meeting.signals_due_at:
        yield meeting.signals_due_at
    if room.phase == QUIET:
        yield _moment(room.since + piece.QUIET_ROOM)
    elif meeting.is_slow:
        yield meeting.ends_at
        if rests := rests_at(meeting, room):
            yield rests
    else:
        yield holder_gone_at(meeting, room)


def rests_at(meeting, room: Room) -> datetime | None:
    """In a slow meeting: when whoever has the piece is nudged, or, nudged already, when it goes on without them."""
    if room.with_piece is None or room.paused:
        return None
    return _moment(room.since + (room.guide + room.longer) * (2 if meeting.nudged_turn == room.turn else 1))


def holder_gone_at(meeting, room: Room) -> datetime:
    """When somebody else is asked to hold it, or the one who was asked has not come."""
    seen = max(meeting.holder_seen_at or meeting.starts_at, meeting.starts_at)
    asked = meeting.log.filter(kind="second asked").order_by("-number").first() if room.asked else None
    return _moment(asked.at) + rules.SECOND_HAS if asked else seen + rules.GONE_AFTER


# ---- shared by the verbs above


def stream_of(meeting_id: int) -> str:
    return f"meeting:{meeting_id}"


def _held(pk: int, by=None) -> Meeting:
    """The meeting as it stands now, if `by` may see it; held until the act is done."""
    meeting = next(iter(_held_as(by, pk) if by else _held_by_clock(pk)), None)
    if meeting is None:
        raise Http404
    return meeting


@composed(lambda member, pk: [member.is_here, member.pk, pk])
def _held_as(member, pk: int):
    return Meeting.objects.seen_by(member).select_related("circle").select_for_update(of=("self",)).filter(pk=pk)


@composed(lambda pk: [pk])
def _held_by_clock(pk: int):
    return Meeting.system.select_related("circle").select_for_update(of=("self",)).filter(pk=pk)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
