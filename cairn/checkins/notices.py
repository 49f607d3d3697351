"""Who hears of a check-in: a buddy it was told to. A circle is given no notice: what was told there stands on its page
and on Today for a few days, so that somebody who tells often fills nobody's list (docs/decisions/0021-check-ins.md)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.checkins import rules
from cairn.checkins.queries import told_lately
from cairn.notices.verbs import give
from cairn.notices.words import words_for

TOLD = "checkin_told"


def connect() -> None:
    """Called by config/wiring/."""
    words_for(TOLD, told_words)


def told_a_buddy(happening) -> None:
    give(happening.reader_id, TOLD, happening.told_id)


def told_words(notices, viewer) -> dict:
    """While it can be read on Today; of several by one person, the latest."""
    if all(notice.at < clock.now() - rules.SHOWN_FOR for notice in notices):
        return {}
    told = {one.pk: one.person.name for one in told_lately(viewer) if one.circle_id is None}
    return {
        notice.id: (_("%(name)s told you how it is.") % {"name": told[notice.about]}, reverse("today") + "#how-it-is")
        for notice in notices if notice.about in told
    }
