"""Of something to do together: what it is called is a member's own words, and stands in no notice."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.times import day_and_hour
from cairn.bonds.models import Activity, Going
from cairn.members.models import Member
from cairn.notices.verbs import give_each
from cairn.notices.words import words_for
from cairn.shares.queries import Faces

_WORDS = {
    "activity_proposed": lambda said: _("%(name)s proposed something to do together, on %(when)s.") % said,
    "activity_changed": lambda said: _("What %(name)s proposed has changed: it is on %(when)s now.") % said,
    "activity_cancelled": lambda said: _("%(name)s called off what you wanted to do together, on %(when)s.") % said,
    "activity_place": lambda said: _("A seat is yours now in what %(name)s proposed, on %(when)s.") % said,
    "activity_soon": lambda said: _("What you do together with %(name)s is on %(when)s.") % said,
    "activity_over": lambda said: _("Did you come to what %(name)s proposed? Only if you like to say.") % said,
}
# Whoever proposed it hears of nothing but these two.
_OWN_WORDS = {
    "activity_soon": lambda said: _("What you proposed to do together is on %(when)s.") % said,
    "activity_over": lambda said: _("Did you come to what you proposed? Only if you like to say.") % said,
}


def connect() -> None:
    """Called by config/wiring/."""
    for kind in _WORDS:
        words_for(kind, in_words)


def activity_moved(happening) -> None:
    """Not to those who are not shown the words of whoever proposed it."""
    by = Activity.system.get(pk=happening.activity_id).by_id
    hear = [pk for pk in happening.to if by == pk or by not in Member(pk=pk).unheard_ids]
    give_each(hear, f"activity_{happening.what}", happening.activity_id)


def in_words(notices, viewer) -> dict:
    """Left out where its moment has passed."""
    rows = Activity.objects.seen_by(viewer).in_bulk([notice.about for notice in notices])
    going = set(Going.objects.filter(member=viewer, activity__in=rows).values_list("activity", flat=True))
    faces = Faces({(one.circle_id, one.by_id) for one in rows.values()})
    return {n.pk: _said(n.kind, rows[n.about], viewer, faces) for n in notices if n.about in rows and _fits(n.kind, rows[n.about], viewer, going)}


def _fits(kind: str, activity, viewer, going: set[int]) -> bool:
    if activity.by_id == viewer.pk and kind not in _OWN_WORDS:
        return False
    if kind == "activity_cancelled":
        return activity.cancelled_at is not None
    stands = activity.cancelled_at is None and activity.held_at is None
    return stands and (kind == "activity_proposed" or activity.pk in going)


def _said(kind: str, activity, viewer, faces) -> tuple[str, str]:
    """With its hour, by the clock of whoever reads it."""
    words = _OWN_WORDS if activity.by_id == viewer.pk else _WORDS
    said = {"name": faces.of(activity.circle_id, activity.by_id).name, "when": day_and_hour(activity.starts_at)}
    return words[kind](said), reverse("activity", args=[activity.pk])
