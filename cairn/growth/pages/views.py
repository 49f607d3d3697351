"""How others see it: asking a few, and being asked."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile, require
from cairn.base.slots import slot
from cairn.circles.queries import peers_of
from cairn.growth import queries
from cairn.growth import verbs
from cairn.growth.forms.retelling import AskForm, ViewForm
from cairn.growth.rules import retelling as rules


@member_page
def retelling_ask(request, pk):
    """A few people one knows are invited to this one telling. Nobody else comes to know of it."""
    told = queries.retelling_for(request.member, pk)
    require(rules.may_ask(request.member, told), _("Others can be asked once this is told, and while it stands."))
    form = AskForm(queries.not_asked_yet(told, peers_of(request.member)), request.POST if request.method == "POST" else None)
    note = _looked_at(request, rules.all_words(told.kept, first=rules.first_is_shown(told.kept))) if request.method == "POST" and form.is_valid() else ""
    if request.method == "POST" and form.is_valid() and not note:
        verbs.ask_views(told, form.chosen, by=request.member)
        say(request, _("They are asked. They may say how they see it, or nothing."))
        return redirect("retelling", pk)
    veiled = bool(told.kept.get("veiled"))
    return page(request, "growth/retelling_ask.html", form=form, pk=pk, veiled=veiled, note=note, nav_now="you")


def _looked_at(request, text: str, before: str = ""):
    """What the privacy guard has to say, once; it never holds anything back."""
    return "" if request.POST.get("looked") else slot("words.look", request, (request.member.language, text, before))


@member_page(methods=("POST",))
def uninvite(request, pk, asked):
    verbs.uninvite(queries.retelling_for(request.member, pk), asked, by=request.member)
    say(request, _("The invitation is taken back."), undo=url("invite_again", pk, asked))
    return redirect("retelling", pk)


@member_page(methods=("POST",))
def invite_again(request, pk, asked):
    verbs.invite_again(queries.retelling_for(request.member, pk), asked, by=request.member)
    say(request, _("The invitation stands again."))
    return redirect("retelling", pk)


@member_page
def view(request, pk):
    """What somebody told again, and a box for how one sees it. Their words arrive privately."""
    one = queries.view_page(request.member, pk)
    form = ViewForm(request.POST if request.method == "POST" else None, initial={"view": one.view.words, "seen": one.view.version()})
    note = _looked_at(request, form.cleaned_data["view"], one.view.words or "") if request.method == "POST" and form.is_valid() else ""
    if request.method == "POST" and form.is_valid() and not note:
        rates.take(rates.RESPONSES, request.member.pk)
        try:
            written = verbs.write_view(one.view, form.cleaned_data["view"], seen=form.cleaned_data["seen"], by=request.member)
        except ChangedMeanwhile as changed:
            return _view_page(request, one, form.on_top_of(changed.now), meanwhile=changed.now.words or "")
        say(request, _("It is kept, and a person reads it first, because the space is quiet just now.") if written.held_at else _("It has reached them, and nobody else."))
        return redirect("view", pk)
    return _view_page(request, one, form, note)


def _view_page(request, one, form, note="", meanwhile=""):
    return page(request, "growth/view.html", one=one, form=form, note=note, meanwhile=meanwhile, nav_now="you")


@member_page(methods=("POST",))
def view_step_away(request, pk):
    """Decline, or take one's words back; nobody is told."""
    was_written = queries.view_for(request.member, pk).written_at is not None
    verbs.view_step_away(queries.view_for(request.member, pk), by=request.member)
    words = _("Your words are taken back.") if was_written else _("That is fine. Nobody is told.")
    say(request, words, undo=url("view_come_back", pk))
    return redirect("retellings")


@member_page(methods=("POST",))
def view_come_back(request, pk):
    verbs.view_come_back(queries.own_view(request.member, pk), by=request.member)
    say(request, _("You are back where you were."))
    return redirect("view", pk)
