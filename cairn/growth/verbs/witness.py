"""Witness lines: invited or offered, and shown on a path only once whom they are about has read and accepted them."""

from datetime import timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.rules import require
from cairn.circles.queries import is_known_alike
from cairn.growth.happenings.witness import WitnessMoved
from cairn.growth.models import Witness
from cairn.growth.rules import witness as rules
from cairn.members.models import Member
from cairn.safety.verbs import hold_newcomer, is_read_first, screen


@act
def invite_witness(peer, *, by) -> Witness:
    """Ask a peer what they have noticed. `peer` is a circles.queries.Peer of `by`. Whom they asked not long ago under
    another name hears nothing of it, and to `by` it looks like any other: a refusal would say that two names are one."""
    require(rules.may_write_to_others(by), _("This cannot be asked just now."))
    list(Member.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))
    lately = list(Witness.system.filter(to=by, by=peer.member_id, written_at=None, invited_at__gt=clock.now() - rules.NOT_AGAIN_FOR))
    asked = next((line for line in lately if is_known_alike(peer.member_id, peer.circle_id, line.circle_id)), None)
    if asked is not None:
        require(asked.invited_at > clock.now() - rules.UNDO_FOR, _("You have asked them not long ago. They may write, or leave it."))
        return asked
    now = clock.now()
    line = Witness.system.create(to=by, by_id=peer.member_id, circle_id=peer.circle_id, invited_at=now, gone_at=now if lately else None)
    if not lately:
        tell(WitnessMoved(line.pk, "invited", peer.member_id))
    return line


@act
def not_asked(line, *, by) -> None:
    """Undo, right after inviting. What was written meanwhile stays written."""
    require(line.to_id == by.pk, _("Only whoever asked can take this back."))
    just_now = Witness.system.filter(pk=line.pk, written_at=None, invited_at__gt=clock.now() - rules.UNDO_FOR)
    just_now.delete()


@act
def write_invited(line, *, words: str, by) -> Witness:
    """Write the line that one was invited to."""
    line = _again(line, by)
    require(rules.may_write(by, line) and rules.may_write_to_others(by), _("This is not asked any more."))
    line.words, line.written_at = words, clock.now()
    line.held_at = _read_first(line, by)
    line.save(update_fields=["words", "written_at", "held_at"])
    return _written(line, by)


@act
def offer_witness(peer, *, words: str, by) -> Witness:
    """Write a line unasked. It arrives privately."""
    require(rules.may_write_to_others(by), _("This cannot be written just now."))
    line = Witness(to_id=peer.member_id, by=by, circle_id=peer.circle_id, written_at=clock.now())
    line.words = words
    line.held_at = _read_first(line, by)
    line.save(force_insert=True)
    return _written(line, by)


def _read_first(line, by):
    """While the space is quiet, what newcomers write to others is held until somebody has read it."""
    if not is_read_first(by):
        return None
    hold_newcomer("witness", line.pk, by=by)
    return clock.now()


def _written(line, by) -> Witness:
    tell(WitnessMoved(line.pk, "written", line.to_id))
    screen("witness", line.pk, line.words, by=by, told=True, where=_("in a line to somebody"), href=reverse("witness", args=[line.pk]))
    return line


@act
def decline_witness(line, *, by) -> None:
    """Leave an invitation. Nobody is told."""
    line = _again(line, by, gone_too=True)
    require(line.by_id == by.pk and line.written_at is None, _("This is not asked any more."))
    Witness.system.filter(pk=line.pk, gone_at=None).update(gone_at=clock.now())


@act
def accept_witness(line, *, by) -> None:
    """From now on it stands on the path of whom it is about, who alone sees that path."""
    line = _again(line, by)
    require(rules.may_accept(by, line), _("This line is no longer here."))
    Witness.system.filter(pk=line.pk, accepted_at=None).update(accepted_at=clock.now())


@act
def let_go_of_witness(line, *, by) -> None:
    """Not wanted, or no longer. Nobody is told: whoever wrote it keeps their own words."""
    line = _again(line, by, gone_too=True)
    require(line.to_id == by.pk and line.written_at is not None, _("This line is no longer here."))
    Witness.system.filter(pk=line.pk, gone_at=None).update(gone_at=clock.now())


@act
def bring_witness_back(line, *, by) -> None:
    """Undo, by whoever put it down."""
    line = _again(line, by, gone_too=True)
    if line.gone_at is not None:
        require(rules.may_bring_back(by, line), _("The ten minutes are over."))
        Witness.system.filter(pk=line.pk).update(gone_at=None)


@act
def take_witness_back(line, *, by) -> None:
    """Whoever wrote it, at any time, accepted or not: the words are gone."""
    line = _again(line, by, gone_too=True)
    require(rules.may_take_back(by, line), _("Only whoever wrote this can take it back."))
    Witness.system.filter(pk=line.pk).delete()


def _again(line, by, *, gone_too: bool = False) -> Witness:
    """As it stands now, for one of the two; held until the act is done."""
    rows = (Witness.system if gone_too else Witness.objects.seen_by(by)).select_for_update().filter(pk=line.pk)
    found = rows.first()
    if found is None or by.pk not in (found.by_id, found.to_id):
        raise Http404
    return found


def hold_witness(pk: int, at) -> None:
    """What a responder's hold does: whom it is about does not see it; `at` None lifts it."""
    Witness.system.filter(pk=pk).update(held_at=at)


@clock.due("growth.forget_invitations", every=timedelta(hours=1))
def forget_invitations() -> None:
    """An invitation that nobody answered, and one that was declined, end alike."""
    Witness.system.filter(written_at=None, invited_at__lt=clock.now() - rules.NOT_AGAIN_FOR).delete()
