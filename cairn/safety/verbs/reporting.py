"""Bringing something to the responders."""

from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.safety import nouns, rules
from cairn.safety.happenings import Reported
from cairn.safety.models import Report


@act
def report(noun: str, noun_id: int, *, reason: str, words: str = "", by) -> Report:
    """Bring something to the coordinator. Its words are kept as they stand; who brought it is never
    shown to anybody. Bringing the same thing twice is bringing it once."""
    evidence = nouns.written(noun, by, noun_id).evidence
    require(reason in rules.REASONS, _("Choose what is wrong."))
    require(evidence.mark != nouns.mark_of(by.pk), _("These words are your own. You can change them or take them back."))
    brought = Report.objects.filter(by=by, noun=noun, noun_id=noun_id, closed_at=None).first()
    if brought:
        return brought
    made = Report(by=by, noun=noun, noun_id=noun_id, reason=reason, mark=evidence.mark)
    keyring.make(made.pk)  # its own, before its first word
    made.words, made.evidence = words, evidence.as_text()
    made.save(force_insert=True)
    tell(Reported(made.pk))
    return made


@act
def close_report(report: Report, *, by) -> None:
    """Looked at, and done with; who closed it stays to be seen."""
    require(rules.may_look(by, nouns.Evidence.from_text(report.evidence)), _("The coordinator closes reports."))
    Report.objects.filter(pk=report.pk, closed_at=None).update(closed_at=clock.now(), closed_by=by)
