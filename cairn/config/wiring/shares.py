"""What follows a share and its answers, what a report keeps of words, and the index."""

from cairn.base.happenings import after, inside
from cairn.base.slots import fill


def connect() -> None:
    _shares()
    _search()


def _shares() -> None:
    """Who hears of answers, of felt heard and of a story that moved somebody; who is hung up."""
    from cairn.circles.happenings import SeatLeft
    from cairn.members.happenings import Blocked, Distanced
    from cairn.shares import happenings, live, notices, verbs  # noqa: F401  the verbs bring what the clock does
    from cairn.shares.pages.reading import circle_shares

    live.connect()
    inside(Blocked, live.hang_up_blocked)
    inside(Distanced, live.hang_up_distanced)
    inside(SeatLeft, live.hang_up_left)
    notices.connect()
    inside(happenings.Responded, notices.answered)
    inside(happenings.FeltHeard, notices.felt_heard)
    inside(happenings.Encouraged, notices.moved_to_tell)
    fill("circle.shares", circle_shares)
    _reportable()


def _reportable() -> None:
    """What a report keeps the words of."""
    from cairn.circles import queries as circles
    from cairn.meetings import queries as meetings
    from cairn.safety.nouns import reportable
    from cairn.shares import queries as shares

    reportable("share", shares.share_as_it_stands)
    reportable("response", shares.response_as_it_stands)
    reportable("spoken", meetings.spoken_as_it_stands)
    reportable("member", circles.seat_as_it_stands)
    reportable("goodbye", circles.goodbye_as_it_stands)
    reportable("circle", circles.circle_as_it_stands)


def _search() -> None:
    """The index follows what is told, changed, taken back and erased; an act neither waits for it nor fails with it."""
    from cairn.base.keyring import when_destroyed
    from cairn.shares import happenings
    from cairn.shares.search import keeping, slots

    for changed in (happenings.ShareTold, happenings.ShareEdited, happenings.ShareWithdrawn, happenings.ShareBroughtBack):
        after(changed, keeping.follow)
    when_destroyed(keeping.forget_writer)
    fill("share.after", slots.told_something_like_it)
    fill("you.rows", slots.likeness_row)
