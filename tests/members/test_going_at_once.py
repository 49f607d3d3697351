"""Of two who go at once somebody stays who runs the space; of two ways in that go at once, one stays."""

import pytest
from django.db import OperationalError

from cairn.base.rules import Refused
from cairn.members import rules, verbs
from cairn.members.models import Member, Passkey
from cairn.members.passkeys import NewPasskey
from cairn.members.verbs import leaving
from tests import cast
from tests.at_once import second_meets_first
from tests.members.doors import newcomer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.on("postgres")]


def passkey_of(member, credential="AQID") -> Passkey:
    return verbs.add_passkey(NewPasskey(credential, b"key", 0, "A phone"), by=member)


@pytest.mark.parametrize("goes", [verbs.leave, verbs.erase_me])
def test_two_coordinators_who_leave_at_once_leave_one(monkeypatch, goes):
    cora, rowan = cast.member("Cora", coordinator=True), cast.member("Rowan", coordinator=True)
    raised = second_meets_first(monkeypatch, leaving, "_go", lambda: goes(by=cora), lambda: goes(by=rowan))
    assert raised[0] is None and isinstance(raised[1], Refused), raised
    assert list(Member.objects.here().filter(coordinator_since__isnull=False)) == [rowan]


def test_two_passkeys_removed_at_once_leave_one(monkeypatch):
    wren = cast.member("Wren")
    one, other = passkey_of(wren), passkey_of(wren, "b3RoZXI")
    raised = second_meets_first(
        monkeypatch, rules, "may_remove_way_in", lambda: verbs.remove_passkey(one, by=wren), lambda: verbs.remove_passkey(other, by=wren)
    )
    assert raised[0] is None and isinstance(raised[1], Refused), raised
    assert list(Passkey.objects.filter(member=wren)) == [other]


@pytest.mark.parametrize("password_first", [True, False])
def test_a_password_and_the_passkey_removed_at_once_leave_one(monkeypatch, password_first):
    tarn = newcomer()
    passkey, again = passkey_of(tarn), Member.objects.get(pk=tarn.pk)
    both = [lambda: verbs.remove_password(by=tarn), lambda: verbs.remove_passkey(passkey, by=again)]
    acts = both if password_first else both[::-1]
    raised = second_meets_first(monkeypatch, rules, "may_remove_way_in", *acts)
    late = 0 if raised[0] else 1
    assert raised[1 - late] is None and isinstance(raised[late], Refused | OperationalError), raised
    if isinstance(raised[late], OperationalError):  # they waited for each other, and the page of the one that gave way tries once more
        with pytest.raises(Refused):
            acts[late]()
    assert Passkey.objects.filter(member=tarn).exists() is (Member.objects.get(pk=tarn.pk).handle is None)
