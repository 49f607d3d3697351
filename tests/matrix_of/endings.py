"""Who may open what of circles that close together."""

from datetime import timedelta

from cairn.base import clock
from cairn.bonds.models import Closing
from tests.matrix import HOLDS, SITS, Row


def of(world):
    """(URL name, arguments, row for GET, row for POST). The hidden circle closes."""
    people, holds, sits = world.people, Row(HOLDS), Row(SITS)
    closing = Closing.system.create(circle=world.hidden, by=people["facilitator"], due_at=clock.now() + timedelta(days=7))
    yield "circle_ending", [world.circle.pk], holds, holds
    yield "circle_ending", [world.hidden.pk], holds, holds
    yield "closing", [closing.pk], sits, sits
    yield "closing_stop", [closing.pk], None, holds
