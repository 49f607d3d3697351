"""Responders and their hours, for the stories of safety."""

from cairn.base import clock
from cairn.safety.models import Duty
from tests import cast


def responder(name="Marl", *, always=False, **more):
    """A trained member; `always`: on duty at every hour of the week."""
    made = cast.member(name, responder_since=clock.now(), **more)
    if always:
        Duty.objects.bulk_create(Duty(member=made, weekday=day, begins=0, ends=1440) for day in range(7))
    return made
