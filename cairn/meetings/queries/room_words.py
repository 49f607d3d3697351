"""What was said in a room: the turn that is going on, and those of this round before it."""

from dataclasses import dataclass

from markupsafe import Markup

from cairn.base import text
from cairn.base.composed import composed
from cairn.meetings.models import RoomSignal, Spoken
from cairn.meetings.piece import FLOOR, OPENING, PASSED, ROUND
from cairn.meetings.queries.room_people import Face
from cairn.shares.queries import signal_words


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person said with the piece, or that they passed."""

    id: int  # Room.turn while it was said
    face: Face
    words: list[tuple[int, Markup]]
    passed: bool = False
    signalled: str = ""
    stones: tuple[str, ...] = ()
    mine: frozenset[str] = frozenset()
    folded: bool = False  # of somebody whose words the viewer is not shown: the turn is there, its words behind a line


def spoken_in(meeting, room, viewer) -> list[Spoken]:
    """This phase's words, in order; those of the open floor with the round it was opened in, also afterwards."""
    phase = room.back_to or room.phase
    return _said(meeting, viewer, (phase, FLOOR) if phase in (OPENING, ROUND) else (phase,), (room.round,))


@composed(lambda meeting, viewer, phases, number: [meeting.pk, viewer.pk, list(viewer.blocked_ids), phases, number])
def _said(meeting, viewer, phases: tuple, number: tuple):
    said = Spoken.objects.in_room(meeting, viewer)
    return said.filter(phase__in=sorted(set(phases)), round=number[0]).order_by("at", "pk")


def signals_to(meeting, spoken, room) -> list[RoomSignal]:
    turns = {one.turn for one in spoken} | {room.turn}
    return [signal for signal in _signals_of(meeting) if signal.turn in turns]


@composed(lambda meeting: [meeting.pk])
def _signals_of(meeting):
    return RoomSignal.objects.filter(meeting=meeting).order_by("at", "pk")


def turn_now(room, spoken, signals, faces, viewer) -> Turn | None:
    """The turn that is going on; while the floor is open, what is said there."""
    if room.phase == FLOOR:
        return None
    held = room.speaker
    return _turn(room.turn, held.member, spoken, signals, faces, viewer) if held else None


def _turn(turn: int, member: int, spoken, signals, faces, viewer) -> Turn:
    face = faces.of(member)
    said = [(one.pk, text.shown(one.text)) for one in spoken if one.turn == turn and one.member_id == member and one.text]
    to_it = [signal for signal in signals if signal.turn == turn and not faces.of(signal.member_id).hidden and signal.member_id not in viewer.unheard_ids]
    names, own = {"nod": [], "heart": [], "with": []}, set()
    for one in to_it:
        own.add(one.kind) if one.member_id == viewer.pk else names[one.kind].append(faces.of(one.member_id).name)
    stones = tuple(dict.fromkeys(faces.of(one.member_id).stone for one in to_it))[:3]
    return Turn(turn, face, said, False, signal_words(names, own), stones, frozenset(own), member in viewer.around.apart)


def turns_before(room, spoken, signals, faces, viewer, now) -> list[Turn]:
    """The latest first: what was said in this round, and who passed."""
    turns = dict.fromkeys((one.turn, one.member_id) for one in reversed(spoken) if now is None or one.turn != now.id)
    told = [_turn(turn, member, spoken, signals, faces, viewer) for turn, member in turns]
    passed = [Turn(0, faces.of(seat.member), [], True) for seat in room.seats if room.goes_round and seat.turn == PASSED]
    return passed + told
