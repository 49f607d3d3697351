"""What retelling puts on other pages: a quiet link on one's own older share, a question beside the path, rows on the
You page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base import clock
from cairn.base.slots import piece
from cairn.growth.rules.retelling import OLD_ENOUGH


def under_own_share(request, share) -> Markup | str:
    """For its writer alone, once it is some weeks old."""
    if request is None or not share.is_by(request.member) or share.withdrawn_at or share.told_at is None:
        return ""
    if share.told_at > clock.now() - OLD_ENOUGH:
        return ""
    return piece("growth/_retell_link.html", {"href": reverse("retell_from", args=["share", share.pk])})


def beside_path(request, _noun=None) -> Markup:
    """Beside the path: the month that is far enough away, for who was here then. It asks for nothing and looks nothing up."""
    then = timezone.localtime(clock.now() - timedelta(weeks=5))
    was_here = (request.member.welcomed_at or request.member.joined_at) < then
    return piece("growth/_path_retell.html", {"month": date_format(then, "F") if was_here else ""}, request)


def you_rows(_request, _member) -> Markup:
    rows = [
        (_("Told again"), _("What you tell differently now, beside how you told it then"), reverse("retellings")),
        (_("A small book"), _("Your own story, to read, print or keep"), reverse("book")),
    ]
    return piece("growth/_retelling_rows.html", {"rows": rows})
