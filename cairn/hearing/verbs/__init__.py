"""What the clock does for shares that look for listeners, and what listeners do."""

from cairn.hearing.verbs.alarms import call_at_once
from cairn.hearing.verbs.asking import ask_for_all_due, ask_next, ask_soon, let_lapse
from cairn.hearing.verbs.following import (
    begin_hearing, end_hearing, find_forgotten, follow, look_again_at_asks, note_answer, put_down_all_who_heard_enough, put_down_when_enough,
)
from cairn.hearing.verbs.letting_go import decline, put_down, take_up
from cairn.hearing.verbs.listening import learn, listen_again, offer_to_listen, rest, stop_listening, widen

__all__ = [
    "ask_for_all_due", "ask_next", "ask_soon", "begin_hearing", "call_at_once", "decline", "end_hearing", "find_forgotten", "follow",
    "learn", "let_lapse", "listen_again", "look_again_at_asks", "note_answer", "offer_to_listen", "put_down",
    "put_down_all_who_heard_enough", "put_down_when_enough", "rest", "stop_listening", "take_up", "widen",
]
