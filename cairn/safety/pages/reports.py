"""Reporting, and the list of reports."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.pages import found, member_page, page, redirect, responder_page, say
from cairn.members import rules as members
from cairn.safety import nouns, queries, verbs
from cairn.safety.forms.reports import ReportForm
from cairn.safety.verbs import reporting


@member_page
def report(request, noun: str, pk: int):
    written = nouns.written(noun, request.member, pk)
    form = ReportForm(request.POST if request.method == "POST" else None, initial={"reason": request.GET.get("reason", "")})
    if request.method == "POST" and form.is_valid():
        rates.take(rates.REPORTS, request.member.pk)
        verbs.report(noun, pk, **form.cleaned_data, by=request.member)
        return redirect("reported", noun, pk)
    return page(request, "safety/report.html", form=form, noun=noun, pk=pk, written=written.evidence, back=written.evidence.href, now=queries.cover())


@member_page
def reported(request, noun: str, pk: int):
    """Thank you; what happens now; and what else could help."""
    written = nouns.written(noun, request.member, pk)
    looked_at = bool(queries.who_looks(written.evidence.mark, written.named))
    called = looked_at and queries.is_worried(request.member, noun, pk)
    return page(
        request, "safety/reported.html", noun=noun, pk=pk, back=written.evidence.href, somebody_looks=looked_at, named=written.named,
        called=called, now=queries.cover(),
    )


@member_page
def block_writer(request, noun: str, pk: int):
    """To the page that asks once more. Whoever wrote as "someone" cannot be blocked from here: who then goes
    away, from a circle's people say, would tell who it was."""
    return _about_writer(request, "block", noun, pk)


@member_page
def distance_writer(request, noun: str, pk: int):
    """To the ways short of a block. Never about "someone", for the same reason."""
    return _about_writer(request, "distance", noun, pk)


def _about_writer(request, where: str, noun: str, pk: int):
    written = nouns.written(noun, request.member, pk)
    found(written.named and written.writer_id != request.member.pk or None)
    response = redirect(where, members.token_for(written.writer_id, written.evidence.by))
    response["Location"] += f"?back={written.evidence.href}"
    return response


@member_page(methods=("GET", "HEAD"))
def brought(request, pk: int):
    """What became of something this member brought."""
    return page(request, "safety/brought.html", brought=found(queries.brought_by(request.member, pk)))


# ---- for those who look after them


@responder_page(methods=("GET", "HEAD"))
def reports(request):
    """The desk: what was brought, what waits for a second, and what somebody asks to be looked at again."""
    rows = queries.reports_for(request.member)
    return page(
        request, "safety/reports.html", open=[row for row in rows if row.closed_at is None], closed=[row for row in rows if row.closed_at],
        seconds=queries.waiting_for_second(request.member), appeals=queries.appeals_for(request.member),
        newcomers=queries.newcomers_words(request.member),
    )


@responder_page(methods=("GET", "HEAD"))
def report_open(request, pk: int):
    """One report with what belongs to it. Opening it is written down."""
    report = reporting.look_at(_mine(request, pk), by=request.member)
    return page(request, "safety/report_open.html", one=queries.report_page(request.member, report))


@responder_page(methods=("POST",))
def report_take(request, pk: int):
    reporting.take(_mine(request, pk), by=request.member)
    say(request, _("You look after it now. The others see that."))
    return redirect("report_open", pk)


@responder_page(methods=("POST",))
def report_hand_over(request, pk: int):
    to = members.member_from_token(request.POST.get("to", ""))
    reporting.hand_over(_mine(request, pk), to=to, by=request.member)
    say(request, _("It is handed over, and they have been told.") if to else _("It is for everybody again."))
    return redirect("reports")


@responder_page(methods=("POST",))
def report_close(request, pk: int):
    reporting.close_report(_mine(request, pk), by=request.member)
    say(request, _("The report is closed. That it was you stays to be seen, and whoever brought it knows that somebody looked."))
    return redirect("reports")


def _mine(request, pk: int):
    return found(queries.report_for(request.member, pk))
