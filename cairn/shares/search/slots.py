"""What the index has to say on other pages."""

from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup

from cairn.base.slots import piece
from cairn.shares import rules
from cairn.shares.models import ME
from cairn.shares.search import meanings
from cairn.shares.search.asking import stories_like
from cairn.shares.search.index import IndexRests


def told_something_like_it(request, share) -> Markup | str:
    """Beneath a share, for its author alone."""
    if share is None or not share.is_by(request.member) or not rules.stands(share) or share.audience == ME:
        return ""
    try:
        stories = stories_like(share, request.member)
    except IndexRests:
        return ""
    return piece("shares/_told_like_it.html", {"stories": stories})


def likeness_row(request, _noun) -> Markup | str:
    """On the You page, where the operator has turned it on."""
    if meanings.meaning() is None:
        return ""
    now = _("Stories compared by what they mean") if request.member.likeness_since else _("By words alone")
    return piece("shares/_row.html", {"what": _("Stories like yours"), "now": now, "href": reverse("likeness")})
