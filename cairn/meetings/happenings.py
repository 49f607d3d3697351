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


@dataclass(frozen=True, slots=True)
class StandInAsked(_OfMeeting):
    """This one is asked to hold one meeting in the facilitator's stead."""

    stand_in_id: int


@dataclass(frozen=True, slots=True)
class StandInFound(_OfMeeting):
    stand_in_id: int


@dataclass(frozen=True, slots=True)
class StandInDeclined(_OfMeeting):
    """Not this time, or not after all."""

    stand_in_id: int


@dataclass(frozen=True, slots=True)
class PlaceFreed(_OfMeeting):
    """Somebody on the waiting list has a place now."""

    member_id: int


@dataclass(frozen=True, slots=True)
class DebriefWritten(_OfMeeting):
    """Whoever held it looked back at it."""

    member_id: int


@dataclass(frozen=True, slots=True)
class SupervisorNamed(Happening):
    """Somebody is there for this one, who holds circles."""

    member_id: int
