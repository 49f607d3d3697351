"""What is between two members."""

from django.utils.translation import gettext as _

from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.members.happenings import Blocked
from cairn.members.models import Block, Member


@act
def block(other: Member, *, by: Member) -> None:
    """From now on neither sees the other. Nobody is told. Tells Blocked, for streams to hang up."""
    require(other.pk != by.pk, _("You cannot block yourself."))
    _block, new = Block.objects.get_or_create(blocker=by, blocked=other)
    by.__dict__.pop("around", None)
    if new:
        tell(Blocked(by.pk, other.pk))


@act
def unblock(other: Member, *, by: Member) -> None:
    """Take back one's own block; the other's, if there is one, stays."""
    Block.objects.filter(blocker=by, blocked=other).delete()
    by.__dict__.pop("around", None)
