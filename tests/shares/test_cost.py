"""Pages of shares ask the database the same, whether there is one thing on them or thirty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.members import queries as members
from cairn.shares import queries, verbs
from tests.cast import circle_of, folds, member, response_by, share_by, signed_in, topic
from tests.hearing.people import at_noon, listener

# Committed rows, as in life: a thread keeps the space's key only once it is committed.
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


def test_a_share_with_one_answer_and_with_thirty():
    marl, dell, grief = member("Marl"), member("Dell"), topic("grief")
    people = [member(f"P{n}") for n in range(6)]
    share = share_by(dell, circle=circle_of(marl, dell, *people), note_topics=[grief.pk])
    folds(marl, grief)
    response_by(people[0], share)
    verbs.signal(share, "nod", by=people[1])
    verbs.keep_draft(kind="response", about=share.pk, fields={"text": "Begun"}, by=marl)
    reader, writer = signed_in(marl), signed_in(dell)
    first = [asked(client, f"/shares/{share.pk}") for client in (reader, writer)]
    for n in range(29):
        response_by(people[n % 6], share, f"Answer {n}")
    for person in people:
        verbs.signal(share, "with", by=person)
    assert [asked(client, f"/shares/{share.pk}") for client in (reader, writer)] == first
    assert max(first) <= 8, first


def test_whoever_was_asked_to_hear_a_share_costs_it_no_more(clock):
    at_noon()
    dell, ash, rook = member("Dell"), listener("Ash"), member("Rook")
    share = share_by(dell)
    clock.tick()
    assert asked(signed_in(ash), f"/shares/{share.pk}") == asked(signed_in(rook), f"/shares/{share.pk}") <= 8


def test_a_list_of_one_and_of_thirty():
    marl, dell, juno = member("Marl"), member("Dell"), member("Juno")
    circles = [circle_of(marl, dell, juno, name=f"Circle {n}") for n in range(3)]
    share_by(dell, circle=circles[0])
    response_by(juno, share_by(dell))
    browser = signed_in(marl)
    first = asked(browser, "/shares")
    for n in range(30):
        share = share_by((dell, juno)[n % 2], circle=circles[n % 3], shown_as=("stone", "someone")[n % 2])
        if n % 2:
            response_by(marl, share)
    assert asked(browser, "/shares") == first <= 8


def test_the_shares_of_a_circle_one_and_thirty():
    marl, dell = member("Marl"), member("Dell")
    tuesday = circle_of(marl, dell)
    share_by(dell, circle=tuesday)

    def cost():
        marl.__dict__.pop("around", None)
        with CaptureQueriesContext(connection) as counted:
            excerpts = queries.shares_in(tuesday, marl)
        return len(excerpts), len(counted)

    cost()
    one, first = cost()
    for _n in range(29):
        share_by(dell, circle=tuesday)
    many, then = cost()
    assert (one, many) == (1, 30) and first == then <= 5
