"""What is between two members."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.members.happenings import Blocked, Distanced
from cairn.members.models import Apart, Block, Member


@act
def block(other: Member, *, seen_as: str = "", by: Member) -> None:
    """From now on neither sees the other. Nobody is told. `seen_as` is the name the list shows. Tells Blocked, for streams to hang up."""
    require(other.pk != by.pk, _("You cannot block yourself."))
    row, new = Block.objects.get_or_create(blocker=by, blocked=other)
    by.__dict__.pop("around", None)
    if new:
        _name(row, seen_as)
        tell(Blocked(by.pk, other.pk))


@act
def unblock(other: Member, *, by: Member) -> None:
    """Take back one's own block; the other's, if there is one, stays."""
    Block.objects.filter(blocker=by, blocked=other).delete()
    by.__dict__.pop("around", None)


@act
def mute(other: Member, *, seen_as: str = "", by: Member) -> None:
    """From now on the other's words are not shown to `by`; theirs are shown to the other as before."""
    _keep_apart(by, other, Apart.MUTE, seen_as)


@act
def take_a_break(member: Member, other: Member, *, until: datetime, seen_as: str = "", by: Member) -> None:
    """Until then neither of the two is shown the other's words. `by` is one of them, or whoever holds a
    conversation between them that begins with a breath apart. A longer break stays as long as it was."""
    require(until > clock.now(), _("A break ends at a time to come."))
    row = _keep_apart(member, other, Apart.BREAK, seen_as)
    if row.until is None or row.until < until:
        Apart.objects.filter(pk=row.pk).update(until=until)


@act
def restrict(other: Member, *, seen_as: str = "", by: Member) -> None:
    """What the other answers to `by` from now on is seen by the two of them alone, until `by` lets it be seen."""
    _keep_apart(by, other, Apart.RESTRICT, seen_as)


@act
def end_distance(other: Member, kind: str, *, by: Member) -> None:
    """Take back one's own mute, break or restriction. Answers that were kept back stay so, each for itself."""
    Apart.objects.filter(member=by, other=other, kind=kind).delete()
    by.__dict__.pop("around", None)


def _keep_apart(member: Member, other: Member, kind: str, seen_as: str) -> Apart:
    require(other.pk != member.pk, _("This is about somebody else."))
    row, new = Apart.objects.get_or_create(member=member, other=other, kind=kind)
    if new:
        _name(row, seen_as)
    for somebody in (member, other):
        somebody.__dict__.pop("around", None)
    tell(Distanced(member.pk, other.pk, kind == Apart.BREAK))
    return row


def _name(row, seen_as: str) -> None:
    """What is sealed is bound to its row, so the row is there first."""
    if seen_as:
        row.seen_as = seen_as
        row.save(update_fields=["seen_as"])


@clock.due("breaks that are over", every=timedelta(hours=1))
def forget_breaks() -> None:
    """Past their time they hide nothing any more; here they leave the lists."""
    Apart.objects.filter(kind=Apart.BREAK, until__lte=clock.now()).delete()
