"""Buddies: the wish, one proposal at a time, the pair."""

from django.utils.translation import gettext as _

from cairn.base.jinja import url
from cairn.base.languages import names_of
from cairn.base.pages import member_page, page, redirect, say
from cairn.base.rules import ChangedMeanwhile
from cairn.bonds import prompts
from cairn.bonds.forms.buddies import WishForm
from cairn.bonds.queries import buddies as queries
from cairn.bonds.rules import buddies as rules
from cairn.bonds.verbs import buddies as verbs
from cairn.circles.queries import peers_of
from cairn.members import queries as members
from cairn.shares.queries import shares_between


@member_page(methods=("GET", "HEAD"))
def buddies(request):
    return page(request, "bonds/buddies.html", now=queries.buddies_page(request.member), nav_now="you")


@member_page
def buddy_wish(request):
    """Said once, and to be changed at any time."""
    member = request.member
    said, peers = queries.said_by(member, queries.wish_of(member)), [peer for peer in peers_of(member) if peer.circle_id]
    form = WishForm(request.POST if request.method == "POST" else None, peers=peers, initial=_as_said(said))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.wish(by=member, **form.said(said.kept.get("rather_not")))
        except ChangedMeanwhile as changed:
            return _wish_page(request, form.on_top_of(changed.now), peers, meanwhile=changed.now)
        say(request, _("It is kept.") if said.wish else _("It is kept. Proposals come once a day, in the afternoon."))
        return redirect("buddies")
    return _wish_page(request, form, peers)


def _as_said(said) -> dict:
    kept = said.kept
    return {
        "interests": said.interests, "stage": kept.get("stage", []), "experience": kept.get("experience", False),
        "rather_not": list(kept.get("rather_not", {})), "nudge": said.nudge, "seen": said.version(),
    }


def _wish_page(request, form, peers, meanwhile=None):
    """`meanwhile`: how the wish stands, where it was changed elsewhere while somebody filled this in."""
    now, stands = WishForm(peers=peers), _as_said(meanwhile) if meanwhile else {}
    chosen = [(now[name].label, _labels(now.fields[name], stands[name])) for name in ("interests", "stage", "rather_not")] if meanwhile else []
    ticked = [now[name].label for name in ("experience", "nudge") if stands.get(name)]
    return page(
        request, "bonds/buddy_wish.html", form=form, hours=members.hours.in_words(request.member.hours), languages=names_of(request.member.languages),
        meanwhile=meanwhile, chosen=chosen, ticked=ticked, nav_now="you",
    )


def _labels(field, values) -> list[str]:
    return [str(label) for value, label in field.choices if value in values]


@member_page(methods=("POST",))
def buddy_rest(request):
    verbs.rest(by=request.member)
    say(request, _("You rest for four weeks. Nobody is proposed to you, nor you to anybody."), undo=url("buddy_look_again"))
    return redirect("buddies")


@member_page(methods=("POST",))
def buddy_look_again(request):
    verbs.look_again(by=request.member)
    say(request, _("Proposals come once a day, in the afternoon."))
    return redirect("buddies")


@member_page(methods=("POST",))
def buddy_withdraw(request):
    verbs.withdraw_wish(by=request.member)
    say(request, _("Your wish is taken back, and what you said in it is gone."))
    return redirect("buddies")


@member_page(methods=("POST",))
def buddy_answer(request, pk: int):
    proposal, yes = queries.proposal_for(request.member, pk), request.POST.get("answer") == "yes"
    pair = verbs.answer(proposal, yes=yes, by=request.member)
    if pair is not None:
        say(request, _("You both said yes."))
        return redirect("buddy", pair.pk)
    words = _("You said yes. If they do too, you both hear of it.") if yes else _("Not now, then. Nobody is told.")
    say(request, words, undo=url("buddy_think_again", pk))
    return redirect("buddies")


@member_page(methods=("POST",))
def buddy_think_again(request, pk: int):
    verbs.think_again(queries.proposal_for(request.member, pk), by=request.member)
    return redirect("buddies")


@member_page(methods=("GET", "HEAD"))
def buddy(request, pk: int):
    """The page of two. While the pair is at rest, for whatever reason, it names nobody."""
    pair = queries.together_for(request.member, pk)
    if pair is None:
        return page(request, "bonds/at_rest.html", nav_now="you")
    return page(request, "bonds/buddy.html", pair=pair, prompt=prompts.first_for(pk), told=shares_between(request.member, pair.person.id), nav_now="you")


@member_page(methods=("POST",))
def buddy_end(request, pk: int):
    pair = verbs.end_pair(queries.pair_for(request.member, pk), by=request.member)
    say(request, _("You are not buddies any more. No reason is given, and none is needed."), undo=url("buddy_take_back_end", pk, rules.code_of_end(pair, request.member.pk)))
    return redirect("buddies")


@member_page(methods=("POST",))
def buddy_take_back_end(request, pk: int, code: str):
    verbs.take_back_end(queries.pair_for(request.member, pk), code, by=request.member)
    say(request, _("You are buddies, as before."))
    return redirect("buddy", pk)
