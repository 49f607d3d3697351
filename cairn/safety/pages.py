"""Help now, leaving quickly, reporting, and the coordinator's list of reports."""

from django.utils.translation import gettext as _

from cairn.base.pages import coordinator_page, found, member_page, page, public, redirect, say, while_left
from cairn.members import rules as members
from cairn.notices.verbs import wake_nowhere
from cairn.safety import nouns, queries, rules, verbs
from cairn.safety.forms import ReportForm


@while_left
@public
def help_now(request):
    """Ways to a human, without signing in. That it was opened is written down nowhere."""
    return page(
        request, "safety/help_now.html", lines=queries.helplines(), country=queries.country_name(request.space.country),
        checked_at=request.space.helplines_checked_at,
    )


@while_left
@public
def leave_quickly(request):
    """What Leave does, and what it cannot do."""
    return page(request, "safety/leave_quickly.html")


@while_left
@public(methods=("GET", "HEAD"))
def leave(request):
    """To an ordinary page. From now on this browser shows nothing of the space, also not by going
    back, until they come back themselves. A plain link, so that it works without JavaScript."""
    asked_from_elsewhere = request.headers.get("Sec-Fetch-Site") == "cross-site"
    if request.member and not asked_from_elsewhere:
        if request.member.leave_signs_out:
            wake_nowhere(by=request.member, only={"pk": request.session.get("push_place")})
            request.session.flush()
        else:
            request.session["left"] = True
    return redirect(rules.leads_to(request.member))


@while_left
@public
def left(request):
    """What covers every page after leaving quickly."""
    if request.method == "POST":
        request.session.pop("left", None)
    if "left" not in request.session:
        return redirect("today")
    return page(request, "safety/left.html")


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
