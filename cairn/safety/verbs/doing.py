"""What a decision does and what lifting it undoes, inside the verb that decides."""

from datetime import timedelta

from cairn.base import clock
from cairn.members.models import Member
from cairn.members.verbs import end_membership, let_back
from cairn.safety import effects
from cairn.safety.models import Decision, Report
from cairn.safety.nouns import Evidence
from cairn.safety.who_decides import END_MEMBERSHIP, END_SEAT, FOLD, HOLD, NEWCOMER, OF_MEMBERS, PAUSE

TO_APPEAL = timedelta(days=28)


def about_what(report: Report, evidence: Evidence, what: str, writer: int) -> tuple[str, int, Report | None]:
    """(noun, its id, the report it belongs to). What is decided about the member behind "someone" is not kept beside
    their words: a seat that ended, or a pause, would say in the database whose they are."""
    brought = report if evidence.named or what not in OF_MEMBERS else None
    if what == END_SEAT:
        return "seat", effects.seat_of(evidence.circle, writer), brought
    if what in OF_MEMBERS and not evidence.named:
        return "member", 0, None
    return report.noun, report.noun_id, brought


def do(decision: Decision) -> None:
    member = Member.objects.filter(pk=int(decision.writer or 0))
    if decision.act in (FOLD, HOLD):
        effects.take_effect(decision.act, decision.noun, decision.noun_id, decision.done_at)
    elif decision.act == PAUSE:
        member.update(paused_until=_paused_until(decision.mark))
    elif decision.act == END_SEAT:
        effects.end_seat(decision.noun_id)
    elif decision.act == END_MEMBERSHIP and (one := member.first()):
        end_membership(one, until=clock.now() + TO_APPEAL)


def undo(decision: Decision) -> None:
    """Its `ended_at` is written already."""
    member = Member.objects.filter(pk=int(decision.writer or 0))
    if decision.act in (FOLD, HOLD, NEWCOMER):
        _undo_for_words(decision)
    elif decision.act == PAUSE:
        member.filter(left_at=None).update(paused_until=_paused_until(decision.mark))
    elif decision.act == END_SEAT:
        effects.give_seat_back(decision.noun_id)
    elif decision.act == END_MEMBERSHIP and (one := member.first()):
        let_back(one)
        member.update(paused_until=_paused_until(decision.mark))


def _undo_for_words(decision) -> None:
    """A newcomer's words that were held for everybody's sake are held as any others."""
    alike = (HOLD, NEWCOMER) if decision.act != FOLD else (FOLD,)
    others = Decision.objects.filter(noun=decision.noun, noun_id=decision.noun_id, act__in=alike, done_at__isnull=False, ended_at=None)
    if not others.exists():
        effects.take_effect(alike[0], decision.noun, decision.noun_id, None)


def _paused_until(mark: str):
    """The longest of what stands, or None."""
    standing = Decision.objects.filter(act=PAUSE, mark=mark, done_at__isnull=False, ended_at=None, until__gt=clock.now())
    return standing.order_by("-until").values_list("until", flat=True).first()
