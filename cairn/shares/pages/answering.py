"""Answering a share: respond, signal, change or take back an answer, say that one felt heard."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile, require
from cairn.base.slots import slot
from cairn.shares import queries, rules, verbs, words
from cairn.shares.forms import EditResponseForm, ResponseForm, is_worth_keeping
from cairn.shares.models import Draft
from cairn.shares.pages.looking import words_looked_at
from cairn.shares.pages.reading import show_share


@member_page
def respond(request, pk):
    """Answer, or keep what was begun. Rooms above may have a word before it is sent, once; they never hold it back."""
    told = queries.share_page(request.member, pk)
    if request.method != "POST":
        return redirect("share", pk)
    form = ResponseForm(rules.kinds_offered(told.share), request.POST)
    if request.POST.get("step") == "keep" and is_worth_keeping(form.typed()):
        verbs.keep_draft(kind=Draft.RESPONSE, about=pk, fields=form.typed(), by=request.member)
        say(request, _("Draft kept."))
        return redirect("share", pk, at="answer")
    if not form.is_valid():
        return show_share(request, told, form)
    note = slot("response.look", request, (told.share, form.cleaned_data, set(request.POST.getlist("looked"))))
    if note:
        return page(request, "shares/look_before_you_send.html", nav_now="shares", told=told, form=form, note=note)
    rates.take(rates.RESPONSES, request.member.pk)
    response = verbs.respond(told.share, **form.cleaned_data, by=request.member)
    said = words.read_first() if response.held_at else _("Your answer is there.")
    say(request, said, undo=url("withdraw_response", response.pk), undo_label=_("Take it back"))
    return redirect("share", pk, at=f"r{response.pk}")


@member_page
def signal(request, pk):
    """Toggle a quiet signal; a script asks for the changed part alone."""
    share = queries.share_for(request.member, pk)
    if request.method == "POST":
        verbs.signal(share, request.POST.get("signal", ""), by=request.member)
        if request.headers.get("X-Fragment") == "signals":
            return page(request, "shares/share_moving.html", told=queries.share_page(request.member, pk))
    return redirect("share", pk, at="signals")


@member_page
def edit_response(request, pk):
    response = queries.response_for(request.member, pk)
    require(rules.may_edit_response(request.member, response), _("Only the person who wrote this can change it, and only while it stands."))
    if request.method != "POST":
        return _edit_page(request, response, EditResponseForm(initial={"text": response.text, "seen": response.version()}))
    form = EditResponseForm(request.POST)
    if not form.is_valid():
        return _edit_page(request, response, form)
    note = words_looked_at(request, response.share.language, form.cleaned_data["text"], response.text)
    if note:
        return _edit_page(request, response, form, note=note)
    try:
        verbs.edit_response(response, by=request.member, **form.cleaned_data)
    except ChangedMeanwhile as changed:
        return _edit_page(request, changed.now, form.on_top_of(changed.now), changed_meanwhile=True)
    say(request, _("Your words are changed."))
    return redirect("share", response.share_id, at=f"r{pk}")


def _edit_page(request, response, form, changed_meanwhile=False, note=""):
    return page(
        request, "shares/edit_response.html", nav_now="shares", response=response, form=form, changed_meanwhile=changed_meanwhile, note=note,
    )


@member_page
def withdraw_response(request, pk):
    response = queries.response_for(request.member, pk)
    if request.method == "POST":
        verbs.withdraw_response(response, by=request.member)
        say(request, _("You took your answer back."), undo=url("bring_back_response", pk), undo_label=_("Bring it back"))
    return redirect("share", response.share_id, at="answers")


@member_page
def bring_back_response(request, pk):
    response = queries.response_for(request.member, pk)
    if request.method == "POST":
        verbs.bring_back_response(response, by=request.member)
        say(request, _("Your answer is back."))
    return redirect("share", response.share_id, at=f"r{pk}")


@member_page(methods=("POST",))
def let_be_seen(request, pk):
    response = queries.response_for(request.member, pk)
    verbs.let_be_seen(response, by=request.member)
    say(request, _("Others who read your share can see this answer now."))
    return redirect("share", response.share_id, at=f"r{pk}")


@member_page
def feel_heard(request, pk):
    response = queries.response_for(request.member, pk)
    if request.method == "POST":
        felt = verbs.feel_heard(response, by=request.member)
        say(request, _("They will know that you felt heard.") if felt else _("The mark is taken back."))
    return redirect("share", response.share_id, at=f"r{pk}")
