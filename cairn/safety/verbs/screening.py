"""Screening what a member writes for words that may mean danger. Called inside every verb by which a member writes.

    screen("share", share.pk, text, by=by, told=True, named=True, where=_("to everyone here"), href="/shares/7")

What follows is by the table of nouns in the promises: what is told to others brings the writer's card and alerts
responders; what is private (told=False) brings the card alone, and a responder only on the writer's own tap.
"""

import logging

from django.db import transaction

from cairn.base import next_page
from cairn.safety import signals
from cairn.safety.verbs.heeding import language_of
from cairn.safety.verbs.raising import bring_for_review, call_first, raise_alert

log = logging.getLogger("cairn.safety")


def screen(noun: str, noun_id: int, text: str | None, *, by, told: bool, named: bool = True, where: str = "", href: str = "") -> None:
    """Read `text`, which `by` has just written into this noun, in the caller's transaction, once the row is saved
    and what follows it has been told. It never blocks, delays or changes the writing, and never makes it fail.

    `told`: somebody else can read it. `named` False: it is shown as "someone", and the alert goes without the name.
    `where` says in our words where it stands ("in Tuesday circle"), never who wrote it; `href` leads to it, for
    those who may see it. Drafts and plans are not screened. The journal calls it with told=False while it is open.
    """
    try:
        found = signals.read(text or "", language_of(by))
        if found:
            with transaction.atomic():  # what goes wrong here takes nothing of the act with it
                _follow(found, noun, noun_id, text, by, told, named, str(where), href)
    except Exception as error:  # by type alone: its message may hold words
        log.error("screening stumbled: %s", type(error).__name__)


def _follow(found, noun, noun_id, text, by, told, named, where, href) -> None:
    if found.method and told:
        bring_for_review(noun, noun_id, text, by=by, where=where, href=href)
    if found.about_other:
        if not found.method:
            next_page.leave("care", {"kind": "helper", "back": href})
        return
    alert = raise_alert(noun, noun_id, text, tier=found.tier, by=by, named=named, where=where, href=href) if told else None
    next_page.leave("care", {"kind": "author", "alert": str(alert.pk) if alert else "", "back": href})
    if alert:
        call_first(alert, by)
