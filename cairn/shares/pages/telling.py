"""Telling a share: write, look it over, share; change it or take it back at any time."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.ids import id_in, new_id
from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile, require
from cairn.shares import queries, rules, verbs, words
from cairn.shares.forms import EditForm, TellForm, is_worth_keeping
from cairn.shares.models import LISTENING, ME, STONE, Draft
from cairn.shares.pages.looking import words_looked_at


@member_page
def tell(request):
    """Four questions on one page. Everything typed is kept as a draft, so the next page begins from it."""
    if request.method != "POST":
        return _tell_page(request, form_of(request.member, initial=_begun(request)))
    form = form_of(request.member, request.POST)
    kept = _keep(form, request.member)
    if kept and request.POST.get("step") == "keep":
        say(request, _("Draft kept."))
        return redirect(f"{url('tell')}?draft={kept.about}")
    if kept and form.is_valid():
        return redirect("look_over", kept.about)
    if form.is_valid():  # short once cleaned, but more was typed than a draft holds
        form.add_error("text", _("This is more than can be kept at once. Could you make it shorter, or tell it in two parts?"))
    return _tell_page(request, form)


def form_of(member, *args, **more) -> TellForm:
    return TellForm(queries.audiences_of(member), *args, languages=queries.languages_to_tell_in(member), **more)


def _begun(request) -> dict:
    """What the form begins with: a draft that is gone on with, or what the address suggests."""
    number = request.GET.get("draft", "")
    if number:
        return _draft(request.member, number).typed
    return {
        "draft": new_id(), "need": LISTENING, "shown_as": STONE,
        "audience": next((f"{to}:{request.GET[to]}" for to in ("circle", "buddy") if request.GET.get(to)), ME),
        "prompt": request.GET.get("prompt", ""),
        "moved_by": request.GET.get("moved_by", ""), "thank": True,
    }


def _draft(member, number) -> Draft:
    return found(queries.draft_of(member, found(id_in(number))))


def _keep(form, member) -> Draft | None:
    """Keep what was typed, right or wrong, under the draft's own number; nothing typed is nothing to keep."""
    typed = form.typed()
    if not is_worth_keeping(typed) or "draft" in form.errors:
        return None
    return verbs.keep_draft(kind=Draft.SHARE, about=form.cleaned_data["draft"], fields=typed, by=member)


def _tell_page(request, form):
    moved_by = _moved_by(request.member, form["moved_by"].value())
    begun = [draft for draft, _share in queries.drafts_of(request.member) if draft.kind == Draft.SHARE]
    others = [draft for draft in begun if str(draft.about) != str(form["draft"].value())]
    return page(
        request, "shares/tell.html", nav_now="shares", form=form, moved_by=moved_by, begun=others,
        prompt=words.prompt_words(form["prompt"].value()), hints={one.value: one.hint for one in form.audiences.values()},
    )


def _moved_by(member, pk):
    """The share of somebody else's that moved this writer to tell theirs, when they may still see it."""
    if not id_in(pk) or queries.is_own(member, id_in(pk)):
        return None
    return queries.excerpt_for(member, id_in(pk))


@member_page
def look_over(request, number):
    """The share as others will see it, before anybody does; from here it is told."""
    draft = queries.draft_of(request.member, number)
    if draft is None:
        return _told_or_gone(request, number)
    form = form_of(request.member, draft.typed)
    if not form.is_valid():
        return _tell_page(request, form)
    if request.method == "POST":
        return _tell(request, form)
    return page(
        request, "shares/look_over.html", nav_now="shares", number=number, moved_by=_thanked(request.member, form),
        told=queries.preview(verbs.compose(by=request.member, **form.told()), request.member),
        lock=form.audiences[form.cleaned_data["audience"]].lock,
    )


def _told_or_gone(request, number):
    """A second press arrives after the draft has become a share: dropping what is gone only asks
    whether this form was answered before, and then its first answer is given."""
    if request.method == "POST":
        verbs.drop_draft(kind=Draft.SHARE, about=number, by=request.member)
    return redirect("drafts")


def _thanked(member, form):
    return _moved_by(member, form.cleaned_data["moved_by"]) if form.cleaned_data["thank"] else None


def _tell(request, form):
    moved_by = _thanked(request.member, form)
    rates.take(rates.SHARES, request.member.pk)
    share = verbs.tell(
        by=request.member, encouraged_by=queries.share_for(request.member, moved_by.id) if moved_by else None,
        thank=bool(moved_by), draft=form.cleaned_data["draft"], **form.told(),
    )
    say(request, words.read_first() if share.held_at else _("It is kept, for you alone.") if share.audience == ME else _("It is told."))
    return redirect("share", share.pk)


@member_page
def edit(request, pk):
    """Change what was told. When it was changed elsewhere meanwhile, both are shown and nothing is lost."""
    share = queries.share_for(request.member, pk)
    require(rules.may_edit(request.member, share), _("Only the person who told this can change it, and only while it stands."))
    if request.method != "POST":
        return _edit_page(request, share, EditForm(initial=_as_told(share)))
    form = EditForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, share, form)
    note = words_looked_at(request, share.language, form.cleaned_data["text"], share.text) if share.audience != ME else ""
    if note:
        return _edit_page(request, share, form, note=note)
    try:
        verbs.edit(share, by=request.member, **form.cleaned_data)
    except ChangedMeanwhile as changed:
        return _edit_page(request, changed.now, form.on_top_of(changed.now), changed_meanwhile=True)
    say(request, _("Your words are changed."))
    return redirect("share", pk)


def _as_told(share) -> dict:
    return {
        "text": share.text, "need": share.need, "note_topics": [str(pk) for pk in share.note_topics],
        "note_words": share.note_words or "", "seen": share.version(),
    }


def _edit_page(request, share, form, changed_meanwhile=False, note=""):
    return page(
        request, "shares/edit.html", nav_now="shares", share=share, form=form, changed_meanwhile=changed_meanwhile, note=note,
        audience=words.audience_words(share),
    )


@member_page
def withdraw(request, pk):
    """Ask once, then take it back."""
    share = queries.share_for(request.member, pk)
    require(rules.may_withdraw(request.member, share), _("Only the person who told this can take it back."))
    if request.method != "POST":
        return page(request, "shares/withdraw.html", nav_now="shares", share=share)
    verbs.withdraw(share, by=request.member)
    say(request, _("You took it back. For ten minutes you can bring it back."), undo=url("bring_back", pk), undo_label=_("Bring it back"))
    return redirect("shares")


@member_page
def bring_back(request, pk):
    share = queries.share_for(request.member, pk)
    if request.method == "POST":
        verbs.bring_back(share, by=request.member)
        say(request, _("It is back, with its answers."))
    return redirect("share", pk)
