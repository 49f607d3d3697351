"""Asking somebody else to look again, and their answer."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.members.models import Member
from cairn.members.verbs import put_off_erasing
from cairn.safety import who_decides
from cairn.safety.happenings import AppealAnswered, Appealed
from cairn.safety.models import Appeal, Decision
from cairn.safety.nouns import Evidence
from cairn.safety.verbs.deciding import end
from cairn.safety.verbs.log import note
from cairn.safety.verbs.screening import screen
from cairn.safety.who_decides import CAN_BE_LIFTED, END_MEMBERSHIP

TO_BE_ANSWERED = timedelta(days=28)
LONGEST_WAIT = timedelta(days=84)  # for an answer, since the appeal: being forgotten is owed as well


@act
def appeal(decision: Decision, *, words: str, by) -> Appeal:
    """Once for each decision. Whoever appeals the end of their membership stays readable until it is answered."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if made := Appeal.system.filter(decision=decision).first():
        require(made.writer_id == by.pk, _("Only the one it is about can appeal."))
        return made
    require(who_decides.may_appeal(by, decision), _("Only the one it is about can appeal, once it was decided."))
    made = Appeal(decision=decision)
    made.words = words
    made.save(force_insert=True)
    if decision.act == END_MEMBERSHIP:
        wait_for(made)
    note("appeal", noun="decision", noun_id=decision.pk)
    tell(Appealed(decision.pk))
    screen("appeal", decision.pk, words, by=by, told=True, named=_is_named(decision), where=_("in an appeal"))
    return made


def _is_named(decision: Decision) -> bool:
    """Whoever looks again is shown whose words it is about."""
    return decision.report is not None and Evidence.from_text(decision.report.evidence).named


def wait_for(appeal: Appeal) -> None:
    """Four weeks from now, and not past the longest wait. They can be erased sooner whenever they ask for it."""
    until = min(clock.now() + TO_BE_ANSWERED, appeal.at + LONGEST_WAIT)
    if member := Member.objects.filter(pk=appeal.writer_id).first():
        put_off_erasing(member, until=until)


@act
def answer_appeal(appeal: Appeal, *, stands: bool, answer: str, by) -> Appeal:
    """It stands, or it is lifted, with an answer that the member reads. Never by who decided, seconded or lifted."""
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=appeal.decision_id)
    made = Appeal.system.select_for_update(of=("self",)).get(pk=decision.pk)
    made.decision = decision
    require(who_decides.may_answer(by, made), _("An appeal is answered by somebody who neither decided it nor brought it, once."))
    require(bool(answer.strip()), _("Say why, in your own words."))
    made.decided_at, made.decided_by, made.stands, made.answer = clock.now(), by, stands, answer
    made.save(update_fields=["decided_at", "decided_by", "stands", "answer"])
    note("appeal_stands" if stands else "appeal_lifts", by=by.pk, noun="decision", noun_id=decision.pk, reason=answer)
    if not stands and decision.act in CAN_BE_LIFTED and who_decides.stands(decision):
        end(decision, by=by, how="lift", reason=answer)
    tell(AppealAnswered(decision.pk))
    return made


@clock.due("safety.appeals", every=timedelta(hours=1))
def wait_while_appealed() -> None:
    """Nobody is erased while somebody has yet to look again, for twelve weeks at most."""
    waiting = Appeal.system.filter(decided_at=None, decision__act=END_MEMBERSHIP, decision__ended_at=None).select_related("decision")
    soon = Member.objects.filter(erase_at__lt=clock.now() + timedelta(days=2), erased_at=None)
    for one in waiting:
        if soon.filter(pk=one.writer_id).exists():
            wait_for(one)
