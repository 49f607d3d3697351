"""What is begun: the list, keeping it while somebody writes, and letting it go."""

from django.http import Http404
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.ids import id_in
from cairn.base.jinja import url
from cairn.base.pages import member_page, page, redirect, say, told_beside
from cairn.base.times import hour_of
from cairn.shares import queries, rules, verbs
from cairn.shares.forms import ResponseForm, is_worth_keeping
from cairn.shares.models import Draft
from cairn.shares.pages.telling import form_of


@member_page(methods=("GET", "HEAD"))
def drafts(request):
    return page(request, "shares/drafts.html", nav_now="shares", drafts=queries.drafts_of(request.member))


@member_page
def draft_keep(request):
    """Called by the page while somebody writes a share; answers "Draft kept 14:02"."""
    form = form_of(request.member, request.POST)
    number = id_in(form.data.get("draft", ""))
    if request.method != "POST" or number is None:
        raise Http404
    return _kept(request, Draft.SHARE, number, form.typed(), f"{url('tell')}?draft={number}")


@member_page
def response_keep(request, pk):
    share = queries.share_for(request.member, pk)
    if request.method != "POST":
        raise Http404
    return _kept(request, Draft.RESPONSE, pk, ResponseForm(rules.kinds_offered(share), request.POST).typed(), f"{url('share', pk)}#answer")


def _kept(request, kind: str, about: int, typed: dict, address: str):
    if not is_worth_keeping(typed):
        return told_beside(request, "", address)
    verbs.keep_draft(kind=kind, about=about, fields=typed, by=request.member)
    return told_beside(request, _("Draft kept %(hour)s") % {"hour": hour_of(clock.now())}, address)


@member_page
def draft_drop(request, kind, about):
    if kind not in (Draft.SHARE, Draft.RESPONSE):
        raise Http404
    if request.method == "POST":
        verbs.drop_draft(kind=kind, about=about, by=request.member)
        say(request, _("The draft is gone."))
    return redirect("drafts")
