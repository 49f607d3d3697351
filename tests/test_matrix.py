"""Who may open what: every URL of the URLconf and every stream, by every role, for every audience.

Deny by default: a URL that is not in the table (tests/matrix.py) fails, and so does one that opens for
more or fewer people than the table says.
"""

import re
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, path, reverse

from cairn.base.pages import public
from cairn.members import verbs as members
from tests.matrix import (
    AUDIENCES,
    EMPTY_HANDED,
    LINKS,
    METHOD,
    NO,
    NOT_ALLOWED,
    NOT_ALLOWED_OR_NO,
    READS,
    ROLES,
    SIGN_IN,
    SITS,
    WAIT,
    YES,
    World,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


def outcome(response) -> str:
    where = response.headers.get("Location", "")
    if response.status_code == 302 and where.startswith(reverse("sign_in")) and "sign-in" in where:
        return SIGN_IN
    if response.status_code == 302 and where == reverse("waiting"):
        return WAIT
    if response.status_code in {403, 404}:
        return str(response.status_code)
    if response.status_code == 405:
        return METHOD
    return YES if response.status_code < 500 else f"{response.status_code}!"


def asked(client: Client, method: str, address: str):
    """One request whose traces are taken back."""
    with transaction.atomic():
        answer = getattr(client, method)(address)
        transaction.set_rollback(True)
    return answer


def came_with(cookies) -> Client:
    """A browser that holds these, whatever an answer did to those of another: its session is as it was."""
    client = Client()
    client.cookies = deepcopy(cookies)
    return client


def wrong_cells(world, method: str, only: str = "") -> list[str]:
    wrong = []
    for role in ROLES:
        cookies = world.client(role).cookies
        for name, args, get_row, post_row in world.table:
            row = get_row if method == "get" else post_row
            if row is None or only not in {"", name}:
                continue
            found, expected = outcome(asked(came_with(cookies), method, reverse(name, args=args))), row.expected(role)
            if not fits(name, method, found, expected):
                wrong.append(f"{method} {name} {args} as {role}: {found}, expected {expected}")
    return wrong


def fits(name: str, method: str, found: str, expected: str) -> bool:
    if expected == NOT_ALLOWED_OR_NO:
        return found in {NO, NOT_ALLOWED}
    if found == METHOD:
        return True
    if name in LINKS:
        return found in {YES, NO, SIGN_IN, WAIT}
    if name in EMPTY_HANDED and expected in {YES, NOT_ALLOWED}:
        return found in {YES, NOT_ALLOWED} if expected == YES else found == NOT_ALLOWED or harmless(name, method, found)
    return found == expected


def harmless(name: str, method: str, found: str) -> bool:
    """A GET of an address that only takes POSTs leads back to the page one may see anyway."""
    return found == YES and (method == "get" and name in {"bring_back", "respond", "signal", "feel_heard", "bring_back_response", "withdraw_response"} or name in {"signal", "respond", "bring_back", "bring_back_response"})


def names_of(patterns) -> set[str]:
    return {pattern.name for pattern in patterns}


def unlisted(patterns, world) -> set[str]:
    return names_of(patterns) - {name for name, *_ in world.table}


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_opens_for_those_it_should_and_nobody_else(world, method):
    wrong = wrong_cells(world, method)
    assert wrong == [], "\n" + "\n".join(wrong)


def test_every_address_is_in_the_table(world):
    assert unlisted(get_resolver().url_patterns, world) == set()


def test_an_address_without_a_row_is_noticed(world):
    """The control: somebody adds an open page and forgets the table."""
    planted = [*get_resolver().url_patterns, path("planted", public(lambda request: None), name="planted")]
    assert unlisted(planted, world) == {"planted"}


def test_a_page_that_opens_too_far_is_noticed(world, monkeypatch, other_rules):
    """The control: a policy forgets blocks, circles and hidden circles; the table says where."""
    from cairn.shares.models import ShareQuerySet

    monkeypatch.setattr(ShareQuerySet, "seen_by", lambda self, member: self.scoped())
    wrong = wrong_cells(world, "get", only="share")
    assert any("as blocked" in line for line in wrong) and any("as member" in line for line in wrong)


def test_a_page_without_a_gate_is_refused(world):
    """Deny unless a rule allows: a bare function answers 404 whatever it would have said."""
    from django.http import Http404

    from cairn.base.middleware import Safeguards

    with pytest.raises(Http404):
        Safeguards(None).process_view(None, lambda request: None, (), {})


def test_every_stream_opens_for_those_it_should_and_nobody_else(world):
    wrong = []
    for role in ROLES:
        client = world.client(role)
        for audience, share in world.shares.items():
            found = client.get(reverse("live-ticket"), {"stream": f"share:{share.pk}"}).status_code == 200
            if found != (role in READS[audience]):
                wrong.append(f"share to {audience} as {role}: {found}")
        found = client.get(reverse("live-ticket"), {"stream": f"meeting:{world.meeting.pk}"}).status_code == 200
        if found != (role in SITS):
            wrong.append(f"meeting as {role}: {found}")
        found = client.get(reverse("live-ticket"), {"stream": "alerts:0"}).status_code == 200
        if found != (role in {"responder", "coordinator"}):
            wrong.append(f"alerts as {role}: {found}")
        found = client.get(reverse("live-ticket"), {"stream": f"door:{world.door.pk}"}).status_code == 200
        if found != (role in {"author", "seat"}):
            wrong.append(f"letters as {role}: {found}")
        for other in ROLES[1:]:
            found = client.get(reverse("live-ticket"), {"stream": f"member:{world.people[other].pk}"}).status_code == 200
            if found != (role == other):
                wrong.append(f"member stream of {other} as {role}: {found}")
    assert wrong == []


def test_streams_are_of_known_kinds_only(world):
    client = world.client("coordinator")
    for stream in ("circle:1", "share", "share:", "share:x", "share:1 OR 1", "", "member:99999999999999999999999"):
        assert client.get(reverse("live-ticket"), {"stream": stream}).status_code == 404


def test_what_lists_show_obeys_the_same_table(world):
    """Lists, Today and the desk name a share only to those who may read it."""
    addresses = {audience: reverse("share", args=[share.pk]) for audience, share in world.shares.items()}
    for role in ROLES[2:]:
        client, shown = world.client(role), set()
        for page in (reverse("shares"), reverse("today"), reverse("circle", args=[world.circle.pk]), reverse("notices")):
            text = client.get(page).content.decode()
            shown |= {audience for audience, address in addresses.items() if re.search(re.escape(address) + r"\b", text)}
        assert shown <= {audience for audience in AUDIENCES if role in READS[audience]}, role


def test_somebody_does_see_the_lists(world):
    """The control of the test above: there is something to be shown."""
    text = world.client("seat").get(reverse("shares")).content.decode()
    assert reverse("share", args=[world.shares["circle"].pk]) in text


def test_an_invitation_lets_one_person_see_a_hidden_circle(world):
    _, code = members.invite(circle=world.hidden, by=world.people["facilitator"])
    client = world.client("member")
    assert client.get(reverse("circle", args=[world.hidden.pk])).status_code == 404
    assert client.get(reverse("invited", args=[code])).status_code == 200
