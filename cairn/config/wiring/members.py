"""People come in, are let in, and what moves their open pages."""

from cairn.base.acts import asked_of_whoever_acts
from cairn.base.happenings import inside


def connect() -> None:
    """Who hears of somebody at the door, and of being let in."""
    from cairn.members import happenings, notices, rules

    asked_of_whoever_acts(rules.require_still_here)
    notices.connect()
    inside(happenings.CameIn, notices.tell_coordinators)
    inside(happenings.LetIn, notices.tell_let_in)
