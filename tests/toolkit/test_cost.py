"""Pages of the toolkit ask the database the same, whether there is one thing on them or three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cairn.members import queries as members
from cairn.members.models import Experience
from cairn.toolkit import verbs
from tests.cast import circle_of, member, signed_in, topic
from tests.toolkit.people import DOSE, card_by

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 10


@pytest.fixture(autouse=True)
def the_space_is_known(monkeypatch):
    monkeypatch.setattr(members, "_FRESH", 3600.0)


def asked(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200, address
    return len(counted)


def test_one_and_three(clock):
    wren, marl, grief = member("Wren"), member("Marl"), topic("grief")
    people = [member(f"P{n}") for n in range(3)]
    circles = [circle_of(marl, wren, *people, name=f"Circle {n}") for n in range(3)]
    for one in (wren, *people):
        Experience.objects.create(member=one, topic=grief)
    juno = member("Juno", responder_since=clock.now())
    gathered, cards = [], []

    def more(n):
        card = card_by(people[n], f"Card {n}", shown_as=("stone", "someone")[n // 2])
        cards.append(card)
        for situation in ("empty-house", "bad-night"):
            verbs.say_how_it_went(card_by(people[n], f"Card to a circle {n}", circle=circles[n], situation=situation), outcome="helped", by=wren)
        card_by(wren, f"Mine {n}")
        verbs.try_it(card_by(people[n], f"Trying {n}", situation="bad-night"), by=wren)
        for one in people:
            if one != people[n]:
                verbs.say_how_it_went(card, outcome="helped", by=one)
                verbs.tell_line(card, words="A line.", by=one)
        verbs.say_how_it_went(card, outcome="little", line="Mine.", by=wren)
        gathered.append(verbs.gather(circles[0], title=f"Gathered {n}", by=people[n]))
        verbs.put_in(gathered[0], card, by=wren)
        card_by(people[n], words=DOSE)

    more(0)
    clock.tick(days=8)
    browser, desk = signed_in(wren), signed_in(juno)
    addresses = [
        (browser, "/toolkit"), (browser, "/toolkit/for/empty-house"), (browser, "/toolkit/for/empty-house?like=1"), (browser, "/toolkit?q=card"), (browser, f"/toolkit/{cards[0].pk}"),
        (browser, "/toolkit/yours"), (browser, f"/collections/{gathered[0].pk}"), (browser, "/toolkit/offer"), (browser, f"/toolkit/{cards[0].pk}/how-it-went"),
        (browser, f"/circles/{circles[0].pk}"), (desk, "/reports"),
    ]
    first = {address: asked(client, address) for client, address in addresses}
    for n in (1, 2):
        more(n)
    clock.tick(days=8)
    assert {address: asked(client, address) for client, address in addresses} == first
    ours = {address: n for address, n in first.items() if address.startswith(("/toolkit", "/collections"))}
    assert max(ours.values()) <= MOST, ours
