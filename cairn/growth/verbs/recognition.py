"""A line from one member to another: written, kept, put on a circle's wall, taken down, let go, taken back."""

from datetime import timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles.models import Circle
from cairn.growth.happenings.victories import Recognised
from cairn.growth.models import Recognition, Victory
from cairn.growth.rules import victories as rules
from cairn.members.models import Member
from cairn.safety.verbs import hold_newcomer, is_read_first, screen


@act
def recognise(victory, words: str, *, circle: Circle | None, by) -> Recognition:
    """One line about what somebody told. `circle` is where it was read; None between buddies. Each writes one."""
    victory = _read(victory, by)
    require(rules.may_recognise(by, victory), _("This is for somebody else’s small victory."))
    require(not _has_written(by, victory), _("You have written a line for this already."))
    return _write(words, to=victory.member, victory=victory, circle=circle, by=by)


@act
def see_peer(peer, words: str, *, by) -> Recognition:
    """"I see you", without a victory: to somebody of one's circle, or a buddy (a circles.queries.Peer)."""
    to = Member.objects.here().filter(pk=peer.member_id).first()
    require(to is not None, _("They are not here any more."))
    circle = Circle.system.get(pk=peer.circle_id) if peer.circle_id else None
    return _write(words, to=to, victory=None, circle=circle, by=by)


def _read(victory, by) -> Victory:
    """As `by` may still read it; two lines at once are one."""
    found = Victory.objects.seen_by(by).filter(pk=victory.pk).select_related("member").select_for_update(of=("self",)).first()
    if found is None:
        raise Http404
    return found


def _has_written(by, victory) -> bool:
    return Recognition.system.filter(by=by, victory=victory, gone_at=None).exists()


def _write(words: str, *, to, victory, circle, by) -> Recognition:
    line = Recognition(by=by, to=to, victory=victory, circle=circle)
    line.words = words
    if is_read_first(by):
        line.held_at = clock.now()
        hold_newcomer("recognition", line.pk, by=by)
    line.save(force_insert=True)
    tell(Recognised(line.pk))
    where = _("in a line to somebody in %(circle)s") % {"circle": circle.name} if circle else _("in a line between buddies")
    screen("recognition", line.pk, words, by=by, told=True, where=where, href=reverse("recognitions"))
    return line


# ---- whoever received it


@act
def keep_recognition(line, *, kept: bool, by) -> Recognition:
    """Today may open with it, or not any more."""
    return _set(line, by, kept_at=(line.kept_at or clock.now()) if kept else None)


@act
def put_on_wall(line, *, by) -> Recognition:
    """Everybody who sits in the circle reads it there, with both names."""
    require(rules.may_put_on_wall(by, line), _("There is no wall for this line: it was written between the two of you, or your seat there has ended."))
    return _set(line, by, wall_at=line.wall_at or clock.now())


@act
def take_off_wall(line, *, by) -> Recognition:
    return _set(line, by, wall_at=None)


def _set(line, by, **columns) -> Recognition:
    require(line.to_id == by.pk, _("That is for the person it was written to."))
    Recognition.system.filter(pk=line.pk, to=by, gone_at=None).update(**columns)
    return Recognition.system.get(pk=line.pk)


@act
def let_recognition_go(line, *, by) -> Recognition:
    """By either: who wrote it takes it back, who received it lets it go. Nobody is told."""
    require(by.pk in (line.by_id, line.to_id), _("That is for the two people it is between."))
    Recognition.system.filter(pk=line.pk, gone_at=None).update(gone_at=clock.now())
    return Recognition.system.get(pk=line.pk)


@act
def bring_recognition_back(line, *, by) -> Recognition:
    """By the one who let it go (queries.gone_line knows that), for ten minutes."""
    require(line.gone_at is None or not rules.is_past_undo(line), _("The ten minutes are over, and the words are gone for good."))
    require(line.victory is None or not _has_written(line.by, line.victory), _("Another line has been written in its place."))
    Recognition.system.filter(pk=line.pk).update(gone_at=None)
    return line


@clock.due("growth.clear_recognitions", every=timedelta(seconds=30))
def clear_recognitions() -> None:
    Recognition.system.filter(gone_at__lte=clock.now() - rules.UNDO_FOR).delete()


def hold_recognition(pk: int, at) -> None:
    """A responder's decision: its writer alone sees it, and it stands on no wall. `at` None lifts it."""
    Recognition.system.filter(pk=pk).update(held_at=at)
