"""People come in, are let in, and what moves their open pages."""

from cairn.base.happenings import inside


def connect() -> None:
    """Who hears of somebody at the door, and of being let in."""
    from cairn.members import happenings, notices

    notices.connect()
    inside(happenings.CameIn, notices.tell_coordinators)
    inside(happenings.LetIn, notices.tell_let_in)
