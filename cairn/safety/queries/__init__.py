"""Questions about safety."""

from cairn.safety.queries.alerts import (
    AlertCard, Asking, alert_fact, alert_for, alerts_of, asking_for, card_of, closed_alerts_of, conversation, facts_of_alerts, log_of, open_call_of, own_alert,
    somebody_was_called, tier_words, what_was_done_with, worries_of,
)
from cairn.safety.queries.cover import Cover, cover, pressing_alert, somebody_leads, whom_it_calls
from cairn.safety.queries.decided import (
    appeal_for, appeals_for, decision_for, decision_page, newcomers_words, own_decision, own_decisions, seat_was_ended,
    waiting_for_second,
)
from cairn.safety.queries.duty import own_duty, own_hours, responder, responders, week, who_could_respond
from cairn.safety.queries.lines import SUGGESTIONS, Suggested, checked_at, country_name, helplines, lines_are_old, suggested
from cairn.safety.queries.logged import A_PAGE, log_lines, who_opened
from cairn.safety.queries.methods import speaks_of_danger, speaks_of_method
from cairn.safety.queries.plans import PARTS, has_plan, plan_of
from cairn.safety.queries.reports import brought_by, is_worried, report_for, report_page, reports_for, who_looks
from cairn.safety.tone import Said, Thread, worth_a_look

__all__ = [
    "A_PAGE", "AlertCard", "Asking", "Cover", "PARTS", "SUGGESTIONS", "Said", "Suggested", "Thread", "alert_fact", "alert_for",
    "alerts_of", "appeal_for", "appeals_for", "asking_for", "brought_by", "card_of", "checked_at", "closed_alerts_of",
    "conversation", "country_name", "cover", "decision_for", "decision_page", "facts_of_alerts", "has_plan",
    "helplines", "is_worried", "lines_are_old", "log_lines", "log_of", "newcomers_words", "open_call_of", "own_alert", "own_decision",
    "own_decisions", "own_duty", "own_hours", "plan_of", "pressing_alert", "report_for", "report_page", "reports_for",
    "responder", "responders", "seat_was_ended", "somebody_leads", "somebody_was_called", "speaks_of_danger", "speaks_of_method", "suggested", "tier_words", "waiting_for_second", "week",
    "what_was_done_with", "who_could_respond", "who_looks", "who_opened", "whom_it_calls", "worries_of", "worth_a_look",
]
