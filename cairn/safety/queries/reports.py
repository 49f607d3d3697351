"""What has been reported."""

from dataclasses import dataclass

from cairn.members.models import Member
from cairn.safety import rules
from cairn.safety.models import Report
from cairn.safety.nouns import Evidence


@dataclass(frozen=True)
class ReportCard:
    """A report as the coordinator reads it: what was said and why it was brought, never by whom."""

    report: Report
    evidence: Evidence
    reason: str
    closed_by: str


def reports_for(member) -> list[ReportCard]:
    """Open ones first, the oldest on top; then the closed ones, newest first."""
    cards = [_card(report) for report in Report.objects.select_related("closed_by").order_by("at")]
    seen = [card for card in cards if rules.may_look(member, card.evidence)]
    still_open = [card for card in seen if card.report.closed_at is None]
    closed = [card for card in reversed(seen) if card.report.closed_at]
    return still_open + closed


def report_for(member, pk) -> Report | None:
    report = Report.objects.filter(pk=pk).first()
    return report if report and rules.may_look(member, Evidence.from_text(report.evidence)) else None


def _card(report) -> ReportCard:
    reason = rules.REASONS.get(report.reason, report.reason)
    closed_by = (report.closed_by.name or "") if report.closed_by else ""
    return ReportCard(report, Evidence.from_text(report.evidence), reason, closed_by)


def who_looks(evidence: Evidence) -> list[int]:
    """Coordinators who will see a report of this."""
    here = Member.objects.here().filter(coordinator_since__isnull=False)
    return [member.pk for member in here if rules.may_look(member, evidence)]
