"""A ticket opens one stream for one member, for a minute, and tells its holder nothing."""

import base64

import pytest

from cairn.base import clock
from cairn.live import streams
from cairn.live.streams import hidden_by, may_listen
from cairn.live.tickets import LIFE_SECONDS, BadTicket, issue_ticket, read_ticket


def test_a_ticket_says_what_it_was_given_for():
    ticket = read_ticket(issue_ticket("share:12", member=5, hidden={8, 9}, after=3))
    assert (ticket.stream, ticket.member, ticket.hidden, ticket.after) == ("share:12", 5, frozenset({8, 9}), 3)


def test_a_ticket_lives_a_minute(clock):
    text = issue_ticket("share:12", member=5)
    clock.move(seconds=LIFE_SECONDS - 1)
    read_ticket(text)
    clock.move(seconds=2)
    with pytest.raises(BadTicket):
        read_ticket(text)


@pytest.mark.parametrize("change", [lambda text: text[:-2] + "AA", lambda text: "", lambda text: "x" * 200, lambda text: text + "é", lambda text: text[5:]])
def test_a_changed_ticket_opens_nothing(change):
    with pytest.raises(BadTicket):
        read_ticket(change(issue_ticket("share:12", member=5)))


def test_nobody_can_read_from_a_ticket_who_is_hidden():
    text = issue_ticket("share:12", member=5, hidden={123456789})
    assert b"123456789" not in base64.urlsafe_b64decode(text + "===")
    assert "123456789" not in text


@pytest.mark.parametrize("name", ["", "share", "share:", "share:x", "share:1:2", "nothing:1", "test:-1", "test:１", "test:" + "9" * 30, "test:2"])
def test_streams_are_refused_by_default(drawing, name):
    assert not may_listen(object(), name)


def test_a_stream_that_may_be_heard_is(drawing):
    assert may_listen(object(), "test:1")


@pytest.fixture
def somebody(db):
    from tests.cast import member

    return member("Wren")


def ask(client, **query):
    return client.get("/live/ticket", query)


def test_the_office_gives_a_ticket_to_who_may_listen(somebody, drawing, monkeypatch):
    from tests.cast import signed_in

    monkeypatch.setattr(streams, "_hidden_from", streams._hidden_from)
    hidden_by(lambda member_id: {member_id + 1})
    answer = ask(signed_in(somebody), stream="test:1", after="4")
    ticket = read_ticket(answer.json()["ticket"])
    assert (ticket.member, ticket.after, ticket.hidden) == (somebody.pk, 4, frozenset({somebody.pk + 1}))
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("stream", ["test:2", "nothing:1", "", "test"])
def test_a_stream_one_may_not_hear_does_not_exist(somebody, drawing, stream):
    from tests.cast import signed_in

    assert ask(signed_in(somebody), stream="test:1").status_code == 200
    assert ask(signed_in(somebody), stream=stream).status_code == 404


@pytest.mark.parametrize("after", ["-1", "x", "9" * 40, "１", ""])
def test_nonsense_about_the_last_event_starts_from_now(somebody, drawing, after):
    from tests.cast import signed_in

    answer = ask(signed_in(somebody), stream="test:1", after=after)
    assert read_ticket(answer.json()["ticket"]).after == 0


@pytest.mark.django_db
def test_a_stranger_gets_no_ticket(client, drawing):
    assert ask(client, stream="test:1").status_code in {302, 403, 404}


def test_whoever_is_hung_up_while_their_ticket_is_written_is_refused(somebody, drawing, monkeypatch):
    """The moment on a ticket is that of the look, not of the writing after it."""
    from tests.cast import signed_in

    looked = []
    real = streams.may_listen
    monkeypatch.setattr(streams, "may_listen", lambda member, stream: looked.append(clock.now().timestamp()) or real(member, stream))
    ticket = read_ticket(ask(signed_in(somebody), stream="test:1").json()["ticket"])
    assert ticket.at <= looked[0]
