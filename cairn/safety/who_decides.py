"""Who looks at reports, who decides, who is the second, and who looks again.

Nobody looks at or decides about their own words. Whether somebody sees a report never depends on who brought it:
else its going away or coming would tell. Whoever brought it may only not decide about it, and is told so alone.
"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from cairn.members.models import Member
from cairn.safety import effects, nouns
from cairn.safety.models import Appeal, Decision, Report
from cairn.safety.nouns import Evidence, mark_of
from cairn.safety.rules import WORRY, hidden_writers

TALK, FOLD, HOLD, PAUSE, END_SEAT = Decision.TALK, Decision.FOLD, Decision.HOLD, Decision.PAUSE, Decision.END_SEAT
END_MEMBERSHIP, OPEN_AUTHOR, NEWCOMER = Decision.END_MEMBERSHIP, Decision.OPEN_AUTHOR, Decision.NEWCOMER
OF_WORDS, OF_MEMBERS, BY_TWO = (FOLD, HOLD), (PAUSE, END_SEAT, END_MEMBERSHIP), (END_MEMBERSHIP, OPEN_AUTHOR)
CAN_BE_LIFTED = (FOLD, HOLD, PAUSE, END_SEAT, END_MEMBERSHIP, NEWCOMER)


@dataclass
class Lookers:
    """Responders and coordinators, fetched once for a page."""

    @cached_property
    def responders(self) -> list[Member]:
        return list(Member.objects.here().filter(responder_since__isnull=False).order_by("responder_since"))

    @cached_property
    def coordinators(self) -> list[Member]:
        return list(Member.objects.here().filter(coordinator_since__isnull=False).order_by("coordinator_since"))

    def of(self, mark: str, named: bool) -> list[Member]:
        """Responders; where none of them can, the coordinators. Somebody who blocked every one of them is still
        answered to by the coordinators: blocking is not a way out of what one wrote."""
        responders = [one for one in self.responders if _is_apart_from_nobody(one, mark, named)]
        return responders or self.standing_in(mark, named)

    def standing_in(self, mark: str, named: bool) -> list[Member]:
        others = [one for one in self.coordinators if mark != mark_of(one.pk)]
        return [one for one in others if _is_apart_from_nobody(one, mark, named)] or others


def _is_apart_from_nobody(member, mark: str, named: bool) -> bool:
    return mark != mark_of(member.pk) and mark not in {mark_of(pk) for pk in hidden_writers(member, named)}


# ---- a report


def who_looks(mark: str, named: bool, lookers: Lookers | None = None) -> list[int]:
    return [one.pk for one in (lookers or Lookers()).of(mark, named)]


def may_look(member, report: Report, evidence: Evidence | None = None, lookers: Lookers | None = None) -> bool:
    """Read what was brought. A coordinator reads where nobody else can, what was handed to them, and what waits
    for a second person or a second look."""
    if not (member.is_here and (member.is_responder or member.is_coordinator)) or report.mark == mark_of(member.pk):
        return False
    evidence = evidence or Evidence.from_text(report.evidence)
    if member.pk in who_looks(report.mark, evidence.named, lookers) or report.taken_by_id == member.pk:
        return True
    return member.is_coordinator and _needs_a_coordinator(report)


def _needs_a_coordinator(report: Report) -> bool:
    """A second is wanted, or a second look at what was decided."""
    decided = Decision.objects.filter(report=report)
    return decided.filter(act__in=BY_TWO, done_at=None, ended_at=None).exists() or decided.filter(appeal__decided_at=None, appeal__isnull=False).exists()


def brought_it(member, report: Report | None) -> bool:
    """The report itself, or another about the same words."""
    return report is not None and Report.objects.filter(noun=report.noun, noun_id=report.noun_id, by=member).exists()


def brought_about(alert) -> QuerySet:
    """Reports of the words that an alert is about."""
    first = Report.objects.filter(pk=alert.noun_id).first() if alert.noun == WORRY else None
    noun, noun_id = (first.noun, first.noun_id) if first else (alert.noun, alert.noun_id)
    return Report.objects.filter(noun=noun, noun_id=noun_id)


def may_be_of_two(member, alert) -> bool:
    """To open who wrote it: somebody else than whoever brought the same words, as with a report."""
    return not brought_about(alert).filter(by=member).exists()


def may_decide(member, report: Report) -> bool:
    """Somebody else than whoever brought it, where there is somebody else."""
    if report.closed_at or not may_look(member, report):
        return False
    if not brought_it(member, report):
        return True
    others = set(who_looks(report.mark, Evidence.from_text(report.evidence).named)) - {member.pk}
    return not others


def knows_the_author(member, noun: str, noun_id: int) -> bool:
    """One of the two who opened it."""
    opened = Decision.objects.filter(act=OPEN_AUTHOR, noun=noun, noun_id=noun_id, done_at__isnull=False)
    return opened.filter(by=member).exists() or opened.filter(seconded_by=member).exists()


def acts_for(member, report: Report, evidence: Evidence) -> list[str]:
    """What can be decided here. About a writer who is not named, only what shows nothing of who they are: that
    somebody falls silent, or a seat is free, would tell."""
    if report.mark == mark_of(nouns.NOBODY_IN_PARTICULAR):
        return []
    words = [act for act in OF_WORDS if effects.has_effect(act, report.noun)]
    if not (evidence.named or knows_the_author(member, report.noun, report.noun_id)):
        return [TALK, *words, OPEN_AUTHOR]  # also where they have left meanwhile: that too would tell
    writer = Member.objects.filter(pk=nouns.whose(report.mark), left_at=None).first()
    return [TALK, *words, *_about(writer, evidence)] if writer else words


def _about(writer: Member, evidence: Evidence) -> list[str]:
    """Whoever looks after the space is not silenced by one of the others, nor is the one who runs it put out."""
    acts = [] if writer.is_responder or writer.is_coordinator else [PAUSE]
    acts += [END_SEAT] if effects.seat_of(evidence.circle, writer.pk) else []
    return acts + ([] if writer.is_coordinator else [END_MEMBERSHIP])


# ---- the second, and lifting


def decided_it(member, decision: Decision) -> bool:
    return member.pk in (decision.by_id, decision.seconded_by_id)


def may_see(member, decision: Decision) -> bool:
    """What was decided, with its reasons: whoever looks after the space, but for the one it is about."""
    return member.is_here and (member.is_responder or member.is_coordinator) and decision.mark != mark_of(member.pk)


def may_read(member, decision: Decision) -> bool:
    """The words it is about: with the report; a newcomer's that are held, whoever would look at a report of them."""
    if decision.act == NEWCOMER:
        return stands(decision) and member.pk in who_looks(decision.mark, False)
    return decision.report is not None and may_look(member, decision.report)


