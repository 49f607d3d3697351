"""Your cairn: its stones, laying one, who knows of it; and a victory that somebody else told."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile
from cairn.base.slots import slot
from cairn.growth.forms.victories import ChangeForm, LayForm, LineForm, TellForm
from cairn.growth.queries import victories as queries
from cairn.growth.verbs import victories as verbs
from cairn.members.rules import is_paused


@member_page(methods=("GET", "HEAD"))
def cairn(request):
    kept = queries.cairn_of(request.member)
    return page(request, "growth/cairn.html", kept=kept, in_words=queries.in_words(kept), nav_now="you")


@member_page(methods=("GET", "HEAD"))
def cairn_drawing(request, which: str):
    """One's own, and only that: the same address shows each member theirs, and nothing keeps it."""
    found(which if which in ("newest", "path") else None)
    return HttpResponse(queries.drawn(request.member, newest=which == "newest"), content_type="image/svg+xml")


@member_page
def victory_lay(request):
    hearers = [] if is_paused(request.member) else queries.who_could_know(request.member)[0]
    form = LayForm(hearers, queries.next_stones(request.member), request.POST if request.method == "POST" else None)
    note = ""
    if request.method == "POST" and form.is_valid():
        note = looked_at(request, form.cleaned_data["words"]) if form.chosen() else ""
        if not note:
            rates.take(rates.VICTORIES, request.member.pk)
            laid = verbs.lay_victory(form.cleaned_data["words"], form.cleaned_data["stone"], hearers=form.chosen(), by=request.member)
            say(request, _said(laid, _("It lies on your cairn.")), undo=url("victory_let_go", laid.pk), undo_label=_("Take it away again"))
            return redirect("cairn")
    return page(request, "growth/victory_lay.html", form=form, note=note, nav_now="you")


def looked_at(request, words: str, before: str = ""):
    """What the privacy guard says about words that others will read, once; it holds nothing back."""
    language = (request.member.languages or [request.member.language])[0]
    return "" if request.POST.get("looked") else slot("words.look", request, (language, words, before))


def _said(written, sentence: str) -> str:
    if written.held_at:
        return _("It is kept. While many new people are writing here, somebody reads it before others do.")
    return sentence


@member_page(methods=("GET", "HEAD"))
def victory(request, pk: int):
    """One's own with everything one can do; somebody else's with the box for a line."""
    if own := queries.own_if_it_stands(request.member, pk):
        return page(request, "growth/victory.html", one=own, nav_now="you")
    return show_told(request, queries.victory_told(request.member, pk, request.GET.get("in", "")), LineForm())


def show_told(request, told, form, note=""):
    return page(request, "growth/victory_told.html", told=told, form=form, note=note, nav_now="circles" if told.circle else "today")


@member_page
def victory_change(request, pk: int):
    one, row = queries.victory_of(request.member, pk), queries.own_victory(request.member, pk)
    form = ChangeForm(request.POST if request.method == "POST" else None, initial={"words": one.words, "seen": row.version()})
    note, changed_meanwhile = "", False
    if request.method == "POST" and form.is_valid():
        note = looked_at(request, form.cleaned_data["words"], one.words) if one.who else ""
        if not note:
            try:
                say(request, _said(verbs.change_victory(row, **form.cleaned_data, by=request.member), _("It is changed.")))
                return redirect("victory", pk)
            except ChangedMeanwhile as changed:
                form, changed_meanwhile = form.on_top_of(changed.now), True
    return page(request, "growth/victory_change.html", one=one, form=form, note=note, changed_meanwhile=changed_meanwhile, nav_now="you")


@member_page
def victory_tell(request, pk: int):
    """Who knows of it, from now on."""
    one, row = queries.victory_of(request.member, pk), queries.own_victory(request.member, pk)
    hearers, known = queries.who_could_know(request.member, row)
    form = TellForm(hearers, request.POST if request.method == "POST" else None, initial={"knows": known, "seen": queries.known_now(row).version()})
    note, changed_meanwhile = "", False
    if request.method == "POST" and form.is_valid():
        added = any(hearer.value not in known for hearer in form.chosen())
        note = looked_at(request, one.words) if added else ""
        if not note:
            try:
                told = verbs.tell_victory(row, form.chosen(), seen=form.cleaned_data["seen"], by=request.member)
                say(request, _said(told, _("Told.") if form.chosen() else _("It is yours alone again.")))
                return redirect("victory", pk)
            except ChangedMeanwhile as changed:
                form, changed_meanwhile = form.on_top_of(changed.now), True
    return page(request, "growth/victory_tell.html", one=one, form=form, note=note, changed_meanwhile=changed_meanwhile, nav_now="you")


@member_page(methods=("POST",))
def victory_let_go(request, pk: int):
    verbs.let_victory_go(queries.own_victory(request.member, pk), by=request.member)
    say(request, _("You let it go. For ten minutes you can bring it back."), undo=url("victory_bring_back", pk), undo_label=_("Bring it back"))
    return redirect("cairn")


@member_page(methods=("POST",))
def victory_bring_back(request, pk: int):
    verbs.bring_victory_back(queries.own_victory(request.member, pk), by=request.member)
    say(request, _("It lies on your cairn again."))
    return redirect("cairn")
