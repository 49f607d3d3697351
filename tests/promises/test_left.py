"""After leaving quickly no address shows anything of its own, however it is asked (promise 17)."""

import pytest

from cairn.members.models import Member
from tests.promises.world import World, addresses, put_back

pytestmark = [pytest.mark.django_db, pytest.mark.on("sqlite")]

SHOWN_TO_ANYBODY = {"help_now", "leave_quickly", "leave", "left", "not_this_time", "declined", "letters_off", "worker"}


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), put_back():
        yield World()


def gone(world, role: str):
    """A browser in which somebody left quickly who chose to be covered only: the session is still there."""
    Member.objects.filter(pk=world.people[role].pk).update(leave_signs_out=False)
    client = world.client(role)
    session = client.session
    session["left"] = True
    session.save()
    return client


def that_answer(client, world, method: str) -> set[str]:
    """Addresses that do anything else than lead to the cover."""
    found = set()
    for name in addresses():
        with put_back():
            answer = getattr(client, method)(world.address(name))
        if not (answer.status_code == 302 and answer["Location"] == "/left") and answer.status_code != 404:
            found.add(name)
    return found


@pytest.mark.parametrize("role", ["author", "coordinator"])
def test_no_address_shows_anything_after_leaving(one_world, role):
    for method in ("get", "post"):
        shown = that_answer(gone(one_world, role), one_world, method)
        assert shown <= SHOWN_TO_ANYBODY, method


def test_where_nothing_was_chosen_the_session_itself_ends(one_world):
    with put_back():
        Member.objects.update(leave_signs_out=True)
        client = one_world.client("author")
        session = client.session
        client.get("/leave")
        assert not session.exists(session.session_key)


def test_before_leaving_they_do(one_world):
    """The control."""
    assert len(that_answer(one_world.client("author"), one_world, "get")) > 60
