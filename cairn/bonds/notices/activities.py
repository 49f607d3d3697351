"""Of something to do together: what it is called is a member's own words, and stands in no notice."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base.times import day
from cairn.bonds.models import Activity, Going
from cairn.members.models import Member
from cairn.notices.verbs import give_each
from cairn.notices.words import words_for
from cairn.shares.queries import Faces

_WORDS = {
    "activity_proposed": lambda name, at: _("%(name)s proposed something to do together, on %(day)s.") % {"name": name, "day": at},
    "activity_changed": lambda name, at: _("What %(name)s proposed has changed: it is on %(day)s now.") % {"name": name, "day": at},
    "activity_cancelled": lambda name, at: _("%(name)s called off what you wanted to do together, on %(day)s.") % {"name": name, "day": at},
    "activity_place": lambda name, at: _("A seat is yours now in what %(name)s proposed, on %(day)s.") % {"name": name, "day": at},
    "activity_soon": lambda name, at: _("What you do together with %(name)s is on %(day)s.") % {"name": name, "day": at},
    "activity_over": lambda name, at: _("Did you come to what %(name)s proposed? Only if you like to say.") % {"name": name},
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
    return {n.pk: _said(n.kind, rows[n.about], viewer, faces) for n in notices if n.about in rows and _fits(n.kind, rows[n.about], going)}


def _fits(kind: str, activity, going: set[int]) -> bool:
    if kind == "activity_cancelled":
        return activity.cancelled_at is not None
    stands = activity.cancelled_at is None and activity.held_at is None
    return stands and (kind == "activity_proposed" or activity.pk in going)


def _said(kind: str, activity, viewer, faces) -> tuple[str, str]:
    name = _("yourself") if activity.by_id == viewer.pk else faces.of(activity.circle_id, activity.by_id).name
    return _WORDS[kind](name, day(activity.starts_at)), reverse("activity", args=[activity.pk])
