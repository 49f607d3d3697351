"""A password that is changed, lost or removed; a passkey that goes: what then opens the journal."""

import pytest
from django.test import Client

from cairn.base.rules import Refused
from cairn.journal import queries, verbs
from cairn.journal.models import VaultLock
from cairn.members import verbs as members
from tests import cast
from tests.journal.people import OWN, PASSWORD, WORDS, is_open, opened, opens, writer, writes
from tests.journal.test_vault import passkey_of
from tests.members.doors import hand_in

pytestmark = pytest.mark.django_db
NEW = "five other quiet words"


def changes_password(browser, current=PASSWORD, new=NEW):
    answer = hand_in(browser, "/you/password", current=current, password=new)
    assert answer.status_code == 302, answer.content.decode()[-1500:]


def test_a_changed_password_opens_it_for_who_gave_the_old_one():
    """It was locked all the while."""
    member, key = writer()
    changes_password(cast.signed_in(member))
    assert queries.key_by_words(member, NEW) == key and queries.key_by_words(member, PASSWORD) is None


def test_changing_the_password_locks_what_was_open():
    member, _key = writer()
    browser = opened(member)
    changes_password(browser)
    assert not is_open(browser)
    assert opens(browser, NEW).status_code == 302 and is_open(browser)


def test_after_recovery_by_a_code_that_code_opens_it_and_the_new_password_does_not():
    """Whoever resets a password has not shown that they knew the old one."""
    member, key = writer()
    writes(member, key)
    codes = verbs.make_codes(key=key, by=member)
    elsewhere = opened(member)
    browser = Client()
    hand_in(browser, "/recover", recovery_code=codes[4])
    hand_in(browser, "/recover/new", sign_in_name="tarn-private-77", password=NEW)
    assert elsewhere.get("/journal").status_code == 302, "the place where it was open is signed out"
    assert not is_open(browser)
    assert opens(browser, NEW).status_code == 200 and not is_open(browser)
    assert opens(browser, codes[4]).status_code == 302 and is_open(browser)
    assert WORDS in browser.get("/journal").content.decode()
    assert VaultLock.system.filter(ref="before").exists(), "the password from before still opens it, and is said to"
    hand_in(browser, "/journal/keys", password=NEW)
    assert queries.key_by_words(member, NEW) == key and queries.key_by_words(member, PASSWORD) is None


def test_who_got_in_with_codes_that_open_no_journal_opens_none():
    """Codes made outside of the journal let back in; the journal stays shut for them."""
    member, key = writer()
    writes(member, key)
    codes = members.new_recovery_codes(by=member)
    browser = Client()
    hand_in(browser, "/recover", recovery_code=codes[0])
    hand_in(browser, "/recover/new", sign_in_name="tarn-private-77", password=NEW)
    for secret in (*codes[:2], NEW):
        assert opens(browser, secret).status_code == 200
    assert not is_open(browser) and queries.key_by_words(member, PASSWORD) == key


def test_the_page_of_codes_says_that_those_open_no_journal():
    member, _key = writer()
    assert "do not open it" in cast.signed_in(member).get("/you/codes").content.decode()
    assert "do not open it" not in cast.signed_in(cast.member("Juno")).get("/you/codes").content.decode()


def test_a_password_that_is_removed_stays_the_journals_own():
    member, key = writer()
    passkey_of(member)
    members.remove_password(by=member)
    assert queries.key_by_words(member, PASSWORD) == key and queries.what_opens(member).own


def test_a_passkey_that_is_the_last_key_stays_until_there_is_another():
    member = cast.member("Rook")
    passkey, _other = passkey_of(member), passkey_of(member, "b3RoZXI")
    key = verbs.begin(passkey=passkey, output=b"o" * 32, salt=b"s" * 32, by=member)
    with pytest.raises(Refused, match="refused"):
        members.remove_passkey(passkey, by=member)
    verbs.let_passphrase_open(OWN, key=key, by=member)
    members.remove_passkey(passkey, by=member)
    assert queries.key_by_words(member, OWN) == key and VaultLock.system.count() == 1


def test_a_busy_moment_loses_nothing():
    """The new password could not be made a key to it: the one from before still is."""
    from cairn.members import passwords

    member, key = writer()
    held = [passwords._turns.acquire(timeout=1) for _turn in range(2)]
    patience, passwords.PATIENCE = passwords.PATIENCE, 0.01
    try:
        assert verbs.password_changed(PASSWORD, NEW, key=None, by=member) is False
    finally:
        passwords.PATIENCE = patience
        for _turn in held:
            passwords._turns.release()
    assert queries.key_by_words(member, PASSWORD) == key and queries.what_opens(member).before
