"""How others see it: only where a retelling's writer invited them, and only while the invitation stands."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.base.ids import new_id
from cairn.base.pages import found
from cairn.base.rules import require, require_unchanged
from cairn.growth.happenings.retelling import ViewAsked, ViewWritten
from cairn.growth.models import Retelling, View
from cairn.growth.rules import retelling as rules
from cairn.growth.verbs.retelling import look_at_retelling, put, read_first, still
from cairn.safety.verbs import hold_newcomer, is_read_first, screen

# ---- by its writer


@act
def ask_views(retelling, peers, *, by) -> None:
    """Invite `peers` (circles.queries.Peer) to read this one retelling and to say how they see it. Who stepped away
    is not asked again, and whoever asks does not come to know it."""
    told = still(retelling, by)
    require(rules.may_ask(by, told), _("Others can be asked once this is told, and while it stands."))
    kept = told.kept
    require(len(rules.asked(kept)) + len(peers) <= rules.MOST_ASKED, _("Five people at most are asked about one telling."))
    opened = [view for view in (_ask(told, kept, peer) for peer in peers) if view]
    put(told, kept)
    read_first(told, by)
    told.save(update_fields=["sealed", "held_at"])
    for view in opened:
        tell(ViewAsked(view.pk, view.by_id))
    look_at_retelling(told, by)


def _ask(told, kept: dict, peer) -> View | None:
    """The invitation, where it opens something that was not open. The same person may be asked in two circles in
    which they have two names: then there are two lines for one invitation, and nothing says that they are one."""
    view, made = View.objects.get_or_create(retelling=told, by_id=peer.member_id)
    if any(one["view"] == view.pk and one["circle"] == peer.circle_id for one in rules.asked(kept)):
        return None
    opens = made or rules.was_taken_back(kept, view)
    kept["asked"] = [*kept.get("asked", ()), {"id": new_id(), "view": view.pk, "circle": peer.circle_id, "at": clock.now().isoformat()}]
    if opens and not made:
        View.objects.filter(pk=view.pk).update(closed_at=None, invited_at=clock.now())
    return view if opens else None


@act
def uninvite(retelling, asked: int, *, by) -> None:
    """Take one invitation back. What was written already stays with whom it was written to."""
    told = still(retelling, by)
    kept, now = told.kept, clock.now()
    one = _named(kept, asked)
    if one.get("back"):
        return
    one["back"] = now.isoformat()
    if rules.asked_of(kept, one["view"]) is None:
        View.objects.filter(pk=one["view"], retelling=told, closed_at=None).update(closed_at=now)
    put(told, kept)
    told.save(update_fields=["sealed"])


@act
def invite_again(retelling, asked: int, *, by) -> None:
    """Undo it, for ten minutes. Who had stepped away themselves stays away."""
    told = still(retelling, by)
    kept = told.kept
    one = _named(kept, asked)
    if not one.get("back"):
        return
    require(rules.may_ask_again(one), _("The ten minutes are over. You can ask them anew."))
    View.objects.filter(pk=one["view"], retelling=told, closed_at=one.pop("back")).update(closed_at=None)
    put(told, kept)
    told.save(update_fields=["sealed"])


def _named(kept: dict, asked: int) -> dict:
    return found(next((one for one in kept.get("asked", ()) if one["id"] == asked), None))


# ---- by whom they invited


@act
def write_view(view, words: str, *, seen: str = "", by) -> View:
    """Say how one sees it, to its writer alone; or change it. Raises ChangedMeanwhile."""
    mine = _still_open(view, by)
    require_unchanged(mine, seen)
    require(bool(words), _("Nothing is written here yet."))
    is_new = mine.written_at is None
    mine.words, mine.written_at = words, mine.written_at or clock.now()
    if mine.held_at is None and is_read_first(by):
        mine.held_at = clock.now()
        hold_newcomer("view", mine.pk, by=by)
    mine.save(update_fields=["words", "written_at", "held_at"])
    if is_new:
        tell(ViewWritten(mine.pk, mine.retelling.member_id))
    screen("view", mine.pk, words, by=by, told=True, where=_("about something told again"), href=reverse("view", args=[mine.pk]))
    return mine


def _still_open(view, by) -> View:
    seen = Retelling.objects.seen_by(by).filter(told_at__isnull=False, member__left_at=None).values("pk")
    return found(View.objects.open_to(by).select_for_update(of=("self",)).select_related("retelling").filter(pk=view.pk, retelling__in=seen).first())


@act
def view_step_away(view, *, by) -> View:
    """Decline, or take back what one wrote. Whoever asked is not told; for ten minutes one can come back."""
    gone = _own(view, by)
    if gone.closed_at is None:
        gone.closed_at, gone.written_at = clock.now(), None
        gone.save(update_fields=["closed_at", "written_at"])
    return gone


@act
def view_come_back(view, *, by) -> View:
    back = _own(view, by)
    if back.closed_at is None:
        return back
    if not rules.may_come_back(back) or back.retelling.member_id in by.unheard_ids:
        raise Http404
    back.closed_at, back.written_at = None, clock.now() if back.words else None
    back.save(update_fields=["closed_at", "written_at"])
    return back


def _own(view, by) -> View:
    return found(View.objects.select_for_update(of=("self",)).select_related("retelling").filter(pk=view.pk, by=by).first())
