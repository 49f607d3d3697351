"""Keeping the helplines."""

from datetime import timedelta

from django.utils.translation import gettext as _

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.rules import require
from cairn.members import queries as members
from cairn.members.models import Space
from cairn.notices.models import Notice
from cairn.notices.verbs import give_each
from cairn.safety.models import Helpline
from cairn.safety.queries.lines import lines_are_old

SAID_AGAIN = timedelta(days=30)


@act
def set_helplines(country: str, lines: list[dict], *, by) -> None:
    """The coordinator has looked these up: from today they are what Help now shows."""
    require(by.is_coordinator, _("Only the coordinator changes the helplines."))
    Helpline.objects.all().delete()
    for place, line in enumerate(lines):
        Helpline.objects.create(place=place, **{"word": "", "note": ""} | line)
    Space.objects.update(country=country, helplines_checked_at=clock.now())
    members.forget_space()


@clock.due("safety.helplines", every=timedelta(hours=1))
def say_that_lines_are_old() -> None:
    """Numbers change: after six months the coordinator is asked to look them up, once a month."""
    said = Notice.system.filter(kind="helplines_old", at__gt=clock.now() - SAID_AGAIN)
    if lines_are_old() and not said.exists():
        give_each([one.pk for one in members.coordinators()], "helplines_old", 1)
