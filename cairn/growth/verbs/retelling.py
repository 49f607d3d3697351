"""Telling something again: begun, kept while it is written, told, told once more, let go. For its writer alone."""

import json
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.pages import found
from cairn.base.rules import require, require_unchanged
from cairn.growth.models import Retelling, View
from cairn.growth.rules import retelling as rules
from cairn.safety.verbs import hold_newcomer, is_read_first, screen


@act
def retell(*, title="", first="", first_at=None, veiled=False, by) -> Retelling:
    """Begin to tell something again. The first telling (words and moment) is copied, so that it stays whatever becomes
    of it elsewhere; `veiled`: it was told as "someone", and nobody is shown that it is theirs."""
    return _begin(by, {"title": title, "first": first, "first_at": first_at.isoformat() if first_at else "", "veiled": veiled})


@act
def retell_again(retelling, *, by) -> Retelling:
    """A further telling, after the latest and beside all before it. One that is begun already is gone on with."""
    before, after = None, still(retelling, by)
    while after and after.told_at:
        before, after = after, Retelling.objects.by(by).filter(earlier=after).first()
    require(before is not None, _("Finish this telling first."))
    return after or _begin(by, _first_of(before.kept), earlier=before)


def _first_of(kept: dict) -> dict:
    """The first telling goes along from one to the next."""
    return {name: kept.get(name, "") for name in ("title", "first", "first_at", "veiled")}


def _begin(by, kept: dict, earlier=None) -> Retelling:
    begun = Retelling(member=by, earlier=earlier)
    begun.sealed = json.dumps(kept)
    begun.save(force_insert=True)
    return begun


@act
def keep_retelling(retelling, words: dict[str, str], *, by) -> Retelling:
    """Keep what is being written; what is told changes only by being told."""
    begun = still(retelling, by)
    if begun.told_at is None:
        put(begun, {**begun.kept, **rules.words_of(words)})
        begun.edited_at = clock.now()
        begun.save(update_fields=["sealed", "edited_at"])
    return begun


@act
def tell_retelling(retelling, words: dict[str, str], *, seen: str = "", by) -> Retelling:
    """It is told, or changed after it was. For oneself alone, but for whom one has invited. Raises ChangedMeanwhile."""
    told = still(retelling, by)
    require_unchanged(told, seen)
    require(rules.is_worth_keeping(words), _("Nothing is written here yet."))
    now = clock.now()
    told.told_at, told.edited_at = told.told_at or now, now if told.told_at else None
    put(told, {**told.kept, **rules.words_of(words)})
    if _is_open_to_others(told):
        read_first(told, by)
    told.save(update_fields=["sealed", "told_at", "edited_at", "held_at"])
    look_at_retelling(told, by)
    return told


def read_first(told: Retelling, by) -> None:
    """While the space is quiet, what newcomers let others read is held until somebody has read it. Saved by the caller."""
    if told.held_at is None and is_read_first(by):
        told.held_at = clock.now()
        hold_newcomer("retelling", told.pk, by=by)


def _is_open_to_others(retelling) -> bool:
    return View.objects.filter(retelling=retelling, closed_at=None).exists()


def look_at_retelling(retelling, by) -> None:
    """Where nobody was invited, only its writer hears of what the words may mean."""
    open_to_others = _is_open_to_others(retelling)
    screen("retelling", retelling.pk, rules.all_words(retelling.kept, first=False), by=by, told=open_to_others, where=_("in something told again"), href=reverse("retelling", args=[retelling.pk]))


@act
def let_go_retelling(retelling, *, by) -> Retelling:
    """Let it go. For ten minutes it can be brought back; then it is erased, with what others wrote about it."""
    gone = still(retelling, by)
    gone.gone_at = clock.now()
    gone.save(update_fields=["gone_at"])
    return gone


@act
def bring_back_retelling(retelling, *, by) -> Retelling:
    back = found(Retelling.system.select_for_update().filter(pk=retelling.pk, member=by).first())
    if back.gone_at is not None:
        require(rules.may_bring_back(back), _("The ten minutes are over, and the words are gone for good."))
        back.gone_at = None
        back.save(update_fields=["gone_at"])
    return back


def still(retelling, by) -> Retelling:
    """As it stands now, held until the act is done; or 404."""
    return found(Retelling.objects.by(by).select_for_update().filter(pk=retelling.pk).first())


def put(retelling, kept: dict) -> None:
    retelling.sealed = json.dumps(kept)


@clock.due("growth.clear_retellings", every=timedelta(seconds=30))
def clear_retellings() -> None:
    """What was let go more than ten minutes ago is erased for good. Tellings after it stand beside those before it."""
    long_ago = clock.now() - rules.UNDO_FOR
    for gone in Retelling.system.filter(gone_at__lte=long_ago).order_by("at"):
        Retelling.system.filter(earlier=gone).update(earlier=gone.earlier_id)
        gone.delete()
    View.objects.filter(closed_at__lte=long_ago, written_at=None, words__isnull=False).update(words=None)
