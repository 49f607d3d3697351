"""Keeping the helplines."""

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.members import queries as members
from cairn.members.models import Space
from cairn.safety.models import Helpline


@act
def set_helplines(country: str, lines: list[dict], *, by) -> None:
    """The coordinator has looked these up: from today they are what Help now shows."""
    require(by.is_coordinator, _("Only the coordinator changes the helplines."))
    Helpline.objects.all().delete()
    for place, line in enumerate(lines):
        Helpline.objects.create(place=place, **{"word": "", "note": ""} | line)
    Space.objects.update(country=country, helplines_checked_at=clock.now())
    members.forget_space()
