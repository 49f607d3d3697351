"""What hearing tells people, in words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.circles.models import Circle
from cairn.hearing.models import Ask
from cairn.hearing.queries import waiting_on_desk
from cairn.notices.words import words_for
from cairn.shares.models import Share


def connect() -> None:
    """Called by config/wiring/."""
    words_for("asked", _asked)
    words_for("waiting_on_desk", _waiting_on_desk)
    words_for("share_unheld", _share_unheld)
    words_for("share_urgent", _share_urgent)


def _asked(notices, viewer):
    """Only while it is still open: whoever was not needed any more is not told that they came late."""
    open_asks = Ask.objects.seen_by(viewer).open().filter(share__in=[notice.about for notice in notices])
    open_shares = set(open_asks.values_list("share", flat=True))
    said = _("Somebody could use a listener.")
    return {n.pk: (said, reverse("share", args=[n.about])) for n in notices if n.about in open_shares}


def _waiting_on_desk(notices, viewer):
    still = set(waiting_on_desk(viewer).filter(pk__in=[n.about for n in notices]).values_list("pk", flat=True))
    said = _("A share has been waiting for hours to be heard.")
    return {n.pk: (said, reverse("share", args=[n.about])) for n in notices if n.about in still}


def _share_unheld(notices, viewer):
    circles = Circle.objects.seen_by(viewer).in_bulk([n.about for n in notices])
    said = _("A share has been waiting for hours in %(circle)s. It may need somebody besides those who hold that circle.")
    return {
        n.pk: (said % {"circle": circles[n.about].name}, reverse("circle", args=[n.about]))
        for n in notices if n.about in circles
    }


def _share_urgent(notices, viewer):
    """For responders, and whoever holds the circle where none is on duty. Gone once somebody has answered."""
    still = Share.objects.seen_by(viewer).waiting_to_be_heard().filter(pk__in=[n.about for n in notices])
    said = _("Somebody may need a person now. Please look at this share first.")
    return {n.pk: (said, reverse("share", args=[n.about])) for n in notices if n.about in set(still.values_list("pk", flat=True))}
