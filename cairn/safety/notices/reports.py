"""What safety tells the coordinator: that there is something, never what or by whom."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.notices.verbs import give_each
from cairn.notices.words import words_for
from cairn.safety import queries
from cairn.safety.models import Report
from cairn.safety.nouns import Evidence


def reported(happening) -> None:
    report = Report.objects.get(pk=happening.report_id)
    give_each(queries.who_looks(Evidence.from_text(report.evidence)), "reported", report.pk)


def of_report(notices, viewer) -> dict:
    if not viewer.is_coordinator:
        return {}
    there = set(Report.objects.filter(pk__in=[n.about for n in notices]).values_list("pk", flat=True))
    said = _("Something has been reported, and waits for you to look at it.")
    return {n.id: (said, f"{reverse('reports')}#report-{n.about}") for n in notices if n.about in there}


def connect() -> None:
    words_for("reported", of_report)
