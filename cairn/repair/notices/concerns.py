"""Between two, and who stands beside them. A name is said only where the page says it too."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.circles import queries as circles
from cairn.notices.verbs import give_each
from cairn.notices.words import words_for
from cairn.repair import rules
from cairn.repair.models import Beside, Concern

# ---- inside the act: who hears ----


def concern_moved(happening) -> None:
    give_each(happening.to, f"repair_{happening.what}", happening.concern_id)


def beside_moved(happening) -> None:
    give_each(happening.to, f"beside_{happening.what}", happening.beside_id)


# ---- when the list is read: in which words ----

# What is so while it lasts; a notice whose time has passed is left out.
_WITH_NAME = {
    "repair_asked": lambda name: _("%(name)s would like to work something out with you. You decide whether, and when.") % {"name": name},
    "repair_willing": lambda name: _("%(name)s would work it out with you. First there is a day apart.") % {"name": name},
    "repair_opened": lambda name: _("The next step between you and %(name)s is open.") % {"name": name},
    "repair_to_read": lambda name: _("%(name)s has written something for you to read, when you are ready.") % {"name": name},
    "repair_answered": lambda name: _("%(name)s has answered what you wrote.") % {"name": name},
    "repair_waiting": lambda name: _("What you and %(name)s began waits for you. There is time, and you may put it down.") % {"name": name},
    "repair_agreed": lambda name: _("You and %(name)s agree on what would help. In a week we ask how it is.") % {"name": name},
    "repair_back": lambda name: _("A week has passed. How is it now, between you and %(name)s?") % {"name": name},
    "repair_not_yet": lambda name: _("It takes one more week between you and %(name)s. That is all right.") % {"name": name},
    "repair_mended": lambda name: _("It is mended between you and %(name)s.") % {"name": name},
    "repair_line": lambda name: _("%(name)s has written a line for the circle. It is told only with your yes.") % {"name": name},
    "repair_line_told": lambda _name: _("Your circle can read the line that you both wrote."),
    "repair_proposed": lambda name: _("Somebody who holds your circle thinks that you and %(name)s might work something out.") % {"name": name},
}
_WITHOUT_NAME = {
    "repair_not_the_time": lambda: _("It is not the time to work out what you had in mind. It says nothing about you."),
    "repair_put_down": lambda: _("Something that you were working out was put down."),
    "repair_lapsed": lambda: _("Something that you were working out came to rest by itself."),
}
_BESIDE = {
    "beside_asked": lambda: _("Somebody would like you beside them while they work something out."),
    "beside_came": lambda: _("Somebody stands beside you now, in what you are working out."),
    "beside_not_now": lambda: _("Whom you asked to stand beside you cannot, this time."),
    "beside_left": lambda: _("Somebody who stood beside you has stepped back."),
}
_FITS = {
    "repair_asked": lambda viewer, c: rules.may_answer(viewer, c), "repair_proposed": lambda viewer, c: rules.may_answer(viewer, c),
    "repair_mended": lambda _viewer, c: c.ended_as == rules.MENDED, "repair_line": lambda _viewer, c: c.line is not None and c.line_agreed_at is None,
    "repair_line_told": lambda _viewer, c: c.line_agreed_at is not None,
}


def of_concern(notices, viewer) -> dict:
    rows = Concern.objects.seen_by(viewer).select_related("by", "other").filter(pk__in=[notice.about for notice in notices])
    concerns = {concern.pk: concern for concern in rows if rules.may_see(viewer, concern)}
    return {n.pk: _said(n.kind, concerns[n.about], viewer) for n in notices if n.about in concerns and _fits(n.kind, concerns[n.about], viewer)}


def _fits(kind: str, concern, viewer) -> bool:
    if kind in _WITHOUT_NAME:
        return concern.ended_at is not None
    return _FITS[kind](viewer, concern) if kind in _FITS else rules.is_walking(concern)


def _said(kind: str, concern, viewer) -> tuple[str, str]:
    href = reverse("concern", args=[concern.pk])
    if kind in _WITHOUT_NAME:
        return _WITHOUT_NAME[kind](), href
    if not rules.is_one_of_two(viewer, concern):
        return _("Something moved in what you stand beside."), href
    person = circles.people_in(concern.circle_id, [rules.other_id(concern, viewer.pk)]).get(rules.other_id(concern, viewer.pk))
    return _WITH_NAME[kind](person.name if person else _("Somebody")), href


def of_beside(notices, viewer) -> dict:
    besides = Beside.objects.select_related("concern", "concern__by", "concern__other").in_bulk([notice.about for notice in notices])
    return {n.pk: (_BESIDE[n.kind](), _address(n.kind, besides[n.about])) for n in notices if n.about in besides and _concerns(n.kind, besides[n.about], viewer)}


def _concerns(kind: str, beside, viewer) -> bool:
    concern = beside.concern
    if not rules.is_walking(concern):
        return False
    if kind == "beside_asked":
        return beside.member_id == viewer.pk and beside.yes is None and not viewer.blocked_ids & set(rules.the_two(concern))
    return rules.is_one_of_two(viewer, concern) and rules.may_see(viewer, concern)


def _address(kind: str, beside) -> str:
    return reverse("beside", args=[beside.pk]) if kind == "beside_asked" else reverse("concern", args=[beside.concern_id])


def connect() -> None:
    for kind in (*_WITH_NAME, *_WITHOUT_NAME):
        words_for(kind, of_concern)
    for kind in _BESIDE:
        words_for(kind, of_beside)
