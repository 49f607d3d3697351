"""Two responders at the same moment: rows first, then the log, then the stream, whatever they do."""

import pytest

from cairn.base.rules import Refused
from cairn.safety import verbs
from cairn.safety.models import Alert, Report
from cairn.safety.verbs import duty, log, reporting
from tests.at_once import Stop, both_end, comes_between
from tests.cast import member
from tests.safety.deciding import decided, people, reported
from tests.safety.duty import responder
from tests.safety.test_alerts import alert_by

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on("postgres")]


@pytest.fixture
def they():
    """Marl is there for what Dell wrote, and ends being a responder; Ash is one as well."""
    cora, marl, ash = member("Cora", coordinator=True), responder("Marl", always=True), responder("Ash")
    alert = alert_by(member("Dell"))
    verbs.acknowledge(alert, by=marl)
    return cora, marl, ash, alert


def test_a_responder_ends_while_another_says_that_they_are_there(they, monkeypatch):
    cora, marl, ash, alert = they
    other = alert_by(member("Wren"))
    both_end(Stop(monkeypatch, duty, "note"), lambda: verbs.end_responder(marl, by=cora), lambda: verbs.acknowledge(other, by=ash))
    alert.refresh_from_db(), other.refresh_from_db()
    assert alert.acknowledged_by_id is None and other.acknowledged_by_id == ash.pk
    assert log.verify()[2] == ""


def test_a_responder_ends_while_another_writes_what_was_done(they, monkeypatch):
    cora, marl, ash, alert = they
    stop = Stop(monkeypatch, duty, "call_again_for")
    both_end(stop, lambda: verbs.end_responder(marl, by=cora), lambda: verbs.say_done(alert, "I called.", by=ash))
    assert Alert.objects.get(pk=alert.pk).acknowledged_by_id is None and log.verify()[2] == ""


def test_what_was_brought_twice_is_closed_while_somebody_decides_about_it(monkeypatch):
    who = people()
    share, first = reported(who)
    second = verbs.report("share", share.pk, reason="hurtful", by=who.marl)
    stop = Stop(monkeypatch, reporting, "tell")
    one, other, _waited = comes_between(stop, lambda: reporting.close_report(first, by=who.ida), lambda: decided(second, by=who.otto))
    one.ends()
    with pytest.raises(Refused):
        other.ends()
    assert not Report.objects.filter(closed_at=None).exists()
