"""Seats asked for, given, taken and left."""

from cairn.base.happenings import inside


def connect() -> None:
    """Who hears of seats asked for, given, taken and left. Rooms are left first: an act in a room holds its
    meeting before it gives a notice, and so must this."""
    from cairn.circles import happenings, notices
    from cairn.meetings.verbs import leave_rooms

    notices.connect()
    inside(happenings.SeatLeft, leave_rooms)
    inside(happenings.SeatAsked, notices.seat_asked)
    inside(happenings.SeatAnswered, notices.seat_answered)
    inside(happenings.SeatTaken, notices.seat_taken)
    inside(happenings.SeatLeft, notices.seat_left)
    inside(happenings.FacilitatorNamed, notices.facilitator_named)
