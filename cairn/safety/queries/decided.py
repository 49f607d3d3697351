"""Decisions: for those who decide, and for the one they are about."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from cairn.base.composed import composed
from cairn.members.models import Member
from cairn.safety import deciding_words, nouns, rules, who_decides
from cairn.safety.models import Appeal, Decision, Report
from cairn.safety.nouns import Evidence, mark_of
from cairn.safety.who_decides import OF_MEMBERS


@dataclass(frozen=True)
class DecisionRow:
    """One decision in a list of those who decide."""

    pk: int
    act: str
    said: str
    rule: str
    by: str
    second: str
    at: datetime
    until: datetime | None
    done_at: datetime | None
    ended_at: datetime | None
    state: str


def rows_of(decisions) -> list[DecisionRow]:
    return [_row(one) for one in decisions.select_related("by", "seconded_by").order_by("-at")]


def _row(one: Decision) -> DecisionRow:
    rule = str(rules.REASONS.get(one.rule, ""))
    return DecisionRow(
        one.pk, one.act, deciding_words.said(one.act, done=one.done_at is not None), rule, _name(one.by), _name(one.seconded_by), one.at, one.until, one.done_at,
        one.ended_at, deciding_words.state(one),
    )


def _name(member: Member | None) -> str:
    return (member.name or "") if member else ""


def about_the_words(report: Report) -> list[DecisionRow]:
    same = Decision.objects.filter(noun=report.noun, noun_id=report.noun_id) | Decision.objects.filter(report=report)
    return rows_of(same)


def about_the_writer(report: Report, evidence: Evidence) -> list[DecisionRow]:
    """By the mark, of named words to named words alone."""
    if not evidence.named:
        return []
    theirs = Decision.objects.filter(mark=report.mark, report__isnull=False).exclude(report=report)
    others = theirs.exclude(noun=report.noun, noun_id=report.noun_id).select_related("report")
    return rows_of(Decision.objects.filter(pk__in=[one.pk for one in others if Evidence.from_text(one.report.evidence).named]))


# ---- for those who decide


@dataclass(frozen=True)
class DecisionPage:
    decision: Decision
    row: DecisionRow
    evidence: Evidence
    may_second: bool
    may_lift: bool
    may_let_go: bool
    may_open_report: bool
    author: str
    appeal: Appeal | None


def decision_for(member, pk: int) -> Decision | None:
    """For whoever looks after the space, but the one it is about."""
    decision = Decision.objects.select_related("by", "seconded_by", "report").filter(pk=pk).first()
    return decision if decision and who_decides.may_see(member, decision) else None


def decision_page(member, decision: Decision) -> DecisionPage:
    evidence = _evidence(decision) if who_decides.may_read(member, decision) else Evidence.from_text(None)
    return DecisionPage(
        decision, _row(decision), evidence, who_decides.may_second(member, decision), who_decides.may_lift(member, decision),
        who_decides.waits_for_second(decision), bool(decision.report and evidence.words), _author(member, decision, evidence),
        Appeal.objects.seen_by(member).filter(pk=decision.pk).first(),
    )


def _evidence(decision) -> Evidence:
    """As it was brought; a newcomer's words, which nobody brought, as their writer sees them."""
    if decision.act != Decision.NEWCOMER:
        return Evidence.from_text(decision.report.evidence)
    writer = Member.objects.filter(pk=int(decision.writer or 0)).first()
    try:
        return nouns.written(decision.noun, writer, decision.noun_id).evidence if writer else Evidence.from_text(None)
    except Http404:  # taken back meanwhile
        return Evidence.from_text(None)


def _author(member, decision, evidence) -> str:
    """For the two who opened it, once they are two."""
    opened = decision.act == Decision.OPEN_AUTHOR and decision.done_at and who_decides.decided_it(member, decision)
    return _name(Member.objects.filter(pk=int(decision.writer or 0)).first()) if opened else ""


def waiting_for_second(member) -> list[DecisionRow]:
    waiting = Decision.objects.filter(act__in=who_decides.BY_TWO, done_at=None, ended_at=None).exclude(mark=mark_of(member.pk))
    return rows_of(waiting)


def newcomers_words(member) -> list[DecisionRow]:
    """Held while the space is quiet, until somebody lets them be seen."""
    held = Decision.objects.filter(act=Decision.NEWCOMER, done_at__isnull=False, ended_at=None).exclude(mark=mark_of(member.pk))
    return rows_of(held)


def appeals_for(member) -> list[Appeal]:
    """Those they may answer, the longest waiting first."""
    waiting = Appeal.objects.seen_by(member).filter(decided_at=None).exclude(decision__mark=mark_of(member.pk))
    return list(waiting.select_related("decision", "decision__report").order_by("at"))


def appeal_for(member, pk: int) -> Appeal | None:
    return next((one for one in appeals_for(member) if one.pk == pk), None)


def seat_was_ended(seat_id: int) -> bool:
    """By a decision that stands."""
    return Decision.objects.filter(act=Decision.END_SEAT, noun="seat", noun_id=seat_id, done_at__isnull=False, ended_at=None).exists()


# ---- for the one it is about


@dataclass(frozen=True)
class OwnDecision:
    decision: Decision
    said: str
    rule: str
    state: str
    href: str
    where: str
    may_appeal: bool
    appeal: Appeal | None
    nobody_else: bool


def own_decisions(member) -> list[OwnDecision]:
    """What was decided about this member and took effect, the latest first."""
    return [_own(one, member) for one in _done_about(mark_of(member.pk))]


@composed(lambda mark: [mark])
def _done_about(mark: str):
    return Decision.objects.filter(mark=mark, done_at__isnull=False).select_related("report").order_by("-done_at")


def own_decision(member, pk: int) -> OwnDecision | None:
    return next((one for one in own_decisions(member) if one.decision.pk == pk), None)


def _own(one: Decision, member) -> OwnDecision:
    evidence = Evidence.from_text(one.report.evidence if one.report else None)
    about_words = one.act not in OF_MEMBERS
    return OwnDecision(
        one, deciding_words.said_to_them(one), str(rules.REASONS.get(one.rule, "")), deciding_words.state_to_them(one),
        evidence.href if about_words else "", evidence.where if about_words else "", who_decides.may_appeal(member, one),
        Appeal.objects.seen_by(member).filter(pk=one.pk).first(), not who_decides.who_answers(one),
    )
