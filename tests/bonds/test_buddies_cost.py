"""Pages of buddies ask the database the same, whether one is proposed or three, and what was told is one or ten."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.base import clock
from cairn.bonds import buddy_slots
from cairn.bonds.models import Proposal
from cairn.bonds.verbs import buddies as verbs
from cairn.members import queries as members
from tests.bonds.pairing import pair, wisher
from tests.cast import member, share_by, signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def the_space_is_known(monkeypatch):
    """A process reads the space again every five seconds: not in the middle of counting."""
    monkeypatch.setattr(members, "_FRESH", 3600.0)


def asked(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def lying_between(one, other) -> Proposal:
    first, second = sorted((one, other), key=lambda person: person.pk)
    row = Proposal(one=first, other=second, due_at=clock.now() + timedelta(days=7))
    row.reason = '{"interests": ["tea"], "stage": ["caring"], "hours": 65535, "languages": ["cy"], "lived": []}'
    row.save(force_insert=True)
    return row


def test_one_proposal_and_five():
    wren = wisher("Wren")
    browser, people = signed_in(wren), [member(f"P{n}") for n in range(5)]
    pair(wren, member("Juno"))
    lying_between(wren, people[0])
    first = asked(browser, "/buddies")
    for person in people[1:]:
        lying_between(wren, person)
    for row in Proposal.system.all()[:2]:
        verbs.answer(row, yes=True, by=wren)
    assert asked(browser, "/buddies") == first <= 8


def test_one_thing_told_and_ten():
    wren, juno = member("Wren"), member("Juno")
    made, browser = pair(wren, juno), signed_in(wren)
    share_by(juno, audience="readers", reader=wren.pk)
    share_by(wren, audience="readers", reader=juno.pk)
    first = asked(browser, f"/buddies/{made.pk}")
    for n in range(9):
        share_by((wren, juno)[n % 2], f"Share {n}", audience="readers", reader=(juno, wren)[n % 2].pk)
    assert asked(browser, f"/buddies/{made.pk}") == first <= 10


def test_beside_today_it_is_one_question():
    wren, juno = member("Wren"), member("Juno")
    lying_between(wren, juno)
    pair(wren, juno)

    class Request:
        pass

    request = Request()
    request.member = type(wren).objects.get(pk=wren.pk)
    request.member.around  # noqa: B018  the page has asked whom they do not see
    buddy_slots.on_today(request, None)
    with CaptureQueriesContext(connection) as counted:
        assert "Juno" in buddy_slots.on_today(request, None) and "You both said: tea" in buddy_slots.on_today(request, None)
    assert len(counted) == 2, "one for each time"


def test_the_wish():
    wren = wisher("Wren")
    assert asked(signed_in(wren), "/buddies/wish") <= 10
