"""What people do in and around meetings."""

from cairn.meetings.verbs import minding
from cairn.meetings.verbs.room import NotNow, enter, keep_mine, open_room, say, seen_by_holder, signal, take, write_note

__all__ = ["NotNow", "enter", "keep_mine", "minding", "open_room", "say", "seen_by_holder", "signal", "take", "write_note"]
