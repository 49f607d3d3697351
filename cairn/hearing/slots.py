"""What hearing says on the pages of lower rooms."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import piece
from cairn.hearing import queries
from cairn.hearing.rules import may_widen


def how_it_goes(request, share) -> Markup | str:
    """Beneath a share, for its author alone: who has been asked, in words. Its element is there without
    words too, so that an open page can let them go once it was heard."""
    if share is None or not share.is_by(request.member):
        return ""
    sentence = queries.how_it_goes(share)
    offered = sentence and may_widen(request.member, share) and queries.was_brought(share)
    return piece("hearing/_how_it_goes.html", {"sentence": sentence, "widen": reverse("widen", args=[share.pk]) if offered else ""})


def why_you_were_asked(request, share) -> Markup | str:
    """Beneath a share, for whoever was asked to hear it: why, and "not this time". Notices, letters and browsers lead
    here. For others its element is there as well, so that an open page can let the words go."""
    if share is None or share.is_by(request.member):
        return ""
    asked = queries.asked_of(request.member, share)
    why = queries.why_asked(asked, request.member) if asked else ""
    return piece("hearing/_why_asked.html", {"why": why, "ask_id": asked.ask_id if asked else 0}, request)


def what_to_expect(_request, share) -> Markup | str:
    """Before it is told: how long it usually takes here, true as it stands."""
    sentence = queries.what_to_expect(share)
    return piece("hearing/_expect.html", {"sentence": sentence}) if sentence else ""


def promise_row(request, _noun) -> Markup:
    """Where the space says what it is: the coordinator's way to where the promise is at risk."""
    row = {"what": _("Being heard"), "now": _("Who listens here, and where listeners are missing"), "href": reverse("promise"), "see": True}
    return piece("hearing/_row.html", row)


def listening_row(request, _noun) -> Markup:
    """On the You page: the way to the listening settings."""
    row = {"what": _("Listening"), "now": _said(queries.listener_of(request.member)), "href": reverse("listening")}
    return piece("hearing/_row.html", row)


def _said(listener) -> str:
    if listener is None:
        return _("Not asked to listen")
    return _("Resting this week") if queries.is_resting(listener) else _("You may be asked to listen")
