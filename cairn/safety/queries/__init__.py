"""Questions about safety."""

from cairn.safety.queries.lines import SUGGESTIONS, Suggested, checked_at, country_name, helplines, suggested
from cairn.safety.queries.reports import ReportCard, report_for, reports_for, who_looks

__all__ = [
    "SUGGESTIONS", "ReportCard", "Suggested", "checked_at", "country_name", "helplines", "report_for", "reports_for", "suggested",
    "who_looks",
]
