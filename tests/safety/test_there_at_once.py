"""Whoever is made a responder no more in the very moment they say "I am there" is not there."""

import pytest
from django.http import Http404

from cairn.safety import verbs
from cairn.safety.models import Alert
from cairn.safety.verbs import duty
from tests import cast
from tests.at_once import second_meets_first
from tests.safety.duty import responder

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on("postgres")]


def test_the_alert_stays_open_to_the_next(monkeypatch):
    cora, marl = cast.member("Cora", coordinator=True), responder("Marl", always=True)
    cast.share_by(cast.member("Dell"), "I have the pills here.")
    alert = Alert.objects.get()
    raised = second_meets_first(
        monkeypatch, duty, "hang_up", lambda: verbs.end_responder(marl, by=cora), lambda: verbs.acknowledge(alert, by=marl)
    )
    assert raised[0] is None and isinstance(raised[1], Http404), raised
    alert.refresh_from_db()
    assert alert.acknowledged_at is None and alert.due_at
