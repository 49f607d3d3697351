"""Who may do what with a victory, and with a line that recognises somebody."""

from datetime import timedelta

from cairn.base import clock, crypto
from cairn.circles.models import Circle
from cairn.circles.rules import sits
from cairn.members.rules import is_paused
from cairn.shares.models import CIRCLE
from cairn.shares.rules import may_tell_to

UNDO_FOR = timedelta(minutes=10)


def may_tell_victory(member, hearer) -> bool:
    """A circle as a share may be told there; a buddy. Somebody paused keeps it for themselves."""
    if is_paused(member):
        return False
    return hearer.circle_id is None or may_tell_to(member, CIRCLE, Circle.system.filter(pk=hearer.circle_id).first())


def may_change_victory(member, victory, *, told: bool) -> bool:
    """Its own words, while it stands; what others read is not written by somebody paused."""
    return victory.member_id == member.pk and victory.gone_at is None and not (told and is_paused(member))


def may_recognise(member, victory) -> bool:
    """Somebody else's, once it was read (queries decide on that)."""
    return victory.member_id != member.pk and victory.gone_at is None and victory.held_at is None


def may_put_on_wall(member, recognition) -> bool:
    """Whoever received it, in a circle where they sit."""
    circle = recognition.circle
    return recognition.to_id == member.pk and circle is not None and circle.closed_at is None and sits(member, circle)


def is_past_undo(gone) -> bool:
    return gone.gone_at <= clock.now() - UNDO_FOR


def mark_of_gone(recognition, member) -> str:
    """Known only to the one of the two who let it go: by it they, and not the other, can bring it back."""
    return crypto.digest("line let go", f"{recognition.pk}:{member.pk}:{recognition.gone_at.isoformat()}")[:40]
