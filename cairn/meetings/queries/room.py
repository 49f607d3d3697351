"""One room, as somebody sees it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base import clock, text
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.circles.models import in_circle
from cairn.live.queries import last_number
from cairn.meetings import piece, words
from cairn.meetings.models import Meeting, RoomNote, Round
from cairn.meetings.piece import CLOSING, FLOOR, GATHERING, OFFERED, OPENING, PASSED, QUIET, ROUND, SPEAKING, WAITING, Room
from cairn.meetings.queries.holding import those_who_hold
from cairn.meetings.queries.room_people import Face, Faces, RingSeat, ring
from cairn.meetings.queries.room_words import Turn, signals_to, spoken_in, turn_now, turns_before
from cairn.members.models import Member


@dataclass(frozen=True, slots=True)
class Voice:
    face: Face
    share: int  # of the longest, in hundredths, for the bar alone
    words: str


@dataclass(slots=True)
class RoomPage:
    meeting: Meeting
    room: Room | None
    question: str
    steps: list[tuple[str, str]]
    ring: list[RingSeat]
    now: Turn | None
    heading: str
    left: str
    arc: int
    earlier: list[Turn]
    holder: Face
    me: piece.Seat | None
    i_hold: bool
    may_hold: bool
    may_speak: bool
    next_face: Face | None
    arrives: str
    voices: list[Voice] = field(default_factory=list)
    notes: list[tuple[Face, Markup, bool]] = field(default_factory=list)
    others: list[Face] = field(default_factory=list)
    seconds: list[Face] = field(default_factory=list)
    aside: Face | None = None
    last_number: int = 0
    silent: bool = False
    piece_face: Face | None = None
    next_round: str = ""  # the words of the button that goes on

    @property
    def pk(self) -> int:
        return self.meeting.pk

    @property
    def phase(self) -> str:
        return self.room.phase if self.room else ""

    @property
    def is_last_round(self) -> bool:
        return self.room.round >= self.room.rounds

    @property
    def offered_me(self) -> bool:
        return bool(self.me and self.me.turn == OFFERED)

    @property
    def i_speak(self) -> bool:
        return bool(self.me and self.me.turn == SPEAKING)

    @property
    def i_wait(self) -> bool:
        return bool(self.me and self.room.goes_round and self.me.turn == WAITING and self.me.here and not self.me.listens)

    @property
    def i_passed(self) -> bool:
        return bool(self.me and self.room.goes_round and self.me.turn == PASSED)

    @property
    def i_am_next(self) -> bool:
        return bool(self.next_face and self.me and self.next_face.member == self.me.member and not self.offered_me)

    @property
    def i_am_asked(self) -> bool:
        """To hold it, the holder being gone."""
        away = self.room and not ((seat := self.room.seat(self.room.holder)) and seat.here)
        return bool(self.room and self.me and not self.i_hold and (self.room.asked == self.me.member or self.may_hold and (self.room.asked or away)))


def meeting_for(member, pk) -> Meeting:
    """The meeting, or 404: unseen and missing look alike."""
    return found(next(iter(_one(member, pk)), None))


@composed(lambda member, pk: [member.is_here, member.pk, pk])
def _one(member, pk):
    return Meeting.objects.seen_by(member).select_related("circle").filter(pk=pk)


def room_page(member, meeting) -> RoomPage:
    """All that a room shows to one viewer, in a constant number of queries."""
    moved = last_number(f"meeting:{meeting.pk}")  # before anything else: what happens in between comes again
    room, at = meeting.room, int(clock.now().timestamp())
    holding = those_who_hold(meeting)
    faces = Faces(meeting, room, member, holding)
    rounds = _rounds(meeting)
    spoken = spoken_in(meeting, room, member) if room else []
    signals = signals_to(meeting, spoken, room) if room else []
    now = turn_now(room, spoken, signals, faces, member) if room else None
    i_hold = bool(room and room.holder == member.pk)
    page = RoomPage(
        meeting=meeting, room=room, question=_question(meeting, room, rounds), steps=_steps(room) if room else [],
        ring=ring(room, faces, member) if room else [], now=now, heading=_heading(room, faces, member, at) if room else "",
        left=_left(room, at), arc=_arc(room, at), earlier=turns_before(room, spoken, signals, faces, member, now) if room else [],
        holder=faces.of(room.holder if room else (holding or [0])[0]), me=room.seat(member.pk) if room else None,
        i_hold=i_hold, may_hold=member.pk in holding, may_speak=bool(room) and piece.may_speak(room, member.pk, at),
        next_face=_next(room, faces), arrives=_arrives(room, faces, member) if room else "", last_number=moved,
        silent=bool(room) and room.is_silent(at), piece_face=faces.of(room.with_piece.member) if room and room.with_piece else None,
        next_round=_next_round(room) if room else "",
    )
    _notes(page, faces, member)
    if i_hold:
        _for_holder(page, room, faces, holding)
    return page


@composed(lambda meeting: [meeting.pk])
def _rounds(meeting):
    return Round.objects.filter(meeting=meeting)


# ---- where it is


def _question(meeting, room, rounds) -> str:
    asked = {(r.kind if r.kind in (Round.OPENING, Round.CLOSING) else r.place): r.question for r in rounds}
    if room is None or room.phase == GATHERING:
        return meeting.prompt or ""
    if room.phase in (OPENING, CLOSING):
        return asked.get(room.phase) or meeting.prompt or ""
    if room.phase in (ROUND, FLOOR):
        return asked.get(room.round) or meeting.prompt or ""
    return _("Thank you for being here") if room.phase == QUIET else _("This meeting is over")


def _steps(room) -> list[tuple[str, str]]:
    """(words, "done", "now" or "") from the opening to the closing."""
    names = [_("Opening"), *(_("Round %(n)s") % {"n": n} for n in range(1, room.rounds + 1)), _("Closing")]
    phase = room.back_to if room.phase == FLOOR else room.phase
    here = {GATHERING: -1, OPENING: 0, ROUND: room.round, CLOSING: len(names) - 1}.get(phase, len(names))
    said = words.phase_words(room)
    return [(said if n == here else name, "done" if n < here else "now" if n == here else "") for n, name in enumerate(names)]


def _next_round(room) -> str:
    if room.phase not in (OPENING, ROUND):
        return ""
    if room.round < room.rounds:
        return _("Begin round %(n)s") % {"n": room.round + 1}
    return _("Begin closing")


def _heading(room, faces, viewer, at) -> str:
    """What stands in the middle of the ring."""
    held = room.with_piece
    if room.is_silent(at):
        return _("A silence")
    if room.paused:
        return _("Paused")
    if held is None:
        return words.phase_words(room)
    if held.member == viewer.pk:
        return _("Your turn")
    return _("%(name)s’s turn") % {"name": faces.of(held.member).name}


def _left(room, at) -> str:
    """Soft time in words, of whoever speaks."""
    return words.time_left(room.guide + room.longer - (at - room.since)) if room and room.speaker and not room.paused else ""


def _arc(room, at) -> int:
    """How much of a turn's soft time is over, in hundredths; the arc stays full rather than running out."""
    if not (room and room.speaker):
        return 0
    return min(100, max(2, round(100 * (at - room.since) / max(1, room.guide + room.longer))))


