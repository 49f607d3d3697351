"""What the space says of itself, for the coordinator to change; and who can see what, for everybody."""

from django.http import Http404
from django.utils.translation import gettext as _

from cairn.base.languages import names_of
from cairn.base.pages import coordinator_page, page, public, redirect, say
from cairn.home import verbs
from cairn.home.queries.seen import parts_for
from cairn.home.space_forms import (
    DOOR_HINTS, AgreementForm, CountryForm, CoverForm, DoorForm, HelplinesForm, KeepingForm, LettersForm, PlaceForm, TopicsForm, WhatForm,
)
from cairn.members import queries as members
from cairn.members import verbs as member_verbs
from cairn.safety import queries as safety
from cairn.safety import verbs as safety_verbs

PARTS = {"place": PlaceForm, "what": WhatForm, "cover": CoverForm, "door": DoorForm, "keeping": KeepingForm, "letters": LettersForm}


@coordinator_page
def space(request):
    door = dict(DoorForm.base_fields["door"].choices)[request.space.door]
    return page(
        request, "home/space.html", door=door, agreement=members.agreement_of(), topics=members.topics(), nav_now="you",
        language=names_of([request.space.language])[0], lines=safety.helplines(), country=safety.country_name(request.space.country),
    )


@coordinator_page
def space_change(request, part: str):
    """One group of questions, as at set-up."""
    if part not in PARTS:
        raise Http404
    now = {column: getattr(request.space, column) for column in PARTS[part].base_fields}
    form = PARTS[part](request.POST if request.method == "POST" else None, initial=now)
    if request.method == "POST" and form.is_valid():
        verbs.change_space(**form.cleaned_data, by=request.member)
        return _kept(request)
    return page(request, "home/space_change.html", form=form, part=part, hints=DOOR_HINTS, nav_now="you")


@coordinator_page
def space_agreement(request):
    """A new version: people are asked again when they next need to be."""
    in_force = members.agreement_of()
    now = in_force.text if in_force else ""
    form = AgreementForm(request.POST if request.method == "POST" else None, initial={"agreement_text": now})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["agreement_text"] != now:
            member_verbs.new_agreement(form.cleaned_data["agreement_text"], by=request.member)
        return _kept(request)
    return page(request, "home/space_change.html", form=form, part="agreement", hints={}, nav_now="you")


@coordinator_page
def space_topics(request):
    now = "\n".join(topic.name for topic in members.topics())
    form = TopicsForm(request.POST if request.method == "POST" else None, initial={"topics": now})
    if request.method == "POST" and form.is_valid():
        verbs.change_topics(form.cleaned_data["topics"].splitlines(), by=request.member)
        return _kept(request)
    return page(request, "home/space_change.html", form=form, part="topics", hints={}, nav_now="you")


@coordinator_page
def space_country(request):
    """Nothing changes before the lines of the new country have been looked up."""
    form = CountryForm(request.POST if request.method == "POST" else None, initial={"country": request.space.country})
    if request.method == "POST" and form.is_valid():
        return redirect("space_helplines", form.cleaned_data["country"] or "none")
    return page(request, "home/space_change.html", form=form, part="country", hints={}, nav_now="you")


@coordinator_page
def space_helplines(request, country: str):
    """The lines of this country; those in force when it is the space's own."""
    chosen = "" if country == "none" else country
    if chosen and not safety.country_name(chosen):
        raise Http404
    suggested = safety.suggested(chosen)
    form = HelplinesForm(request.POST if request.method == "POST" else None, lines=_lines(request, chosen, suggested))
    if request.method == "POST" and form.is_valid():
        safety_verbs.set_helplines(chosen, form.chosen(), by=request.member)
        return _kept(request)
    own = chosen == request.space.country and safety.helplines()
    return page(
        request, "home/space_helplines.html", form=form, country=safety.country_name(chosen), nav_now="you",
        suggested=None if own else suggested, own=bool(own), errors=form.has_errors,
    )


def _lines(request, country: str, suggested) -> list[dict]:
    in_force = safety.helplines() if country == request.space.country else []
    kept = [{"name": line.name, "kind": line.kind, "number": line.number, "word": line.word, "note": line.note} for line in in_force]
    return kept or (suggested.lines if suggested else [])


def _kept(request):
    say(request, _("It is kept, and stands everywhere from now on."))
    return redirect("space")


@public
def who_sees(request):
    """Who can see what, as it is set now; with one's own circles where somebody is signed in."""
    return page(request, "home/who_sees.html", parts=parts_for(request.member, request.space))
