"""Which lines there are, and what has been reported."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from cairn.members import queries as members
from cairn.members.models import Member
from cairn.safety import rules
from cairn.base.countries import COUNTRIES
from cairn.safety.models import EMERGENCY, TEXT, Helpline, Report
from cairn.safety.nouns import Evidence

SUGGESTIONS = Path(__file__).parent / "helplines"


@dataclass(frozen=True)
class Suggested:
    """The lines that came with Cairn for one country; a coordinator confirms them."""

    country: str
    written_on: date
    lines: list[dict]


@cache
def suggested(country: str) -> Suggested | None:
    """Lines for exactly this country, or None: never another country's."""
    path = SUGGESTIONS / f"{country}.toml"
    if country not in COUNTRIES or not path.exists():
        return None
    data = tomllib.loads(path.read_text())
    return Suggested(country, data["written_on"], data["line"])


def country_name(country: str) -> str:
    return COUNTRIES.get(country, "")


def helplines() -> list[Helpline]:
    """The space's lines: emergency first, then those to call, then those to text."""
    order = {EMERGENCY: 0, TEXT: 2}
    return sorted(Helpline.objects.all(), key=lambda line: (order.get(line.kind, 1), line.place))


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


def checked_at():
    """When the coordinator last looked the lines up."""
    space = members.the_space()
    return space.helplines_checked_at if space else None
