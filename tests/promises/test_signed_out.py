"""What is handed in after the session ended, or by a page of its own accord, waits for the sign-in and goes on from there."""

import pytest
from django.test import Client

from cairn.growth.verbs import retell
from cairn.members import throttle
from cairn.shares.models import Response
from tests.forms import forms_of
from tests.promises.world import PASSWORD, World, put_back

pytestmark = [pytest.mark.django_db, pytest.mark.on("sqlite")]
FROM_A_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture(scope="module")
def one_world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), put_back():
        yield World()


@pytest.fixture
def world(one_world):
    throttle.forget()
    return one_world


def signs_in(client, member) -> None:
    """In the same session, so that what it kept is there."""
    session = client.session
    session["member"] = member.pk
    session.save()


def test_a_form_handed_in_after_the_session_ended_waits_for_the_sign_in(world):
    lost, tried = [], 0
    for met in world.typed_forms():
        if met.role in ("nobody", "waiting"):
            continue
        client = Client()
        data = met.form.data(**{name: f"Words for {name}" for name in met.form.typed}, **dict.fromkeys(met.form.secret, "a secret nobody sees"))
        response = client.post(met.form.action, data)
        if response.status_code != 302 or response["Location"] != "/sign-in":
            continue  # a page for everybody
        signs_in(client, world.people[met.role])
        kept = client.get("/kept")
        tried += 1
        assert "a secret nobody sees" not in kept.text
        given = {name: value for form in forms_of(kept, "/kept") if form.action == met.form.action for name, _kind, value, _ in form.fields}
        lost += [f"{met} {name}" for name in met.form.typed if given.get(name) != f"Words for {name}" and name not in ("recovery_code",)]
    assert tried > 15
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize(("name", "words", "there"), [
    ("draft_keep", "text", "/shares/tell?draft=41"), ("response_keep", "text", "/shares/{share}#answer"),
    ("letter_keep", "words", "/letters/{door}"), ("retelling_keep", "happened", "/retellings/{retold}/write"),
])
def test_a_draft_that_a_page_kept_after_the_session_ended_comes_to_where_it_is_gone_on_with(world, name, words, there):
    """What a page hands in by itself is answered in words for its script: nobody is shown those."""
    begun = retell(by=world.people["author"])
    client, address = Client(), world.address(name, **{"pk": begun.pk} if name == "retelling_keep" else {})
    data = {words: "Half of a sentence", "draft": "41", "kind": "heard", "audience": "me", "need": "listening", "shown_as": "stone"}
    assert client.post(address, data, headers={"Accept": "application/json"})["Location"] == "/sign-in"
    signs_in(client, world.people["author"])
    page = client.get("/kept")
    again = next(form for form in forms_of(page, "/kept") if form.action == address)
    answer = client.post(address, again.data(), headers=FROM_A_BROWSER)
    assert answer["Location"] == there.format(share=world.share.pk, door=world.door.pk, retold=begun.pk)
    shown = client.get(answer["Location"], headers=FROM_A_BROWSER).text
    assert "Half of a sentence" in shown and "Draft kept" in shown


@pytest.mark.on("postgres")
def test_kept_words_are_sent_with_one_press(world):
    share = f"/shares/{world.as_someone.pk}"
    form = next(form for form in forms_of(world.client("author").get(share), share) if form.action == f"{share}/respond")
    client = Client()
    client.post(form.action, form.data(text="Kept while I was away."))
    answer = client.post("/sign-in", {"sign_in_name": "dell-private-7", "password": PASSWORD})
    assert answer["Location"] == "/kept"
    again = next(form for form in forms_of(client.get("/kept"), "/kept") if "text" in form.names)
    assert client.post(again.action, again.data()).status_code == 302
    assert [r.text for r in Response.system.filter(share=world.as_someone)].count("Kept while I was away.") == 1
