"""As a circle closes together."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.bonds.models import Closing
from cairn.bonds.rules import endings as rules
from cairn.notices.verbs import give_each
from cairn.notices.words import words_for

_WORDS = {
    "closing_begun": lambda name: _("%(circle)s closes together. There is a last round, and room for a word of yours.") % {"circle": name},
    "closing_soon": lambda name: _("The last round of %(circle)s ends tomorrow. You can leave a word, or pass.") % {"circle": name},
    "closing_stopped": lambda name: _("%(circle)s goes on after all.") % {"circle": name},
    "closing_closed": lambda name: _("%(circle)s has closed. The page with everybody’s words is there for you to keep.") % {"circle": name},
}


def connect() -> None:
    """Called by config/wiring/."""
    for kind in _WORDS:
        words_for(kind, in_words)


def closing_moved(happening) -> None:
    give_each(happening.to, f"closing_{happening.what}", happening.closing_id)


def in_words(notices, viewer) -> dict:
    """Left out where its moment has passed."""
    rows = Closing.objects.seen_by(viewer).select_related("circle").in_bulk([notice.about for notice in notices])
    return {n.pk: _said(n.kind, rows[n.about]) for n in notices if n.about in rows and _fits(n.kind, rows[n.about])}


def _fits(kind: str, closing) -> bool:
    if kind == "closing_stopped":
        return closing.stopped_at is not None
    return (closing.ended_at is not None) if kind == "closing_closed" else rules.is_open(closing)


def _said(kind: str, closing) -> tuple[str, str]:
    href = reverse("circle", args=[closing.circle_id]) if kind == "closing_stopped" else reverse("closing", args=[closing.pk])
    return _WORDS[kind](closing.circle.name or ""), href
