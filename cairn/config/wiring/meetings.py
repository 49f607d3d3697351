"""Open rooms, and what planning, welcoming and caring add."""

from cairn.base.happenings import inside
from cairn.base.slots import fill


def connect() -> None:
    """What moves in open rooms; what planning, welcoming and caring add is in a function each."""
    from cairn.meetings import live, verbs  # noqa: F401  the verbs bring what the clock does

    live.connect()
    _planning()
    _welcoming()
    _caring()


def _planning() -> None:
    """Who hears of meetings planned, moved, cancelled and about to begin; the next one on its circle's page."""
    from cairn.meetings import happenings
    from cairn.meetings.notices import planning
    from cairn.meetings.pages.planning import circle_next_meeting

    planning.connect()
    inside(happenings.MeetingPlanned, planning.planned)
    inside(happenings.MeetingChanged, planning.changed)
    inside(happenings.MeetingCancelled, planning.cancelled)
    inside(happenings.RoomOpened, planning.opened)
    inside(happenings.PlaceFreed, planning.place_freed)
    inside(happenings.StandInAsked, planning.stand_in_asked)
    inside(happenings.StandInFound, planning.stand_in_found)
    inside(happenings.StandInDeclined, planning.stand_in_declined)
    fill("circle.next_meeting", circle_next_meeting)


def _welcoming() -> None:
    """Who is told when the piece comes, or a note; what a first meeting brings."""
    from cairn.meetings import happenings, slots
    from cairn.meetings.notices import welcoming

    welcoming.connect()
    inside(happenings.PieceOffered, welcoming.piece_offered)
    inside(happenings.TurnRests, welcoming.turn_rests)
    inside(happenings.SecondAsked, welcoming.second_asked)
    inside(happenings.NoteWritten, welcoming.note_written)
    fill("you.listening", slots.welcoming_row)
    fill("meeting.before", slots.first_meeting_link)


def _caring() -> None:
    """Who is reminded to look back, and who hears of it; a wish for a circle ends where somebody sits down."""
    from cairn.circles.happenings import FacilitatorNamed, SeatTaken
    from cairn.meetings import happenings
    from cairn.meetings.notices import caring
    from cairn.meetings.pages.wishing import below_circles
    from cairn.meetings.verbs.caring import end_wish

    caring.connect()
    inside(happenings.MeetingEnded, caring.meeting_ended)
    inside(happenings.DebriefWritten, caring.debrief_written)
    inside(happenings.SupervisorNamed, caring.supervisor_named)
    inside(SeatTaken, end_wish)
    inside(FacilitatorNamed, end_wish)
    fill("circles.below", below_circles)
