"""Who hears that a buddy told a small victory, and that a line arrived. Never with its words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.growth.models import Recognition, Victory, VictoryTold
from cairn.notices.verbs import give, give_each
from cairn.notices.words import words_for
from cairn.shares.queries.faces import Faces

SHOWN, RECOGNISED = "victory_shown", "recognised"


def connect() -> None:
    """Called by config/wiring/."""
    words_for(SHOWN, shown_words)
    words_for(RECOGNISED, recognised_words)


# ---- inside the act: who hears


def victory_shown(happening) -> None:
    give_each(happening.to, SHOWN, happening.victory_id)


def recognised(happening) -> None:
    line = Recognition.system.get(pk=happening.recognition_id)
    give(line.to_id, RECOGNISED, line.pk)


# ---- when the list is read: in which words


def shown_words(notices, viewer) -> dict:
    """While it is told to them, and stands."""
    standing = Victory.objects.seen_by(viewer).filter(pk__in=[notice.about for notice in notices], gone_at=None, held_at=None)
    told = dict(VictoryTold.objects.filter(reader=viewer, victory__in=standing).values_list("victory", "victory__member"))
    faces = Faces({(None, writer) for writer in told.values()})
    return {
        n.pk: (_("%(name)s told you of a small victory.") % {"name": faces.of(None, told[n.about]).name}, reverse("victory", args=[n.about]))
        for n in notices if n.about in told
    }


def recognised_words(notices, viewer) -> dict:
    """By the name they have where the line was written."""
    rows = Recognition.objects.seen_by(viewer).standing().filter(to=viewer, pk__in=[notice.about for notice in notices])
    places = {pk: (circle, by) for pk, circle, by in rows.values_list("pk", "circle", "by")}
    faces = Faces(set(places.values()))
    return {
        n.pk: (_("%(name)s wrote a line to you.") % {"name": faces.of(*places[n.about]).name}, reverse("recognitions") + f"#line-{n.about}")
        for n in notices if n.about in places
    }
