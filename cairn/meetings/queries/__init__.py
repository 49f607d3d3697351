"""Questions about meetings."""

from cairn.meetings.queries.holding import those_who_hold, who_holds
from cairn.meetings.queries.room import meeting_for, person_in_room, room_page

__all__ = ["meeting_for", "person_in_room", "room_page", "those_who_hold", "who_holds"]
