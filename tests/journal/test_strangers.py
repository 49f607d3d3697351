"""Nobody else: not a member, not the coordinator, not a responder; and no list, notice, letter or index knows of it."""

import logging

import pytest
from django.core import mail

from cairn.base import clock
from cairn.base.guarded import Unscoped
from cairn.base.rules import Refused
from cairn.journal import verbs
from cairn.journal.models import Entry, VaultLock
from cairn.notices.models import Notice, Outgoing
from tests.forms import forms_of
from tests.journal.people import PASSWORD, WORDS, opened, writer, writes
from tests.members.doors import hand_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    member, key = writer()
    return writes(member, key)


def everybody() -> dict:
    """Each of them with a journal of their own that is open, so that only whose it is can be what keeps them out."""
    from tests.members.doors import newcomer

    def one(name, **columns):
        member = newcomer(name, f"{name.lower()}-private-88")
        type(member).objects.filter(pk=member.pk).update(**columns)
        verbs.begin(password=PASSWORD, by=member)
        return opened(type(member).objects.get(pk=member.pk))

    now = clock.now()
    return {"another member": one("Juno"), "the coordinator": one("Cole", coordinator_since=now), "a responder": one("Rey", responder_since=now)}


def test_nobody_else_opens_changes_or_lets_go_of_an_entry(entry):
    for who, browser in everybody().items():
        for path in ("", "/edit"):
            assert browser.get(f"/journal/{entry.pk}{path}").status_code == 404, (who, path)
        browser.post(f"/journal/{entry.pk}/delete")
        assert browser.post(f"/journal/{entry.pk}/bring-back").status_code == 404, who
        browser.post(f"/journal/{entry.pk}/edit", {"entry": entry.pk, "words": "Mine now."})
        browser.post("/journal/write", {"entry": entry.pk, "words": "Mine now."})
        browser.post("/journal/keep", {"entry": entry.pk, "words": "Mine now."})
        assert WORDS not in words_of(browser.get("/journal")) and WORDS not in words_of(hand_in(browser, "/journal/search", q="kettle"))
    kept = Entry.system.get(pk=entry.pk)
    assert bytes(kept.sealed) == bytes(entry.sealed) and kept.gone_at is None


def test_its_writer_does_open_it(entry):
    """The control."""
    assert WORDS in words_of(opened(entry.member).get(f"/journal/{entry.pk}"))


def test_the_verbs_refuse_strangers(entry):
    juno, key = writer("Juno")
    assert verbs.keep(entry.pk, title="", words="Mine.", prompt="", seen="", key=key, by=juno).pk != entry.pk
    assert verbs.keep_draft(entry.pk, title="", words="Mine.", prompt="", key=key, by=juno).pk != entry.pk
    verbs.delete(entry.pk, by=juno)
    with pytest.raises(Refused):
        verbs.bring_back(entry.pk, by=juno)
    assert Entry.system.get(pk=entry.pk).gone_at is None


def test_without_a_viewer_nothing_answers(entry):
    for model in (Entry, VaultLock):
        for asked in (lambda m: list(m.objects.all()), lambda m: m.objects.count(), lambda m: m.objects.filter(pk=1).exists()):
            with pytest.raises(Unscoped):
                asked(model)


def test_no_notice_letter_or_event_follows_from_writing(entry, clock):
    from cairn.live.models import Event

    browser = opened(entry.member)
    hand_in(browser, "/journal/write", words="I am so tired of all of it.")
    clock.tick(minutes=20)
    assert not Notice.system.exists() and not Outgoing.objects.exists() and mail.outbox == []
    assert not Event.objects.exists()


def test_what_goes_wrong_is_logged_without_words(entry, caplog, monkeypatch):
    """A fault is planted where the words are at hand, in the exception's own message."""
    from cairn.journal import vault

    browser = opened(entry.member)
    browser.raise_request_exception = False
    form = next(form for form in forms_of(browser.get("/journal/write"), "x") if "words" in form.names)

    def broken(key, written, *where):
        raise ValueError(written.words)

    monkeypatch.setattr(vault, "sealed", broken)
    with caplog.at_level(0):
        logging.getLogger("cairn").addHandler(caplog.handler)
        assert browser.post(form.action, form.data(words="Something nobody should log.")).status_code == 500
        logging.getLogger("cairn").removeHandler(caplog.handler)
    assert "ValueError" in caplog.text and "nobody should log" not in caplog.text
