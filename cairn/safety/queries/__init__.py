"""Questions about safety."""

from cairn.safety.queries.alerts import (
    AlertCard, alert_fact, alert_for, alerts_of, card_of, closed_alerts_of, conversation, facts_of_alerts, log_of, own_alert,
    tier_words, what_was_done_with,
)
from cairn.safety.queries.cover import Cover, cover, whom_it_calls
from cairn.safety.queries.duty import own_duty, own_hours, responder, responders, week, who_could_respond
from cairn.safety.queries.lines import SUGGESTIONS, Suggested, checked_at, country_name, helplines, lines_are_old, suggested
from cairn.safety.queries.plans import PARTS, has_plan, plan_of
from cairn.safety.queries.reports import ReportCard, report_for, reports_for, who_looks

__all__ = [
    "PARTS", "SUGGESTIONS", "AlertCard", "Cover", "ReportCard", "Suggested", "alert_fact", "alert_for", "alerts_of", "card_of",
    "checked_at", "closed_alerts_of", "conversation", "country_name", "cover", "facts_of_alerts", "has_plan", "helplines",
    "lines_are_old", "log_of", "own_alert", "own_duty", "own_hours", "plan_of", "report_for", "reports_for", "responder",
    "responders", "suggested", "tier_words", "week", "what_was_done_with", "who_could_respond", "who_looks", "whom_it_calls",
]
