"""What happens in and around meetings. Ids only."""

from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class _OfMeeting(Happening):
    meeting_id: int


@dataclass(frozen=True, slots=True)
class MeetingPlanned(_OfMeeting):
    pass


@dataclass(frozen=True, slots=True)
class MeetingChanged(_OfMeeting):
    """Moved to another time."""


@dataclass(frozen=True, slots=True)
class MeetingCancelled(_OfMeeting):
    pass


@dataclass(frozen=True, slots=True)
class RoomOpened(_OfMeeting):
    pass


@dataclass(frozen=True, slots=True)
class PieceOffered(_OfMeeting):
    member_id: int


@dataclass(frozen=True, slots=True)
class TurnRests(_OfMeeting):
    """In a slow meeting the piece has been with somebody longer than a turn softly takes."""

    member_id: int


@dataclass(frozen=True, slots=True)
class SecondAsked(_OfMeeting):
    """The holder has been gone for ten minutes: this one is asked to hold the meeting."""

    member_id: int


@dataclass(frozen=True, slots=True)
class NoteWritten(_OfMeeting):
    """A line to one person in the room."""

    member_id: int


@dataclass(frozen=True, slots=True)
class MeetingEnded(_OfMeeting):
    pass
