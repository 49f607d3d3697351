"""Quiet mode, in one press and back in one press."""

from django.utils.translation import gettext as _

from cairn.base.jinja import url
from cairn.base.pages import page, redirect, responder_page, say
from cairn.safety import queries, verbs


@responder_page(methods=("GET", "HEAD"))
def quiet(request):
    """What it does, whether it is on, and what waits to be read."""
    return page(request, "safety/quiet.html", waits=bool(queries.newcomers_words(request.member)))


@responder_page(methods=("POST",))
def quiet_begin(request):
    verbs.begin_quiet(by=request.member)
    say(request, _("It is quiet now: nobody new comes in, and newcomers’ words are read first."), undo=url("quiet_end"), undo_label=_("Undo"))
    return redirect("quiet")


@responder_page(methods=("POST",))
def quiet_end(request):
    verbs.end_quiet(by=request.member)
    say(request, _("It is open again."))
    return redirect("quiet")