def _next(room, faces) -> Face | None:
    following = room.next_up() if room and room.goes_round else None
    return faces.of(following.member) if following else None


def _arrives(room, faces, viewer) -> str:
    """One polite line when the piece moves: "Wren has the piece. You are after Juno." """
    if room.with_piece is None:
        return words.phase_words(room)
    held = room.with_piece.member
    if held == viewer.pk:
        return _("The piece is with you.")
    said = _("%(name)s has the piece.") % {"name": faces.of(held).name}
    waiting = [seat.member for seat in room.seats if seat.turn == WAITING and seat.here and not seat.listens]
    if viewer.pk not in waiting:
        return said
    before = waiting.index(viewer.pk)
    mine = _("You are next.") if before == 0 else _("You are after %(name)s.") % {"name": faces.of(waiting[before - 1]).name}
    return f"{said} {mine}"


# ---- between two, and for whoever holds it


def _notes(page, faces, viewer) -> None:
    notes = [n for n in _notes_of(page.meeting, viewer) if not faces.of(n.by_id).hidden and not faces.of(n.to_id).hidden and n.by_id not in viewer.unheard_ids]
    page.notes = [(faces.of(n.to_id if n.by_id == viewer.pk else n.by_id), text.shown(n.text), n.by_id == viewer.pk) for n in notes]
    if page.room and page.room.aside and viewer.pk in (page.room.holder, page.room.aside):
        page.aside = faces.of(page.room.aside if page.i_hold else page.room.holder)


@composed(lambda meeting, viewer: [meeting.pk, viewer.pk])
def _notes_of(meeting, viewer):
    return RoomNote.objects.seen_by(viewer).filter(meeting=meeting).order_by("at")


def _for_holder(page, room, faces, holding) -> None:
    most = max([seat.spoken for seat in room.seats], default=0) or 1
    page.voices = [Voice(faces.of(seat.member), round(100 * seat.spoken / most), words.voice_words(seat)) for seat in room.seats]
    here = [seat.member for seat in room.seats if seat.here and seat.member != room.holder]
    page.others = [face for pk in here if not (face := faces.of(pk)).hidden]
    page.seconds = [faces.of(pk) for pk in holding if pk != room.holder and pk in here]




def whom(meeting, number: int) -> int:
    """The id of the one in this room for whom `number` stands in its forms, or 0."""
    seats = meeting.room.seats if meeting.room else ()
    return next((seat.member for seat in seats if in_circle(meeting.circle_id, seat.member) == number), 0)


def person_in_room(viewer, meeting, number: int) -> Member | None:
    """Somebody in this room whom the viewer sees."""
    room, pk = meeting.room, whom(meeting, number)
    if room is None or room.seat(pk) is None or pk in viewer.blocked_ids:
        return None
    return Member.objects.filter(pk=pk).first()
