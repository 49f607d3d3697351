"""Witness lines: ask for one, write one, read one and keep it or let it go."""

from django.utils.translation import gettext as _

from cairn.base import rates
from cairn.base.jinja import url
from cairn.base.pages import found, member_page, page, redirect, say
from cairn.base.slots import slot
from cairn.circles import queries as circles
from cairn.growth.forms.witness import InviteForm, OfferForm, WitnessForm
from cairn.growth.queries import witness as queries
from cairn.growth.rules import witness as rules
from cairn.growth.verbs import witness as verbs


@member_page(methods=("GET", "HEAD"))
def witness_lines(request):
    """Who asked me, whom I asked, what I wrote."""
    return page(request, "growth/witness_lines.html", nav_now="you", lines=queries.witness_lines(request.member))


@member_page
def witness_invite(request):
    peers = circles.peers_of(request.member)
    form = InviteForm(request.POST if request.method == "POST" else None, peers=peers)
    if request.method == "POST" and form.is_valid():
        rates.take(rules.INVITING, request.member.pk)
        peer = found(next((one for one in peers if one.value == form.cleaned_data["peer"]), None))
        line = verbs.invite_witness(peer, by=request.member)
        say(request, _("They are asked. They may write, or leave it; either is fine."), undo=url("witness_not_asked", line.pk))
        return redirect("path")
    return page(request, "growth/witness_invite.html", nav_now="you", form=form, peers=peers)


@member_page(methods=("POST",))
def witness_not_asked(request, pk: int):
    verbs.not_asked(queries.invitation_of(request.member, pk), by=request.member)
    say(request, _("It is taken back."))
    return redirect("path")


@member_page
def witness_write(request):
    """A line that nobody asked for; ?to= chooses whom it is about."""
    peers = circles.peers_of(request.member)
    form = OfferForm(request.POST, peers=peers) if request.method == "POST" else OfferForm(peers=peers, initial={"peer": request.GET.get("to", "")})
    note = ""
    if request.method == "POST" and form.is_valid():
        note = _looked_at(request, form.cleaned_data["line"])
        if not note:
            return _offered(request, form, peers)
    return page(request, "growth/witness_write.html", nav_now="you", form=form, peers=peers, note=note, line=None, person=None)


def _offered(request, form, peers):
    rates.take(rules.WRITING, request.member.pk)
    peer = found(next((one for one in peers if one.value == form.cleaned_data["peer"]), None))
    line = verbs.offer_witness(peer, words=form.cleaned_data["line"], by=request.member)
    say(request, _written(line, peer.name))
    return redirect("witness", line.pk)


def _looked_at(request, words: str):
    """The privacy guard's word before it is sent, once."""
    language = (request.member.languages or [request.member.language])[0]
    return "" if request.POST.get("looked") else slot("words.look", request, (language, words, ""))


def _written(line, name: str) -> str:
    if line.held_at:
        return _("It is kept, and a person reads it before others see it, because the space is quiet just now.")
    return _("%(name)s can read it now. Nobody else can.") % {"name": name}


@member_page
def witness(request, pk: int):
    """One line, for one of its two: to be written, to be read, or as it stands."""
    one = queries.witness_page(request.member, pk)
    if one.state != "asked":
        return page(request, "growth/witness.html", nav_now="you", one=one)
    form, note = WitnessForm(request.POST if request.method == "POST" else None), ""
    if request.method == "POST" and form.is_valid():
        note = _looked_at(request, form.cleaned_data["line"])
        if not note:
            rates.take(rules.WRITING, request.member.pk)
            line = verbs.write_invited(one.line, words=form.cleaned_data["line"], by=request.member)
            say(request, _written(line, one.person.name))
            return redirect("witness", pk)
    return page(request, "growth/witness_write.html", nav_now="you", form=form, line=one.line, person=one.person, note=note, peers=[])


@member_page(methods=("POST",))
def witness_decline(request, pk: int):
    verbs.decline_witness(queries.own_line(request.member, pk), by=request.member)
    say(request, _("Left. Nobody is told."), undo=url("witness_bring_back", pk))
    return redirect("witness_lines")


@member_page(methods=("POST",))
def witness_accept(request, pk: int):
    verbs.accept_witness(queries.line_for(request.member, pk), by=request.member)
    say(request, _("It stands on your path, for you alone."), undo=url("witness_let_go", pk), undo_label=_("Let it go"))
    return redirect("path", at="path")


@member_page(methods=("POST",))
def witness_let_go(request, pk: int):
    verbs.let_go_of_witness(queries.own_line(request.member, pk), by=request.member)
    say(request, _("It is let go. Nobody is told."), undo=url("witness_bring_back", pk))
    return redirect("path")


@member_page(methods=("POST",))
def witness_bring_back(request, pk: int):
    verbs.bring_witness_back(queries.own_line(request.member, pk), by=request.member)
    say(request, _("It is there again."))
    return redirect("witness", pk)


@member_page
def witness_take_back(request, pk: int):
    """Ask once: the words are gone then, for both."""
    one = queries.witness_page(request.member, pk)
    found(one.state == "mine" or None)
    if request.method != "POST":
        return page(request, "growth/witness_take_back.html", nav_now="you", one=one)
    verbs.take_witness_back(one.line, by=request.member)
    say(request, _("Your line is taken back, and gone."))
    return redirect("witness_lines")
