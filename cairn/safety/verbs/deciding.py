"""What is decided about words or a member: for a reason that they receive, with a line in the log each time."""

from datetime import timedelta

from django.http import Http404
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.safety import nouns, who_decides
from cairn.safety.happenings import Decided, DecisionLifted, SecondWanted
from cairn.safety.models import Decision, Report
from cairn.safety.nouns import Evidence
from cairn.safety.rules import REASONS
from cairn.safety.verbs import doing
from cairn.safety.verbs.log import note
from cairn.safety.who_decides import BY_TWO, CAN_BE_LIFTED, END_SEAT, OF_MEMBERS, PAUSE

LONGEST_PAUSE = 30  # days


@act
def decide(report: Report, what: str, *, rule: str, reason: str, days: int = 0, by) -> Decision:
    """One act about what was brought. What takes two waits for the second. `days` is for a pause, 1 to 30."""
    report = _again(Report, report.pk)
    evidence = Evidence.from_text(report.evidence)
    require(who_decides.may_decide(by, report), _("Somebody else decides about this: you wrote it, brought it yourself, or it is closed."))
    require(what in who_decides.acts_for(by, report, evidence), _("This cannot be decided here."))
    require(what not in BY_TWO or not who_decides.brought_it(by, report), _("You brought this yourself. For what takes two, both are others."))
    require(rule in REASONS and bool(reason.strip()), _("Say which rule it is about, and why."))
    require(what != PAUSE or 1 <= days <= LONGEST_PAUSE, _("A pause lasts from one day to thirty."))
    decision = _made(report, evidence, what, by=by, rule=rule, reason=reason, days=days)
    require(not who_decides.accuses(by, decision), _("You brought something of theirs yourself that is still open. For what takes two, both are others."))
    require(not who_decides.was_overruled(by, decision), _("An appeal has lifted this decision of yours. Somebody else may look at it again."))
    if standing := _the_same(decision):
        return standing
    decision.save(force_insert=True)
    if what in BY_TWO:
        note(f"propose_{what}", by=by.pk, noun=decision.noun, noun_id=decision.noun_id, reason=reason)
        tell(SecondWanted(decision.pk))
    else:
        _take_effect(decision)
    return decision


def _made(report, evidence, what, *, by, rule, reason, days) -> Decision:
    writer = nouns.whose(report.mark)
    noun, noun_id, brought = doing.about_what(report, evidence, what, writer)
    decision = Decision(act=what, report=brought, noun=noun, noun_id=noun_id, mark=report.mark, rule=rule, by=by)
    decision.writer, decision.reason = str(writer), reason
    decision.until = clock.now() + timedelta(days=days) if what == PAUSE else None
    return decision


def _the_same(decision) -> Decision | None:
    """Two who decide the same decide it once; a message can be written again."""
    if decision.act not in CAN_BE_LIFTED and decision.act not in BY_TWO:
        return None
    standing = Decision.objects.filter(act=decision.act, mark=decision.mark, ended_at=None)
    return (standing if decision.act in OF_MEMBERS and decision.act != END_SEAT else standing.filter(noun=decision.noun, noun_id=decision.noun_id)).first()


@act
def second(decision: Decision, *, reason: str, by) -> Decision:
    """The second of two, with a reason of their own: now it takes effect."""
    decision = _again(Decision, decision.pk)
    if decision.seconded_by_id == by.pk:
        return decision
    require(not who_decides.was_overruled(by, decision), _("An appeal has lifted this decision of yours. Somebody else may look at it again."))
    require(who_decides.may_second(by, decision), _("It takes a second person: another than the first, who neither wrote this nor brought it."))
    require(bool(reason.strip()), _("Say why, in your own words."))
    decision.seconded_by, decision.seconded_at, decision.second_reason = by, clock.now(), reason
    decision.save(update_fields=["seconded_by", "seconded_at", "second_reason"])
    _take_effect(decision)
    return decision


@act
def let_go(decision: Decision, *, by) -> None:
    """What waits for a second is not wanted any more."""
    decision = _again(Decision, decision.pk)
    require(who_decides.may_see(by, decision) and who_decides.waits_for_second(decision), _("This does not wait for a second any more."))
    decision.ended_at, decision.ended_by = clock.now(), by
    decision.save(update_fields=["ended_at", "ended_by"])
    note(f"let_go_{decision.act}", by=by.pk, noun=decision.noun, noun_id=decision.noun_id)


@act
def lift(decision: Decision, *, reason: str, by) -> Decision:
    """Undo it; the one it is about is told."""
    decision = _again(Decision, decision.pk)
    require(who_decides.may_lift(by, decision), _("This cannot be lifted here: it has ended, or was appealed, and then the appeal is answered."))
    require(bool(reason.strip()), _("Say why, in your own words."))
    end(decision, by=by, how="lift", reason=reason)
    tell(DecisionLifted(decision.pk))
    return decision


def end(decision: Decision, *, by, how: str, reason: str) -> None:
    """Inside the act that lifts it: what it did is undone, unless something else that stands does the same."""
    decision.ended_at, decision.ended_by = clock.now(), by
    decision.save(update_fields=["ended_at", "ended_by"])
    doing.undo(decision)
    note(f"{how}_{decision.act}", by=by.pk, noun=decision.noun, noun_id=decision.noun_id, reason=reason)


def _take_effect(decision: Decision) -> None:
    decision.done_at = clock.now()
    decision.save(update_fields=["done_at"])
    doing.do(decision)
    second = decision.seconded_by_id or 0
    both = "\n\n".join(filter(None, [decision.reason, decision.second_reason]))
    note(decision.act, by=decision.by_id or 0, second=second, noun=decision.noun, noun_id=decision.noun_id, reason=both)
    tell(Decided(decision.pk))


@clock.due("safety.pauses", every=timedelta(minutes=1))
def end_pauses() -> None:
    """Past their time. The member is free by the time written with them; this only says so."""
    Decision.objects.filter(act=PAUSE, until__lte=clock.now(), ended_at=None).update(ended_at=clock.now())


def _again(noun, pk: int):
    """As it stands now, and held until the act is done."""
    row = noun.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row
