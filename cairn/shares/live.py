"""Who may listen to a share's stream, what moves on it, and when it is hung up."""

from types import SimpleNamespace

from django.template.loader import render_to_string
from django.utils import translation

from cairn.circles.models import Seat
from cairn.live.streams import Moved, only_fetch_again, stream_kind
from cairn.live.verbs import hang_up
from cairn.members.queries import the_space
from cairn.shares import queries
from cairn.shares.models import Share


def connect() -> None:
    """Called by config/wiring/."""
    stream_kind("share", may_listen=may_listen, draw=draw)


def may_listen(member, share_id: int) -> bool:
    """Whoever may read the share."""
    return Share.objects.seen_by(member).filter(pk=share_id).exists()


def draw(event) -> Moved | None:
    """Signals are drawn once for all who watch; for the rest each page fetches what it may see, because
    an answer shows different buttons, zones and languages to different people."""
    if event.kind != "signals":
        return only_fetch_again(event)
    signalled = queries.signalled_for_nobody(int(event.stream.partition(":")[2]))
    if signalled is None:
        return only_fetch_again(event)
    shown, members = signalled
    # The one who took a signal back is shown no more, but their own page still has to change.
    return Moved(event.number, event.kind, _signalled(shown), members | {event.data["member"]})


def _signalled(signals) -> str:
    with translation.override(the_space().language):
        return render_to_string("shares/_signalled.html", {"told": SimpleNamespace(signals=signals)})


def hang_up_blocked(happening) -> None:
    """Both come back only to what they may still see."""
    hang_up(happening.blocker_id)
    hang_up(happening.blocked_id)


def hang_up_distanced(happening) -> None:
    """A page that was open comes back without the other's words. A mute is not for the other's pages to feel."""
    hang_up(happening.member_id)
    if happening.both:
        hang_up(happening.other_id)


def hang_up_left(happening) -> None:
    """A seat was left: the circle's shares are no longer theirs to follow."""
    hang_up(Seat.system.values_list("member_id", flat=True).get(pk=happening.seat_id))
