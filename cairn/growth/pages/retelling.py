"""Telling something again: from what, in which words, beside which first telling; for oneself."""

from django.utils.translation import gettext as _

from cairn.base import clock, rates
from cairn.base.ids import new_id
from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say, told_beside
from cairn.base.rules import ChangedMeanwhile
from cairn.base.times import hour_of
from cairn.growth import queries
from cairn.growth import verbs
from cairn.growth.forms.retelling import RetellForm, RetellingForm
from cairn.growth.retold.ways import ways_in
from cairn.growth.rules import retelling as rules
from cairn.shares.models import LISTENING, ME, SOMEONE, STONE, Draft
from cairn.shares.verbs import keep_draft


@member_page(methods=("GET", "HEAD"))
def retellings(request):
    """What is being written, what was told again, and what others ask how one sees it."""
    begun, told = queries.retellings_of(request.member)
    return page(request, "growth/retellings.html", begun=begun, told=told, invited=queries.invited_of(request.member), nav_now="you")


@member_page
def retell(request):
    """From something one wrote here, or from nothing."""
    form = RetellForm(queries.sources_of(request.member), request.POST if request.method == "POST" else None, initial={"source": request.GET.get("from", "")})
    if request.method != "POST" or not form.is_valid():
        return page(request, "growth/retell.html", form=form, nav_now="you")
    source = queries.source_named(request.member, form.cleaned_data["source"])
    return _begun(request, **source.as_told if source else {})


def _begun(request, **first):
    rates.take(rules.BEGUN, request.member.pk)
    return redirect("retelling_write", verbs.retell(by=request.member, **first).pk)


@member_page(methods=("GET", "HEAD", "POST"))
def retell_from(request, noun, pk):
    """The same from one's own share or victory, whose page leads here."""
    source = found(queries.source_named(request.member, f"{noun}-{pk}"))
    if request.method == "POST":
        return _begun(request, **source.as_told)
    return page(request, "growth/retell_from.html", source=source, nav_now="you")


@member_page
def retelling_write(request, pk):
    """Four prompts beside the first telling. What is told already is changed here too."""
    retelling = queries.retelling_for(request.member, pk)
    form = RetellingForm(request.POST if request.method == "POST" else None, initial={**rules.words_of(retelling.kept), "seen": retelling.version()})
    if request.method == "POST" and request.POST.get("step") == "keep" and retelling.told_at is None:
        return _kept(request, retelling, form)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.tell_retelling(retelling, form.cleaned_data, seen=form.cleaned_data["seen"], by=request.member)
        except ChangedMeanwhile as changed:
            return _write_page(request, changed.now, form.on_top_of(changed.now), meanwhile=rules.all_words(changed.now.kept, first=False))
        say(request, _("It is kept, beside the first telling.") if retelling.kept.get("first") or retelling.earlier_id else _("It is kept."))
        return redirect("retelling", pk)
    return _write_page(request, retelling, form)


def _kept(request, retelling, form):
    verbs.keep_retelling(retelling, form.typed(), by=request.member)
    say(request, _("Draft kept."))
    return redirect("retelling_write", retelling.pk)


def _write_page(request, retelling, form, meanwhile=""):
    one = queries.retelling_page(request.member, retelling.pk)
    return page(
        request, "growth/retelling_write.html", one=one, form=form, is_told=retelling.told_at is not None, meanwhile=meanwhile,
        ways=ways_in(request.member.language), is_read=bool(rules.asked(retelling.kept)), nav_now="you",
    )


@member_page(methods=("POST",))
def retelling_keep(request, pk):
    """Called by the page while somebody writes; answers "Draft kept 14:02"."""
    verbs.keep_retelling(queries.retelling_for(request.member, pk), RetellingForm(request.POST).typed(), by=request.member)
    return told_beside(request, _("Draft kept %(hour)s") % {"hour": hour_of(clock.now())}, url("retelling_write", pk))


@member_page(methods=("GET", "HEAD"))
def retelling(request, pk):
    """Both tellings beside each other. One that is still being written is gone on with."""
    one = queries.retelling_page(request.member, pk)
    return page(request, "growth/retelling.html", one=one, nav_now="you") if one.is_told else redirect("retelling_write", pk)


@member_page(methods=("POST",))
def retell_again(request, pk):
    rates.take(rules.BEGUN, request.member.pk)
    return redirect("retelling_write", verbs.retell_again(queries.retelling_for(request.member, pk), by=request.member).pk)


@member_page(methods=("POST",))
def retelling_let_go(request, pk):
    verbs.let_go_retelling(queries.retelling_for(request.member, pk), by=request.member)
    say(request, _("It is let go. For ten minutes you can bring it back."), undo=url("retelling_bring_back", pk), undo_label=_("Bring it back"))
    return redirect("retellings")


@member_page(methods=("POST",))
def retelling_bring_back(request, pk):
    verbs.bring_back_retelling(queries.own_gone(request.member, pk), by=request.member)
    say(request, _("It is back."))
    return redirect("retelling", pk)


@member_page(methods=("POST",))
def retelling_share(request, pk):
    """Its words as a draft in the ordinary form for a share: nobody sees anything before it is shared there. What was
    told as "someone" begins as "someone" again."""
    kept = queries.retelling_for(request.member, pk).kept
    number = new_id()
    fields = {"draft": str(number), "text": rules.all_words({**kept, "title": ""}, first=False), "need": LISTENING, "audience": ME, "shown_as": SOMEONE if kept.get("veiled") else STONE}
    keep_draft(kind=Draft.SHARE, about=number, fields=fields, by=request.member)
    say(request, _("Your words are a draft now. Only you see them until you share them."))
    return redirect(f"{url('tell')}?draft={number}")
