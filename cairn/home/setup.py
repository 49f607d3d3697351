"""Set-up: the first coordinator answers one group of questions a page, and then the space is there.

The answers wait sealed in the session: going back, reloading and erring lose nothing. The link from
the command line stands in every address and is used up by the last page alone.
"""

import secrets

from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import crypto, stones
from cairn.base.pages import page, public, redirect, say
from cairn.base.rules import Refused
from cairn.home import set_up_words as words
from cairn.home import verbs
from cairn.home.space_forms import (
    DOOR_HINTS, AgreementForm, CountryForm, CoverForm, DoorForm, HelplinesForm, PlaceForm, TopicsForm, WhatForm,
)
from cairn.members import names, passkeys
from cairn.members import verbs as members
from cairn.members.arrival import arrive
from cairn.members.forms import NameForm, StoneForm, WayBackForm
from cairn.members.middleware import before_setup
from cairn.members.models import SetupLink
from cairn.safety import queries as safety

KEPT_FOR = 2 * 24 * 60 * 60  # seconds that half an answer waits
STEPS = ("place", "what", "agreement", "topics", "country", "helplines", "cover", "door", "you", "stone", "way_in")


@before_setup
@public
def not_yet(request):
    """Before set-up, every address leads here."""
    if request.space:
        return redirect("today")
    return page(request, "home/not_yet.html")


@before_setup
@public
def set_up(request, code: str):
    """The one-time link. It leads to the first question that is still open."""
    if gone := _link_is_gone(request, code):
        return gone
    open_steps = [step for step in STEPS if step not in _answers(request)]
    if request.method == "GET" and len(open_steps) == len(STEPS):
        return page(request, "home/set_up.html", code=code)
    return redirect("set_up_step", code, open_steps[0])


@before_setup
@public
def set_up_step(request, code: str, step: str):
    if gone := _link_is_gone(request, code):
        return gone
    if step not in STEPS:
        raise Http404
    missing = next((before for before in STEPS[: STEPS.index(step)] if before not in _answers(request)), None)
    if missing:
        return redirect("set_up_step", code, missing)
    return _way_in(request, code) if step == "way_in" else _ask(request, code, step)


@before_setup
@public(methods=("POST",))
def set_up_passkey_options(request, code: str):
    answers = _answers(request)
    if _link_is_gone(request, code) or "you" not in answers:
        return JsonResponse({}, status=409)
    offered = passkeys.offer_new(request.session, space_name=answers["place"]["name"], name=answers["you"]["name"])
    return JsonResponse(offered)


def _link_is_gone(request, code: str):
    """Where to go instead, when the space is there already or the link is not good."""
    if request.space:
        return redirect("today")
    if not SetupLink.objects.filter(digest=crypto.digest("set-up", code)).exists():
        return page(request, "home/set_up_gone.html", status=404)
    return None


def _ask(request, code: str, step: str):
    """One question: shown with what was answered before or with good words; kept when answered."""
    form = _form(request, step, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _keep(request, step, form.chosen() if step == "helplines" else form.cleaned_data)
        return redirect("set_up_step", code, STEPS[STEPS.index(step) + 1])
    return _page(request, code, step, form)


def _form(request, step: str, data):
    answers = _answers(request)
    if step == "helplines":
        return HelplinesForm(data, lines=answers.get(step, _suggested_lines(answers)), initial={"confirmed": step in answers})
    if step == "stone":
        return StoneForm(data, initial=answers.get(step), codes=_stones(request))
    makers = {
        "place": PlaceForm, "what": WhatForm, "agreement": AgreementForm, "topics": TopicsForm, "country": CountryForm,
        "cover": CoverForm, "door": DoorForm, "you": NameForm,
    }
    return makers[step](data, initial=answers.get(step, _begin_with(step)))


def _begin_with(step: str) -> dict:
    return {
        "place": {"language": "en", "zone": "UTC"},
        "what": {"what_it_is": words.WHAT_IT_IS, "what_it_is_not": words.WHAT_IT_IS_NOT},
        "agreement": {"agreement_text": "\n".join(map(str, words.AGREEMENT))},
        "topics": {"topics": "\n".join(map(str, words.TOPICS))},
        "cover": {"cover": words.COVER},
        "door": {"door": "approval", "adults_only": words.ADULTS_ONLY},
    }.get(step, {})


def _suggested_lines(answers: dict) -> list[dict]:
    found = safety.suggested(answers["country"]["country"])
    return found.lines if found else []


def _page(request, code: str, step: str, form, *, status=200, **more):
    at = STEPS.index(step)
    return page(
        request, f"home/set_up_{step}.html", form=form, code=code, step=at + 1, of=len(STEPS), status=status,
        back=reverse("set_up_step", args=[code, STEPS[at - 1]]) if at else "", **_beside(request, step, form), **more,
    )


def _beside(request, step: str, form) -> dict:
    if step == "helplines":
        country = _answers(request)["country"]["country"]
        return {
            "country": safety.country_name(country), "suggested": safety.suggested(country), "errors": form.has_errors,
        }
    return {"hints": DOOR_HINTS} if step == "door" else {}


def _stones(request) -> list[str]:
    if "stones" not in request.session or "others" in request.GET:
        request.session["stones"] = secrets.token_hex(4)
    offered = stones.choices(request.session["stones"], 12)
    picked = _answers(request).get("stone", {}).get("stone")
    return offered if picked in (None, *offered) else [picked, *offered[:11]]


# ---- the last page: a way in, and then everything at once ----


def _way_in(request, code: str):
    answers = _answers(request)
    request.session.setdefault("suggested", names.suggested())
    signing_in = request.method == "POST" and "credential" not in request.POST
    form = WayBackForm(
        request.POST if signing_in else None, name=answers["you"]["name"], initial={"sign_in_name": request.session["suggested"]}
    )
    if signing_in and form.is_valid():
        return _make_the_space(request, code, form, **form.cleaned_data)
    if request.method == "POST" and not signing_in:
        return _by_passkey(request, code, form)
    return _page(request, code, "way_in", form, passkey_failed=False, refused="")


def _by_passkey(request, code: str, form):
    try:
        passkey = passkeys.new_from(request.session, request.POST.get("credential", ""))
    except passkeys.NotBelieved:
        return _page(request, code, "way_in", form, passkey_failed=True, refused="")
    return _make_the_space(request, code, form, passkey=passkey)


def _make_the_space(request, code: str, form, **way):
    answers = _answers(request)
    try:
        coordinator = verbs.set_up(
            code, space=_space_of(answers), lines=answers["helplines"],
            name=answers["you"]["name"], stone=answers["stone"]["stone"], **way,
        )
    except Refused as refused:
        return _page(request, code, "way_in", form, passkey_failed=False, refused=refused.sentence, status=403)
    codes = members.new_recovery_codes(by=coordinator)
    arrive(request, coordinator)
    request.session.update(codes=codes, arriving=True)
    say(request, _("The space is there, and you are in it."))
    return redirect("codes")


def _space_of(answers: dict) -> dict:
    return {
        **answers["place"], **answers["what"], **answers["agreement"], **answers["cover"], **answers["door"],
        "topics": answers["topics"]["topics"].splitlines(), "country": answers["country"]["country"],
    }


def _answers(request) -> dict:
    return request.session.get("set_up", {})


def _keep(request, step: str, answer) -> None:
    answers = {**_answers(request), step: answer}
    if step == "country" and _answers(request).get("country") != answer:
        answers.pop("helplines", None)  # another country's lines are never carried over
    request.session["set_up"] = answers
    request.session.set_expiry(KEPT_FOR)
