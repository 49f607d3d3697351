"""Somebody is worried that somebody else is in danger: a report with the clock of an alert. Responders are called as by
a signal, one after the other, until one says "I am there". Whoever it is about is not told that anybody brought it:
they come to see the alert when a responder writes to them, or two have opened their name, and not before."""

from django.db.models import Q

from cairn.base import clock, keyring
from cairn.base.ids import new_id
from cairn.safety.models import Alert, AlertStep, Report
from cairn.safety.nouns import Written
from cairn.safety.queries.cover import cover
from cairn.safety.rules import WORRY
from cairn.safety.verbs.escalating import moved
from cairn.safety.verbs.heeding import call_now, tell_who_was_called
from cairn.safety.verbs.raising import WISH


def call_for(report: Report, written: Written, *, again: bool) -> None:
    """Inside the act that brought it. `again`: the same member brought it before, and is not counted twice."""
    alert = _open_about(report)
    if alert is None:
        _call(_made(report, written))
    elif not again:
        _join(alert)


def _open_about(report: Report) -> Alert | None:
    """Somebody is called already for the same words: by a signal in them, or as somebody is worried. Held."""
    alike = Report.objects.filter(noun=report.noun, noun_id=report.noun_id)
    about = Q(noun=report.noun, noun_id=report.noun_id) | Q(noun=WORRY, noun_id__in=alike.values("pk"))
    return Alert.objects.select_for_update().filter(about, closed_at=None).order_by("tier", "at").first()


def _made(report: Report, written: Written) -> Alert:
    alert = Alert(id=new_id(), noun=WORRY, noun_id=report.pk, tier=WISH, mark=report.mark, named=written.named)
    alert.covered = cover(besides=written.writer_id).now
    keyring.make(alert.pk)  # its own, before its first word
    alert.writer, alert.evidence = str(written.writer_id), written.evidence.as_text()
    alert.due_at = clock.now()
    alert.save(force_insert=True)
    return alert


def _call(alert: Alert) -> None:
    AlertStep.objects.create(alert=alert, what="worried")
    call_now(alert)


def _join(alert: Alert) -> None:
    """The same words call somebody already, by a signal or another's worry: it is as pressing as this one."""
    graver = alert.tier > WISH
    if graver:
        alert.tier = WISH
        alert.save(update_fields=["tier"])
    AlertStep.objects.create(alert=alert, what="worried")
    tell_who_was_called(alert)
    if graver and alert.acknowledged_at is None:
        call_now(alert)
    moved()
