"""Reporting, and the list of reports."""

from django.utils.translation import gettext as _

from cairn.base.pages import coordinator_page, found, member_page, page, redirect, say
from cairn.members import rules as members
from cairn.safety import nouns, queries, verbs
from cairn.safety.forms.reports import ReportForm


@member_page
def report(request, noun: str, pk: int):
    written = nouns.written(noun, request.member, pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        verbs.report(noun, pk, **form.cleaned_data, by=request.member)
        return redirect("reported", noun, pk)
    return page(request, "safety/report.html", form=form, noun=noun, pk=pk, written=written.evidence, back=written.evidence.href)


@member_page
def reported(request, noun: str, pk: int):
    """Thank you; what happens now; and what else could help."""
    written = nouns.written(noun, request.member, pk)
    looked_at = bool(queries.who_looks(written.evidence))
    return page(
        request, "safety/reported.html", noun=noun, pk=pk, back=written.evidence.href, somebody_looks=looked_at, named=written.named
    )


@member_page
def block_writer(request, noun: str, pk: int):
    """To the page that asks once more. Whoever wrote as "someone" cannot be blocked from here: who then goes
    away, from a circle's people say, would tell who it was."""
    written = nouns.written(noun, request.member, pk)
    found(written.named and written.writer_id != request.member.pk or None)
    response = redirect("block", members.token_for(written.writer_id))
    response["Location"] += f"?back={written.evidence.href}"
    return response


@coordinator_page
def reports(request):
    cards = queries.reports_for(request.member)
    still_open = [card for card in cards if card.report.closed_at is None]
    closed = [card for card in cards if card.report.closed_at]
    return page(request, "safety/reports.html", open=still_open, closed=closed)


@coordinator_page(methods=("POST",))
def report_close(request, pk: int):
    verbs.close_report(found(queries.report_for(request.member, pk)), by=request.member)
    say(request, _("The report is closed. That it was you stays to be seen."))
    return redirect("reports")
