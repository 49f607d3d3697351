"""Bringing something to the responders, and what they do with it short of deciding."""

from django.utils.translation import gettext as _

from cairn.base import clock, keyring
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.members.models import Member
from cairn.safety import nouns, rules, who_decides
from cairn.safety.happenings import Reported, ReportClosed, ReportHandedOver
from cairn.safety.models import Decision, Report
from cairn.safety.verbs.log import note, write_look_once
from cairn.safety.verbs.screening import screen
from cairn.safety.verbs.worrying import call_for


@act
def report(noun: str, noun_id: int, *, reason: str, words: str = "", by) -> Report:
    """Bring something to the responders. Its words are kept as they stand; who brought it is never
    shown to anybody. Bringing the same thing twice is bringing it once. That somebody may be in danger calls the
    responders at once, as an alert does, also where it was brought before for another reason."""
    written = nouns.written(noun, by, noun_id)
    evidence = written.evidence
    require(reason in rules.REASONS, _("Choose what is wrong."))
    require(evidence.mark != nouns.mark_of(by.pk), _("These words are your own. You can change them or take them back."))
    brought = Report.objects.filter(by=by, noun=noun, noun_id=noun_id, closed_at=None).first()
    made = brought or _made(noun, noun_id, evidence, reason=reason, words=words, by=by)
    if reason == rules.DANGER:
        again = brought is not None and brought.reason == rules.DANGER
        _is_danger_now(made, words)
        call_for(made, written, again=again)
    if brought is None or reason == rules.DANGER:
        # The card alone: an alert with these words would say who brought it.
        screen("report", made.pk, words, by=by, told=False, href=evidence.href)
    return made


def _made(noun: str, noun_id: int, evidence, *, reason: str, words: str, by) -> Report:
    made = Report(by=by, noun=noun, noun_id=noun_id, reason=reason, mark=evidence.mark)
    keyring.make(made.pk)  # its own, before its first word
    made.words, made.evidence = words, evidence.as_text()
    made.save(force_insert=True)
    tell(Reported(made.pk))
    return made


def _is_danger_now(report: Report, words: str) -> None:
    """What was brought before for another reason; what is said now comes first."""
    if words and words != report.words:
        report.words = "\n\n".join(filter(None, [words, report.words]))
    report.reason = rules.DANGER
    report.save(update_fields=["reason", "words"])


@act
def look_at(report: Report, *, by) -> Report:
    """Open what was brought. Each opening is written down; reading on within the hour is one."""
    require(who_decides.may_look(by, report), _("Somebody else looks at this."))
    _write_down("report", report.pk, report.mark, by)
    return report


@act
def look_at_words_of(decision: Decision, *, by) -> Decision:
    """The same from a decision, where its words are shown."""
    if who_decides.may_read(by, decision):
        _write_down("report" if decision.report_id else "held", decision.report_id or decision.pk, decision.mark, by)
    return decision


def _write_down(noun: str, noun_id: int, mark: str, by) -> None:
    write_look_once(noun, noun_id, mark=mark, by=by.pk)


@act
def take(report: Report, *, by) -> None:
    """I look after this: others see so. Taken already, it stays with whoever has it."""
    require(who_decides.may_look(by, report) and report.closed_at is None, _("Somebody else looks at this."))
    Report.objects.filter(pk=report.pk, taken_by=None, closed_at=None).update(taken_by=by)


@act
def hand_over(report: Report, *, to: Member | None, by) -> None:
    """To somebody else who may look at it, also to a coordinator; to nobody in particular, it is for all again."""
    require(who_decides.may_look(by, report) and report.closed_at is None, _("Somebody else looks at this."))
    require(to is None or to.pk in {one.pk for one in who_can_have(report)}, _("They cannot look at this."))
    Report.objects.filter(pk=report.pk).update(taken_by=to)
    note("hand_over", by=by.pk, second=to.pk if to else 0, noun="report", noun_id=report.pk)
    if to is not None:
        tell(ReportHandedOver(report.pk, to.pk))


def who_can_have(report: Report) -> list[Member]:
    """Responders who may look, and the coordinators: it does not depend on who brought it."""
    named, lookers = nouns.Evidence.from_text(report.evidence).named, who_decides.Lookers()
    both = [*lookers.of(report.mark, named), *lookers.standing_in(report.mark, named)]
    return list({one.pk: one for one in both}.values())


@act
def close_report(report: Report, *, by) -> None:
    """Looked at, and done with, and with it whatever else was brought about the same words; who closed it stays
    to be seen. Whoever brought it is told that it was looked at."""
    require(who_decides.may_look(by, report), _("Somebody else looks at this."))
    alike = Report.objects.filter(noun=report.noun, noun_id=report.noun_id, closed_at=None)
    # All before the log, as whoever decides about one of them takes its row first.
    for pk in list(alike.select_for_update().order_by("pk").values_list("pk", flat=True)):
        Report.objects.filter(pk=pk).update(closed_at=clock.now(), closed_by=by)
        note("close_report", by=by.pk, noun="report", noun_id=pk)
        tell(ReportClosed(pk))
