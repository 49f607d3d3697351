"""The nouns of safety: lines to call, signals and duty, reports and what is decided, a member's own plan, the log."""

from cairn.safety.models.alerts import Alert, AlertStep, Duty
from cairn.safety.models.deciding import Appeal, Decision
from cairn.safety.models.lines import CALL, EMERGENCY, TEXT, Helpline
from cairn.safety.models.log import LogLine, Look
from cairn.safety.models.plan import Plan
from cairn.safety.models.reports import Report
from cairn.safety.models.standing import AsItStands

__all__ = [
    "CALL", "EMERGENCY", "TEXT", "Alert", "AlertStep", "Appeal", "AsItStands", "Decision", "Duty", "Helpline", "LogLine", "Look", "Plan",
    "Report",
]
