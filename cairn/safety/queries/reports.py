"""What has been reported, as whoever looks after it sees it: never by whom it was brought."""

from dataclasses import dataclass
from datetime import datetime

from cairn.members.models import Member
from cairn.members.rules import token_for
from cairn.safety import deciding_words, rules, who_decides
from cairn.safety.models import Report
from cairn.safety.nouns import Evidence, mark_of, whose
from cairn.safety.queries.decided import DecisionRow, about_the_words, about_the_writer
from cairn.safety.who_decides import Lookers, who_looks  # noqa: F401  for whoever tells them


@dataclass(frozen=True)
class ReportRow:
    """A report in a list. Whoever may not read it learns that it is there, and who looks after it."""

    pk: int
    reason: str
    at: datetime
    where: str
    may_open: bool
    taken_by: str
    mine: bool
    closed_at: datetime | None
    closed_by: str


@dataclass(frozen=True)
class ReportPage:
    report: Report
    evidence: Evidence
    reason: str
    row: ReportRow
    brought_it: bool
    acts: list[tuple[str, str, str]]  # which, what it is called, what it does
    of_words: list[DecisionRow]
    of_writer: list[DecisionRow]
    again: bool  # the same words were brought more than once
    to: list[tuple[str, str]]  # token and name of those it can be handed to
    author: str  # who wrote it, for the two who opened that
    called: bool  # somebody is worried about them: it calls responders as an alert


def reports_for(member) -> list[ReportRow]:
    """Open ones first, the oldest on top; then the closed ones, newest first. Nobody sees those about themselves."""
    reports = Report.objects.select_related("closed_by", "taken_by").exclude(mark=mark_of(member.pk)).order_by("at")
    lookers = Lookers()
    rows = [_row(report, Evidence.from_text(report.evidence), member, lookers) for report in reports]
    return [row for row in rows if row.closed_at is None] + [row for row in reversed(rows) if row.closed_at]


def _row(report, evidence: Evidence, member, lookers=None) -> ReportRow:
    may_open = who_decides.may_look(member, report, evidence, lookers)
    return ReportRow(
        report.pk, str(rules.REASONS.get(report.reason, report.reason)), report.at, evidence.where if may_open else "", may_open,
        _name(report.taken_by), report.taken_by_id == member.pk, report.closed_at, _name(report.closed_by),
    )


def _name(member: Member | None) -> str:
    return (member.name or "") if member else ""


def report_for(member, pk: int) -> Report | None:
    report = Report.objects.select_related("closed_by", "taken_by").filter(pk=pk).first()
    return report if report and who_decides.may_look(member, report) else None


def report_page(member, report: Report) -> ReportPage:
    """With what was decided before about the same words; about the same writer only where this is told under
    their name, and only what was about named words: else one report would say who wrote another."""
    evidence = Evidence.from_text(report.evidence)
    may = who_decides.may_decide(member, report)
    alike = Report.objects.filter(noun=report.noun, noun_id=report.noun_id).exclude(pk=report.pk)
    return ReportPage(
        report, evidence, str(rules.REASONS.get(report.reason, report.reason)), _row(report, evidence, member),
        brought_it=who_decides.brought_it(member, report),
        acts=[(act, *deciding_words.OFFERED[act]) for act in who_decides.acts_for(member, report, evidence)] if may else [],
        of_words=about_the_words(report), of_writer=about_the_writer(report, evidence), again=alike.exists(),
        to=[(token_for(one.pk), one.name or "") for one in _who_else(member, report, evidence)],
        author=_author(member, report, evidence), called=report.reason == rules.DANGER,
    )


def _who_else(member, report, evidence) -> list[Member]:
    lookers = Lookers()
    both = [*lookers.of(report.mark, evidence.named), *lookers.standing_in(report.mark, evidence.named)]
    return [one for one in {one.pk: one for one in both}.values() if one.pk != member.pk]


def _author(member, report, evidence) -> str:
    if evidence.named or not who_decides.knows_the_author(member, report.noun, report.noun_id):
        return ""
    return _name(Member.objects.filter(pk=whose(report.mark)).first())


def is_worried(member, noun: str, noun_id: int) -> bool:
    """They brought it as somebody may be in danger, and it is open."""
    return Report.objects.filter(by=member, noun=noun, noun_id=noun_id, reason=rules.DANGER, closed_at=None).exists()


@dataclass(frozen=True)
class Brought:
    """What became of something this member brought, in general words."""

    at: datetime
    looked_at: datetime | None
    outcome: str


def brought_by(member, pk: int) -> Brought | None:
    """Their own only. What was decided about somebody stays between that person and the responders."""
    report = Report.objects.filter(pk=pk, by=member).first()
    if report is None:
        return None
    return Brought(report.at, report.closed_at, deciding_words.outcome(_decided_since(report)) if report.closed_at else "")


def _decided_since(report) -> set[str]:
    decided = [row for row in about_the_words(report) if row.done_at and row.ended_at is None]
    return {row.act for row in decided}
