"""Laying a path: a first that was offered is kept or left aside, a stone of one's own is laid. Nobody else sees any of it."""

import json
from datetime import date, datetime, time, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.ids import new_id
from cairn.base.rules import require, require_unchanged
from cairn.growth.models import GrowthChoice, SteppingStone
from cairn.growth.models.path import stone_mark
from cairn.growth.queries import firsts
from cairn.growth.rules import path as rules
from cairn.safety.verbs import screen


@act
def keep_first(key: str, *, words: str = "", by) -> SteppingStone:
    """Accept a first that was offered, with a word of one's own or without."""
    first = _offered(key, by)
    stone = _new(by, key, first.on, accepted_at=clock.now())
    stone.sealed = json.dumps({"key": key, "ref": firsts.what_it_leads_to(key, by), "words": words})
    stone.save(force_insert=True)
    _screen(stone, words, by)
    return stone


@act
def set_aside(key: str, *, by) -> None:
    """Leave a first aside; it is not offered again."""
    first = _offered(key, by)
    stone = _new(by, key, first.on, declined_at=clock.now())
    stone.sealed = json.dumps({"key": key, "ref": 0, "words": ""})
    stone.save(force_insert=True)


def _offered(key: str, by):
    """Held with their own row of choices, so that two tabs keep one stone. Raises Http404 for what was not offered."""
    GrowthChoice.objects.get_or_create(member=by)
    GrowthChoice.objects.select_for_update().get(member=by)
    first = firsts.offered_to(by).get(key)
    if first is None:
        raise Http404
    return first


def _new(by, key: str, on: datetime, **when) -> SteppingStone:
    return SteppingStone(member=by, mark=stone_mark(by.pk, key), on=on, **when)


@act
def offer_again(key: str, *, by) -> None:
    """Undo, right after it was kept or left aside."""
    stone = SteppingStone.system.filter(member=by, mark=stone_mark(by.pk, key)).first()
    if stone is not None:
        require(rules.may_offer_again(stone), _("The ten minutes are over."))
        stone.delete()


# ---- one's own


@act
def lay(*, on: date, words: str, by) -> SteppingStone:
    """A stone of one's own: a day, and words for it."""
    pk = new_id()
    stone = SteppingStone(pk=pk, member=by, mark=stone_mark(by.pk, f"own:{pk}"), on=_noon(on), accepted_at=clock.now())
    stone.sealed = json.dumps({"key": "", "ref": 0, "words": words})
    stone.save(force_insert=True)
    _screen(stone, words, by)
    return stone


def _noon(on: date) -> datetime:
    """The middle of that day where the member is: it stays that day when they travel a little."""
    return timezone.make_aware(datetime.combine(on, time(12)))


@act
def change(stone, *, words: str, on: date | None = None, seen: str = "", by) -> SteppingStone:
    """Its words; of one's own stone also its day. What was first stays when it was. Raises ChangedMeanwhile."""
    stone = _again(stone, by)
    require(rules.may_change(by, stone), _("This stone is no longer on your path."))
    require_unchanged(stone, seen)
    if on and rules.is_own(stone):
        stone.on = _noon(on)
    stone.sealed = json.dumps({**stone.kept, "words": words})
    stone.save(update_fields=["on", "sealed"])
    _screen(stone, words, by)
    return stone


@act
def remove(stone, *, by) -> None:
    """Take it off the path. For ten minutes it can be laid back."""
    SteppingStone.system.filter(pk=_again(stone, by).pk, gone_at=None).update(gone_at=clock.now())


@act
def bring_back(stone, *, by) -> None:
    stone = _again(stone, by)
    if stone.gone_at is not None:
        require(rules.may_bring_back(by, stone), _("The ten minutes are over, and the words are gone for good."))
        SteppingStone.system.filter(pk=stone.pk).update(gone_at=None)


def _again(stone, by) -> SteppingStone:
    found = SteppingStone.objects.seen_by(by).select_for_update().filter(pk=stone.pk).first()
    if found is None:
        raise Http404
    return found


def _screen(stone, words: str, by) -> None:
    screen("stone", stone.pk, words, by=by, told=False, href=reverse("path"))


# ---- what a member wants to be shown of their own


@act
def choose(*, on_this_day: bool, listening: bool, by) -> None:
    GrowthChoice.objects.update_or_create(member=by, defaults={"on_this_day": on_this_day, "listening": listening})


# ---- the clock's


@clock.due("growth.clear_stones", every=timedelta(seconds=30))
def clear_stones() -> None:
    """What was taken off a path more than ten minutes ago: one's own is deleted, a first is left aside without a word."""
    for stone in SteppingStone.system.filter(gone_at__lte=clock.now() - rules.UNDO_FOR):
        if rules.is_own(stone) or not stone.kept:
            stone.delete()
            continue
        stone.sealed = json.dumps({"key": stone.kept["key"], "ref": 0, "words": ""})
        stone.declined_at, stone.accepted_at, stone.gone_at = stone.gone_at, None, None
        stone.save(update_fields=["sealed", "declined_at", "accepted_at", "gone_at"])
