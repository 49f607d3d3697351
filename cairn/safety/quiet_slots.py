"""What quiet mode puts on other rooms' pages: a calm line for everybody, and the press for those who look after the space."""

from cairn.base.slots import piece


def calm_line(request, _noun=None):
    space = getattr(request, "space", None) if request else None
    return piece("safety/_quiet_line.html", {}) if space and space.quiet_since else ""


def on_desk(request, _noun=None):
    """For coordinators and responders."""
    member = request.member
    if not (member.is_coordinator or member.is_responder):
        return ""
    return piece("safety/_quiet.html", {"quiet": request.space.quiet_since}, request)
