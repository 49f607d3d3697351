"""Two keys to the journal that are let go at once: one of them stays."""

import pytest

from cairn.base.rules import Refused
from cairn.journal import rules, verbs
from cairn.journal.models import VaultLock
from tests.at_once import second_meets_first
from tests.journal.people import OWN, writer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on("postgres")]


def test_two_that_are_let_go_at_once_leave_one(monkeypatch):
    tarn, key = writer()
    verbs.let_passphrase_open(OWN, key=key, by=tarn)
    one, other = VaultLock.system.filter(member=tarn).order_by("pk")
    monkeypatch.setattr(rules, "may_let_go_of", lambda lock, others: others > 0)
    raised = second_meets_first(monkeypatch, rules, "may_let_go_of", lambda: verbs.let_go(one, by=tarn), lambda: verbs.let_go(other, by=tarn))
    assert raised[0] is None and isinstance(raised[1], Refused), raised
    assert list(VaultLock.system.filter(member=tarn)) == [other]
