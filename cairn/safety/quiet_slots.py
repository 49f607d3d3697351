"""What quiet mode puts on other rooms' pages: a calm line for everybody, and the press for those who look after the space."""

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from cairn.base.slots import piece
from cairn.safety.verbs import any_waits


def calm_line(request, _noun=None):
    space = getattr(request, "space", None) if request else None
    return piece("safety/_quiet_line.html", {}) if space and space.quiet_since else ""


def why_held(_request, held: tuple[str, int]) -> Markup | str:
    """What stands by somebody's own words (their noun, their id) that are held: by nobody's decision, while they are new
    and the space is quiet."""
    return escape(_("This waits until somebody has read it, as everything does that people who are new write just now.")) if any_waits(held[0], [held[1]]) else ""


def on_desk(request, _noun=None):
    """For coordinators and responders."""
    member = request.member
    if not (member.is_coordinator or member.is_responder):
        return ""
    return piece("safety/_quiet.html", {"quiet": request.space.quiet_since}, request)
