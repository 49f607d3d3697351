"""Situations that a space adds to those that every space has."""

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.toolkit.models import Situation


@act
def add_situation(name: str, *, by) -> Situation:
    _require_coordinator(by)
    situation = Situation(place=Situation.objects.count())
    situation.name = name
    situation.save(force_insert=True)
    return situation


def _require_coordinator(by) -> None:
    require(by.is_coordinator, _("The coordinator adds and closes situations."))


@act
def close_situation(pk: int, *, by) -> None:
    """Nothing new is offered for it; what was offered stays where it is."""
    _set(pk, clock.now(), by)


@act
def open_situation_again(pk: int, *, by) -> None:
    _set(pk, None, by)


def _set(pk: int, closed_at, by) -> None:
    _require_coordinator(by)
    Situation.objects.filter(pk=pk).update(closed_at=closed_at)
