"""Who hears of invitations and views. A name is said as it is known where they were asked; words never."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.growth.queries.views import names_of_views
from cairn.notices.verbs import give
from cairn.notices.words import words_for

# ---- inside the act: who hears ----


def view_asked(happening) -> None:
    give(happening.to, "view_asked", happening.view_id)


def view_written(happening) -> None:
    give(happening.to, "view_written", happening.view_id)


# ---- when the list is read: in which words ----


def of_views(notices, viewer) -> dict:
    """Left out where the invitation is no longer open, or the words are no longer there for the viewer."""
    known = names_of_views(viewer, {notice.about for notice in notices})
    return {n.pk: _said(*known[n.about]) for n in notices if n.about in known and known[n.about][2] == (n.kind == "view_written")}


def _said(name: str, leads_to: int, is_written: bool) -> tuple[str, str]:
    if is_written:
        return _("%(name)s has written how they see what you told again.") % {"name": name}, reverse("retelling", args=[leads_to])
    return _("%(name)s asks how you see something they have told again.") % {"name": name}, reverse("view", args=[leads_to])


def connect() -> None:
    for kind in ("view_asked", "view_written"):
        words_for(kind, of_views)
