"""What is done for safety."""

from cairn.safety.verbs.answering import (
    acknowledge, answer_responder, ask_for_second, close_alert, hand_over, look_at, say_done, say_unfounded, second, write_to_author,
)
from cairn.safety.verbs.appealing import answer_appeal, appeal
from cairn.safety.verbs.deciding import decide, lift
from cairn.safety.verbs.duty import (
    add_hours, carry_at_most, drop_hours, end_responder, name_responder, rest_from_duty, stand_in,
)
from cairn.safety.verbs.escalating import close_of_erased
from cairn.safety.verbs.lines import set_helplines
from cairn.safety.verbs.log import note, write_look_once
from cairn.safety.verbs.plans import tear_up_plan, write_plan
from cairn.safety.verbs.quiet import any_waits, begin_quiet, end_quiet, hold_newcomer, is_read_first, require_no_waiting
from cairn.safety.verbs.raising import bring_somebody
from cairn.safety.verbs.reporting import close_report, report
from cairn.safety.verbs.screening import screen

__all__ = [
    "acknowledge", "add_hours", "answer_appeal", "answer_responder", "any_waits", "appeal", "ask_for_second", "begin_quiet", "bring_somebody",
    "carry_at_most", "close_alert", "close_of_erased", "close_report", "decide", "drop_hours", "end_quiet", "end_responder", "hand_over", "hold_newcomer", "is_read_first", "lift",
    "look_at", "name_responder", "note", "report", "require_no_waiting", "rest_from_duty", "say_done", "say_unfounded", "screen", "second",
    "set_helplines", "stand_in", "tear_up_plan", "write_look_once", "write_plan", "write_to_author",
]
