"""Keeping a check-in, changing it, letting it go."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile
from cairn.checkins import queries, verbs
from cairn.checkins.forms import CheckInForm
from cairn.checkins.models import Felt
from cairn.members import queries as members
from cairn.safety import queries as safety

CHECK_INS = rates.Limit("check-ins", 40, rates.HOUR)  # of one member: above what anybody keeps


@member_page
def checkin(request):
    """How is it, right now? Today asks the same and hands it in here."""
    groups = queries.groups_for(request.member.language)
    if request.method != "POST":
        return _ask(request, groups, Felt(""))
    form = CheckInForm(groups, request.POST)
    if request.POST.get("step") == "why":  # with a line as well: what was chosen comes along, and nothing is wrong yet
        return _ask(request, groups, form.typed())
    if not form.is_valid():
        return _ask(request, groups, form.typed(), form)
    rates.take(CHECK_INS, request.member.pk)
    kept = verbs.keep(form.felt(), by=request.member)
    say(request, _("It is kept. Only you see it."), undo=url("checkin_let_go", kept.pk))
    return redirect("checkin_kept", kept.pk)


def _ask(request, groups, given: Felt, form=None, changes=None, changed_meanwhile=False):
    return page(
        request, "checkins/checkin.html", groups=groups, given=given, form=form, changes=changes, changed_meanwhile=changed_meanwhile,
        nav_now="you" if changes else "today",
    )


@member_page(methods=("GET", "HEAD"))
def checkin_kept(request, pk: int):
    """What one could do next, and the way to help where a word opens it. Doing nothing is one of the ways."""
    entry = queries.entry_of(request.member, pk)
    opens = queries.opens_help(entry.felt, _languages(request.member)) and "care" not in request.session
    return page(
        request, "checkins/kept.html", entry=entry, buddies=members.buddies_of(request.member), opens=opens,
        lines=safety.helplines() if opens else [], now=safety.cover(besides=request.member.pk) if opens else None, nav_now="today",
    )


def _languages(member) -> list[str]:
    return [*member.languages, member.language]


@member_page
def checkin_change(request, pk: int):
    entry = queries.entry_of(request.member, pk)
    if entry.told and request.method != "POST":  # sent, the verb says so, and the words come back
        say(request, _("Take it back from whom you told it first. Then you can change it."))
        return redirect("checkin_one", pk)
    groups, row = queries.groups_for(request.member.language), queries.own_checkin(request.member, pk)
    if request.method != "POST":
        return _ask(request, groups, entry.felt, CheckInForm(groups, kept=entry.felt, initial={"seen": row.version()}), entry)
    form = CheckInForm(groups, request.POST, kept=entry.felt)
    if not form.is_valid():
        return _ask(request, groups, form.typed(), form, entry)
    try:
        verbs.change(row, form.felt(), seen=form.cleaned_data["seen"], by=request.member)
    except ChangedMeanwhile as changed:
        return _ask(request, groups, form.typed(), form.on_top_of(changed.now), queries.entry_of(request.member, pk), changed_meanwhile=True)
    say(request, _("It is changed. Only you see it."))
    return redirect("checkin_kept" if queries.opens_help(form.felt(), _languages(request.member)) else "checkin_one", pk)


@member_page(methods=("POST",))
def checkin_let_go(request, pk: int):
    verbs.let_go(queries.own_checkin(request.member, pk), by=request.member)
    say(request, _("It is gone. For ten minutes you can bring it back."), undo=url("checkin_bring_back", pk), undo_label=_("Bring it back"))
    return redirect("checkins")


@member_page(methods=("POST",))
def checkin_bring_back(request, pk: int):
    verbs.bring_back(queries.own_checkin(request.member, pk), by=request.member)
    say(request, _("It is back."))
    return redirect("checkin_one", pk)