def waits_for_second(decision: Decision) -> bool:
    return decision.act in BY_TWO and decision.done_at is None and decision.ended_at is None


def may_second(member, decision: Decision) -> bool:
    """Another than the first, and neither of them is the writer or has brought it."""
    another = may_see(member, decision) and waits_for_second(decision) and decision.by_id != member.pk
    return another and not brought_it(member, decision.report) and not accuses(member, decision)


def accuses(member, decision: Decision) -> bool:
    """For the end of a membership: they brought something else of the same member, which is still open. Only what was
    told under a name counts: being refused for the other would say who wrote it."""
    if decision.act != END_MEMBERSHIP:
        return False
    brought = Report.objects.filter(by=member, mark=decision.mark, closed_at=None)
    return any(Evidence.from_text(one.evidence).named for one in brought)


def stands(decision: Decision) -> bool:
    return decision.done_at is not None and decision.ended_at is None


def has_open_appeal(decision: Decision) -> bool:
    return Appeal.system.filter(decision=decision, decided_at=None).exists()


def may_lift(member, decision: Decision) -> bool:
    """Anybody who looks after the space; once it is appealed, the appeal is the way."""
    return may_see(member, decision) and decision.act in CAN_BE_LIFTED and stands(decision) and not has_open_appeal(decision)


def was_overruled(member, decision: Decision) -> bool:
    """An appeal has lifted what they decided here: deciding the same again would decide the appeal."""
    alike = Decision.objects.filter(act=decision.act, noun=decision.noun, noun_id=decision.noun_id, mark=decision.mark, appeal__stands=False)
    return alike.filter(by=member).exists() or alike.filter(seconded_by=member).exists()


# ---- looking again


def may_appeal(member, decision: Decision) -> bool:
    """The one it is about; once, and while there is still something to look at."""
    return decision.mark == mark_of(member.pk) and decision.done_at is not None and not Appeal.system.filter(decision=decision).exists()


def may_answer(member, appeal: Appeal) -> bool:
    """Never who decided, seconded or lifted, never the one it is about, never who brought it."""
    decision = appeal.decision
    involved = (decision.by_id, decision.seconded_by_id, decision.ended_by_id)
    return may_see(member, decision) and appeal.decided_at is None and member.pk not in involved and not brought_it(member, decision.report)


def who_answers(decision: Decision) -> list[int]:
    """Who is told of an appeal. It does not depend on who brought the report, see above."""
    lookers, involved = Lookers(), (decision.by_id, decision.seconded_by_id, decision.ended_by_id)
    everybody = {one.pk: one for one in [*lookers.responders, *lookers.coordinators]}
    return [pk for pk, one in everybody.items() if pk not in involved and decision.mark != mark_of(pk)]
