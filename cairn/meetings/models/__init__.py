"""The nouns of meetings."""

from cairn.meetings.models.care import Care, Debrief, Wish
from cairn.meetings.models.coming import Coming, Feed, LookedBack, StandIn, Welcome, Welcomer
from cairn.meetings.models.meeting import LIVE, SLOW, Meeting, RoomEvent, Round, Series
from cairn.meetings.models.said import RoomNote, RoomSignal, Spoken

__all__ = [
    "LIVE", "SLOW", "Care", "Coming", "Debrief", "Feed", "LookedBack", "Meeting", "RoomEvent", "RoomNote", "RoomSignal",
    "Round", "Series", "Spoken", "StandIn", "Welcome", "Welcomer", "Wish",
]
