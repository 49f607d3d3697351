"""One concern: its five steps, one of them open. What is handed in goes to the step that is open."""

from django.utils.translation import gettext as _

from cairn.base.pages import member_page, page, redirect, say
from cairn.repair import queries, verbs
from cairn.repair.forms import HappenedForm, HeardForm, HelpsForm, LineForm
from cairn.repair.models import Concern

FORMS = {Concern.HAPPENED: HappenedForm, Concern.HEAR: HeardForm, Concern.HELPS: HelpsForm}


@member_page
def concern(request, pk: int):
    one = queries.concern_page(request.member, pk)
    if request.method == "POST":
        return _written(request, one)
    return _shown(request, one, _form(one))


def _form(one, data=None):
    """The form of the open step, with what was kept before."""
    kind = FORMS.get(one.concern.step) if one.state == "walking" and one.side == "two" else None
    if kind is None:
        return None
    kept = {name: _kept(one, name) for name in kind.base_fields}
    return kind(data, initial=kept)


def _kept(one, name: str) -> str:
    written = one.mine.get({"understood": "hear", "would_help": "helps"}.get(name, name))
    return (written.words if written else "") or ""


def _shown(request, one, form):
    return page(request, f"repair/{_template(one)}.html", one=one, concern=one.concern, form=form, nav_now="you")


def _template(one) -> str:
    return {"asked": "asked", "waiting": "waiting", "ended": "ended"}.get(one.state, "concern")


def _written(request, one):
    form = _form(one, request.POST)
    if form is None:
        return redirect("concern", one.pk)
    if not form.is_valid():
        return _shown(request, one, form)
    said = _WRITE[one.concern.step](one.concern, form.cleaned_data, request)
    say(request, said)
    return redirect("concern", one.pk)


def _happened(concern, said, request) -> str:
    ready = request.POST.get("ready") == "yes"
    after = verbs.write_happened(concern, said, ready=ready, by=request.member)
    if after.step != Concern.HAPPENED:
        return _("You have both said that it may be read. The next step is open.")
    return _("It may be read, once the other says so of theirs too.") if ready else _("Kept. Nobody else reads it until you say so.")


def _heard(concern, said, request) -> str:
    verbs.write_heard(concern, said["understood"], by=request.member)
    return _("They read it now, and say whether that is it.")


def _helps(concern, said, request) -> str:
    verbs.write_helps(concern, said["would_help"], by=request.member)
    return _("Kept. Both are shown once both have written.")


_WRITE = {Concern.HAPPENED: _happened, Concern.HEAR: _heard, Concern.HELPS: _helps}


@member_page(methods=("POST",))
def concern_answer(request, pk: int):
    """Would you? Yes, or not now."""
    asked, yes = queries.concern_for(request.member, pk), request.POST.get("answer") == "yes"
    verbs.answer(asked, yes=yes, by=request.member)
    say(request, _("Thank you. Nothing begins in a hurry.") if yes else _("That is fine. Nobody is told why, and nobody asks you again."))
    return redirect("concern", pk) if yes else redirect("working_it_out")


@member_page(methods=("POST",))
def concern_say(request, pk: int):
    """To what the other wrote: yes, or not quite."""
    yes = request.POST.get("answer") == "yes"
    verbs.answer_step(queries.concern_for(request.member, pk), yes=yes, seen=request.POST.get("seen", ""), by=request.member)
    say(request, _("They are told.") if yes else _("They are told, kindly, and may try once more."))
    return redirect("concern", pk)


@member_page(methods=("POST",))
def concern_back(request, pk: int):
    """A week later."""
    after = verbs.answer_back(queries.concern_for(request.member, pk), yes=request.POST.get("answer") == "mended", by=request.member)
    say(request, _("It is mended.") if after.ended_as == "mended" else _("Thank you for saying how it is."))
    return redirect("concern", pk)


@member_page(methods=("POST",))
def concern_stop(request, pk: int):
    """One press, at any time."""
    verbs.stop(queries.concern_for(request.member, pk), by=request.member)
    say(request, _("It is put down. What you wrote is yours alone again."))
    return redirect("working_it_out")


@member_page
def repair_line(request, pk: int):
    """In words that both wrote, or the circle hears nothing."""
    one = queries.concern_page(request.member, pk)
    if not one.may_write_line:
        return redirect("concern", pk)
    form = LineForm(request.POST if request.method == "POST" else None, initial={"line": one.concern.line or ""})
    if request.method == "POST" and form.is_valid():
        verbs.write_line(one.concern, form.cleaned_data["line"], by=request.member)
        say(request, _("It waits for the other’s yes to exactly these words."))
        return redirect("concern", pk)
    return page(request, "repair/line.html", one=one, concern=one.concern, form=form, nav_now="you")


@member_page(methods=("POST",))
def line_agree(request, pk: int):
    verbs.agree_line(queries.concern_for(request.member, pk), seen=request.POST.get("seen", ""), by=request.member)
    say(request, _("Your circle reads it now, for a month."))
    return redirect("concern", pk)


@member_page(methods=("POST",))
def line_take_back(request, pk: int):
    verbs.take_back_line(queries.concern_for(request.member, pk), by=request.member)
    say(request, _("The line is taken back."))
    return redirect("concern", pk)
