"""What reports tell whom: that there is something, never what or by whom."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.notices.verbs import give, give_each
from cairn.notices.words import words_for
from cairn.safety import queries
from cairn.safety.models import Report
from cairn.safety.nouns import Evidence

REPORTED, HANDED, LOOKED_AT = "reported", "report_handed", "looked_at"


def reported(happening) -> None:
    """Whoever looks, whoever brought it among them: who is left out would tell."""
    report = Report.objects.get(pk=happening.report_id)
    give_each(queries.who_looks(report.mark, Evidence.from_text(report.evidence).named), REPORTED, report.pk)


def handed_over(happening) -> None:
    give(happening.to_id, HANDED, happening.report_id)


def closed(happening) -> None:
    """To whoever brought it, who is still here."""
    report = Report.objects.get(pk=happening.report_id)
    if report.by_id:
        give(report.by_id, LOOKED_AT, report.pk)


def of_report(notices, viewer) -> dict:
    if not (viewer.is_coordinator or viewer.is_responder):
        return {}
    there = set(Report.objects.filter(pk__in=[n.about for n in notices]).values_list("pk", flat=True))
    said = {REPORTED: _("Something has been reported, and waits for somebody to look at it."), HANDED: _("A report was handed to you.")}
    return {n.id: (said[n.kind], reverse("report_open", args=[n.about])) for n in notices if n.about in there}


def of_looked_at(notices, viewer) -> dict:
    mine = set(Report.objects.filter(pk__in=[n.about for n in notices], by=viewer).values_list("pk", flat=True))
    said = _("Somebody has looked at what you brought to them.")
    return {n.id: (said, reverse("brought", args=[n.about])) for n in notices if n.about in mine}


def connect() -> None:
    for kind in (REPORTED, HANDED):
        words_for(kind, of_report)
    words_for(LOOKED_AT, of_looked_at)
