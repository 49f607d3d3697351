"""A line that a responder holds while its writer changes it."""

import pytest

from cairn.base import clock as time
from cairn.toolkit import holding, verbs
from cairn.toolkit.models import Tried
from cairn.toolkit.verbs import trying
from tests.at_once import Stop, both_end
from tests.cast import member
from tests.toolkit.people import card_by

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on("postgres")]


def test_a_line_that_is_held_while_it_is_changed_stays_held(monkeypatch):
    card, juno = card_by(member("Dell")), member("Juno")
    verbs.say_how_it_went(card, outcome="helped", by=juno)
    line = verbs.tell_line(card, words="It got me out of the car.", by=juno)
    stop = Stop(monkeypatch, trying, "require_unchanged")
    both_end(stop, lambda: verbs.tell_line(card, words="It got me to the door.", by=juno), lambda: holding.hold_tried(line.pk, time.now()))
    line = Tried.system.get()
    assert line.words == "It got me to the door." and line.held_at is not None
