"""A signal becomes an alert: a row with a key of its own, and whoever is called first, in the writer's transaction."""

import logging

from django.db import transaction
from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.ids import new_id
from cairn.base.rules import require
from cairn.members.rules import may_still_answer
from cairn.notices.verbs import give
from cairn.safety.happenings import Reported, SignalSeen
from cairn.safety.models import Alert, AlertStep, Report
from cairn.safety.nouns import Evidence, mark_of
from cairn.safety.queries.cover import cover
from cairn.safety.verbs.escalating import call_next, moved
from cairn.safety.verbs.heeding import danger_in, tell_who_was_called

log = logging.getLogger("cairn.safety")

WISH = 2  # a plain call for somebody is taken as seriously as this tier


def raise_alert(noun: str, noun_id: int, text: str, *, tier: int, by, named: bool, where: str, href: str) -> Alert | None:
    """Bring this to responders. One open alert a noun: changed words are brought to it, and graver ones call again.
    None where the same words were looked at and closed already."""
    evidence = Evidence(text, "", where, mark_of(by.pk), clock.now().isoformat(), href).as_text()
    last = Alert.objects.select_for_update().filter(noun=noun, noun_id=noun_id).order_by("-at").first()
    if last and Evidence.from_text(last.evidence).words == text:
        return last if last.closed_at is None else None
    if last and last.closed_at is None:
        return _bring_to(last, evidence, tier)
    return _made(noun, noun_id, tier, by, named, evidence)


def _made(noun, noun_id, tier, by, named, evidence) -> Alert:
    alert = Alert(id=new_id(), noun=noun, noun_id=noun_id, tier=tier, mark=mark_of(by.pk), named=named)
    alert.covered = cover(besides=by.pk).now
    keyring.make(alert.pk)  # its own, before its first word
    alert.writer, alert.evidence = str(by.pk), evidence
    alert.due_at = clock.now()  # whatever goes wrong with calling somebody now, the clock finds it
    alert.save(force_insert=True)
    return alert


def _bring_to(alert: Alert, evidence: str, tier: int) -> Alert:
    """The words were changed while somebody is called."""
    graver = tier < alert.tier
    alert.evidence, alert.tier = evidence, min(tier, alert.tier)
    alert.save(update_fields=["evidence", "tier"])
    AlertStep.objects.create(alert=alert, what="changed")
    if graver and alert.acknowledged_at is None:
        Alert.objects.filter(pk=alert.pk).update(due_at=clock.now())
        alert.due_at = clock.now()
    elif graver and alert.acknowledged_by_id:
        give(alert.acknowledged_by_id, "alert", alert.pk)
    moved()
    return alert


def call_first(alert: Alert, by) -> None:
    """Whoever is first, in a savepoint of its own: should it fail, the alert stands and is due."""
    if alert.due_at is None or alert.due_at > clock.now() or alert.acknowledged_at:
        return
    try:
        with transaction.atomic():
            give(by.pk, "cared", alert.pk)
            call_next(alert)
            tell(SignalSeen(alert.pk))
    except Exception as error:  # by type alone: its message may hold words
        log.error("an alert is left to the clock: %s", type(error).__name__)


def bring_for_review(noun: str, noun_id: int, text: str, *, by, where: str, href: str) -> None:
    """Method detail, or encouragement: the only words that a responder may hold. Brought by nobody, once."""
    if Report.objects.filter(noun=noun, noun_id=noun_id, by=None, closed_at=None).exists():
        return
    report = Report(noun=noun, noun_id=noun_id, reason="harm", mark=mark_of(by.pk))
    keyring.make(report.pk)
    report.words = ""
    report.evidence = Evidence(text, "", where, report.mark, clock.now().isoformat(), href).as_text()
    report.save(force_insert=True)
    tell(Reported(report.pk))


@act
def bring_somebody(*, words: str = "", where: str = "", by) -> Alert:
    """The member's own tap: a responder is called, with what the member wants to say and nothing else. What they
    wrote for themselves stays theirs. Tapped again while somebody is called, it is the same call."""
    require(by.is_here or may_still_answer(by), _("Come in first."))
    called = Alert.objects.filter(noun="call", mark=mark_of(by.pk), closed_at=None).first()
    noun_id = called.noun_id if called else new_id()
    if called and not words:
        return called
    found = danger_in(words, by=by)
    alert = raise_alert("call", noun_id, words, tier=min(WISH, found.tier) if found else WISH, by=by, named=True, where=where, href="")
    if called:
        tell_who_was_called(alert)  # what they say now has come too
    call_first(alert, by)
    return alert
