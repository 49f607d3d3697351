"""What people do in and around meetings."""

from cairn.meetings.verbs import minding
from cairn.meetings.verbs.calendars import make_feed, revoke_feed, show_names
from cairn.meetings.verbs.caring import (
    be_only_member, care_for_self, hold_again, invite_wishers, make_wish, name_supervisor, take_back_debrief, take_back_wish, write_debrief,
)
from cairn.meetings.verbs.coming import accept_stand_in, ask_stand_in, come, decline_stand_in
from cairn.meetings.verbs.planning import cancel, change, end_series, plan, plan_series, skip
from cairn.meetings.verbs.room import NotNow, enter, keep_mine, leave_rooms, open_room, say, seen_by_holder, signal, take, write_note
from cairn.meetings.verbs.welcoming import decline_welcome, look_back, offer_to_welcome, only_listen, stop_welcoming, write_welcome

__all__ = [
    "NotNow", "accept_stand_in", "ask_stand_in", "be_only_member", "cancel", "care_for_self", "change", "come",
    "decline_stand_in", "decline_welcome", "end_series", "enter", "hold_again", "invite_wishers", "keep_mine", "leave_rooms",
    "look_back", "make_feed", "make_wish", "minding", "name_supervisor", "offer_to_welcome", "only_listen", "open_room", "plan",
    "plan_series", "revoke_feed", "say", "seen_by_holder", "show_names", "signal", "skip", "stop_welcoming", "take",
    "take_back_debrief", "take_back_wish", "write_debrief", "write_note", "write_welcome",
]
