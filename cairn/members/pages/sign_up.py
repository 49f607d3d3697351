"""Coming in: five questions, one a page. The answers wait sealed in the session; nobody is a member
before the last. Going back and reloading lose nothing."""

import secrets

from django.http import JsonResponse
from django.utils.translation import gettext as _

from cairn.base import rates, stones
from cairn.base.acts import is_done
from cairn.base.pages import page, public, redirect, say
from cairn.base.rules import Refused
from cairn.base.times import hour_of
from cairn.members import names, passkeys, passwords, queries, rules, verbs
from cairn.members.arrival import arrive, has_gone_on
from cairn.base.devices import device_of
from cairn.members.forms import NameForm, StoneForm, WayBackForm

KEPT_FOR = 2 * 24 * 60 * 60  # seconds that half an answer waits
STEPS = ("sign_up", "sign_up_name", "sign_up_stone", "sign_up_agreement", "sign_up_way_back")


@public
def come_in(request, code: str):
    """An invitation's link. It is remembered, and used up only when somebody has come in."""
    invitation = queries.invitation_of(code)
    if invitation is None:
        return page(request, "members/no_invitation.html", status=404)
    request.session["invitation"] = code
    if request.member:
        return redirect("invited", code) if invitation.circle_id else redirect("today")
    return redirect("sign_up")


@public
def sign_up(request):
    """1: what this is and is not."""
    if request.member:
        return _already_in(request)
    if request.space.quiet_since:
        return page(request, "members/nobody_new.html")
    if not rules.may_come_in(request.space, _invitation(request)):
        return page(request, "members/by_invitation.html")
    if request.method == "POST":
        _keep(request, begun=True)
        return redirect("sign_up_name")
    return page(request, "members/sign_up.html", waits=rules.waits_at_the_door(request.space, _invitation(request)))


@public
def sign_up_name(request):
    """2: a chosen name."""
    if missing := _missing(request, 1):
        return missing
    form = NameForm(request.POST or None, initial=_answers(request))
    if request.method == "POST" and form.is_valid():
        _keep(request, name=form.cleaned_data["name"])
        return redirect("sign_up_stone")
    return page(request, "members/sign_up_name.html", form=form)


@public
def sign_up_stone(request):
    """3: a stone."""
    if missing := _missing(request, 2):
        return missing
    if "others" in request.GET or "stones" not in _answers(request):
        _keep(request, stones=secrets.token_hex(4))
        if request.method != "POST":
            return redirect("sign_up_stone")
    form = StoneForm(request.POST or None, initial=_answers(request), codes=_codes(_answers(request)))
    if request.method == "POST" and form.is_valid():
        _keep(request, stone=form.cleaned_data["stone"])
        return redirect("sign_up_agreement")
    return page(request, "members/sign_up_stone.html", form=form)


@public
def sign_up_agreement(request):
    """4: the agreement, in its sentences."""
    if missing := _missing(request, 3):
        return missing
    agreement = queries.agreement_of()
    changed = False
    if request.method == "POST":
        if agreement is None or request.POST.get("agreement") == str(agreement.pk):
            _keep(request, agreed=agreement.pk if agreement else 0)
            return redirect("sign_up_way_back")
        changed = True
    return page(request, "members/sign_up_agreement.html", agreement=agreement, changed=changed)


@public
def sign_up_ask(request):
    """Somebody wants to ask something first."""
    return page(request, "members/sign_up_ask.html")


@public
def sign_up_way_back(request):
    """5: how to come back. Then they are here."""
    if missing := _missing(request, 4):
        return missing
    if is_done():
        return redirect("codes")
    answers = _answers(request)
    if "suggested" not in answers:
        answers = _keep(request, suggested=names.suggested())
    form = WayBackForm(request.POST or None, initial={"sign_in_name": answers["suggested"]}, name=answers["name"])
    if request.method == "POST" and form.is_valid():
        return _come_in(request, form, sign_in_name=form.cleaned_data["sign_in_name"], password=form.cleaned_data["password"])
    return _way_back_page(request, form)


@public
def sign_up_passkey(request):
    """5, by passkey."""
    if missing := _missing(request, 4):
        return missing
    answers = _answers(request)
    form = WayBackForm(initial={"sign_in_name": answers.get("suggested", names.suggested())}, name=answers["name"])
    try:
        passkey = passkeys.new_from(request.session, request.POST.get("credential", ""), label=device_of(request.headers.get("User-Agent", "")))
    except passkeys.NotBelieved:
        return _way_back_page(request, form, passkey_failed=True)
    return _come_in(request, form, passkey=passkey)


@public(methods=("POST",))
def sign_up_passkey_options(request):
    if _missing(request, 4):
        return JsonResponse({}, status=409)
    return JsonResponse(passkeys.offer_new(request.session, space_name=request.space.name, name=_answers(request)["name"]))


def _come_in(request, form, **way):
    answers = _answers(request)
    if until := rates.waits(rates.SIGN_UPS, rates.place_of(request)):
        return _way_back_page(request, form, refused=_("Many people have come in from where you are. Please press once more at %(time)s; what you chose is kept.") % {"time": hour_of(until)}, status=429)
    rates.count(rates.SIGN_UPS, rates.place_of(request))
    try:
        member = verbs.come_in(
            name=answers["name"], stone=answers["stone"], languages=[request.space.language], zone=request.space.zone,
            invitation=_invitation(request), **way,
        )
    except Refused as refused:  # what was typed is kept
        form.is_valid()
        form.add_error(None, refused.sentence) if form.is_bound else None
        return _way_back_page(request, form, refused="" if form.is_bound else refused.sentence)
    except passwords.Busy:
        return _way_back_page(request, form, refused=_("Many people are coming in at this moment. Please wait a little and press once more."), status=503)
    codes = verbs.new_recovery_codes(by=member)
    arrive(request, member)
    request.session.update(codes=codes, arriving=True)
    say(request, _("You are in. Welcome."))
    return redirect("codes")


def _way_back_page(request, form, *, passkey_failed=False, refused="", status=200):
    return page(request, "members/sign_up_way_back.html", form=form, passkey_failed=passkey_failed, refused=refused, status=status)


def _answers(request) -> dict:
    return request.session.get("coming_in", {})


def _keep(request, **answers) -> dict:
    request.session["coming_in"] = {**_answers(request), **answers}
    request.session.set_expiry(KEPT_FOR)
    return request.session["coming_in"]


def _missing(request, step: int):
    """Where to go instead, when somebody is in already or a question before this one is open."""
    if request.member:
        return _already_in(request)
    if has_gone_on(request):
        return redirect("codes")
    if not rules.may_come_in(request.space, _invitation(request)):
        return redirect("sign_up")
    answered = ("begun", "name", "stone", "agreed")
    for number, answer in enumerate(answered[:step]):
        if answer not in _answers(request):
            return redirect(STEPS[number])
    return None


def _already_in(request):
    return redirect("codes" if "codes" in request.session else "today")


def _invitation(request):
    code = request.session.get("invitation", "")
    return queries.invitation_of(code) if code else None


def _codes(answers: dict) -> list[str]:
    """Twelve stones to pick from, and the one that was picked before."""
    offered = stones.choices(answers["stones"], 12)
    picked = answers.get("stone")
    return offered if picked in (None, *offered) else [picked, *offered[:11]]
