"""The vault: what opens it, and that nothing else does."""

import json
import os

import pytest
from django.apps import apps
from django.db import connection

from cairn.base import crypto, keyring
from cairn.base.rules import Refused
from cairn.journal import queries, vault, verbs
from cairn.journal.models import Entry, VaultLock
from cairn.members import queries as members
from tests import cast
from tests.journal.people import OWN, PASSWORD, WORDS, writer, writes

pytestmark = pytest.mark.django_db


# ---- who has the disk, every backup and the space's key


def every_key_that_the_space_key_opens() -> list[bytes]:
    """What a thief with the whole database and the space's key has: the keys of every purpose, every data key, and
    everything sealed with one of them, opened and opened again."""
    from cairn.base.models import DataKey

    purposes = ("wrap", "session", "once", "token", "member-token", "vault", "vault-lock", "journal", "entry")
    keys = [crypto.key_for(purpose) for purpose in purposes]
    keyring.bring(DataKey.objects.values_list("owner", flat=True))
    return keys + [keyring.key_of(owner) for owner in DataKey.objects.values_list("owner", flat=True)]


def opened_by(keys: list[bytes]) -> bytes:
    """Every value of every row, and whatever these keys make of it, whatever it was bound to."""
    held, queue = [], [bytes(value) for value in values_of_every_row()]
    while queue:
        value = queue.pop()
        held.append(value)
        queue += [opened for key in keys if (opened := opens_anything(key, value)) is not None]
    return b"\0".join(held)


def values_of_every_row() -> list[bytes]:
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")
            found += [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for row in cursor.fetchall() for v in row]
    return found


def opens_anything(key: bytes, value: bytes) -> bytes | None:
    """AES-GCM without asking what it is bound to: counter mode, as a thief would run it. None for what is too short."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if value[:1] != crypto.VERSION or len(value) < 1 + crypto.NONCE + 16:
        return None
    if len(value) > 4000:
        return None
    counter = value[1 : 1 + crypto.NONCE] + (2).to_bytes(4, "big")
    opened = Cipher(algorithms.AES(key), modes.CTR(counter)).decryptor()
    return opened.update(value[1 + crypto.NONCE : -16])


def test_the_database_and_the_space_key_together_open_no_entry():
    """And the control: they open what a share says, and what the member is called."""
    member, key = writer()
    writes(member, key)
    cast.share_by(member, "This one can be opened with the space key.")
    held = opened_by(every_key_that_the_space_key_opens())
    assert b"This one can be opened with the space key." in held and b"Tarn" in held
    assert WORDS.encode() not in held and b"kettle" not in held
    assert key not in held


def test_the_thief_of_the_test_above_would_read_it_with_the_vault_key():
    """Its second control: the search does find the words once the vault's key is among the keys."""
    member, key = writer()
    writes(member, key)
    assert b"kettle" in opened_by([*every_key_that_the_space_key_opens(), key])


def test_an_open_vault_leaves_no_key_that_the_space_key_opens():
    from tests.journal.people import opened

    member, key = writer()
    writes(member, key)
    opened(member)
    assert key not in decoded_sessions()


def decoded_sessions() -> bytes:
    """Every session, opened with the space's key, and every base64 in it decoded."""
    import base64

    from cairn.members.models import SignedIn
    from cairn.members.sessions import SessionStore

    found = [json.dumps(SessionStore().decode(row.session_data)) for row in SignedIn.objects.all()]
    assert "half" in "".join(found), "a control: there is an open vault"
    pieces = [piece for text in found for piece in text.replace('"', " ").split()]
    return b"".join(base64.urlsafe_b64decode(piece + "=" * (-len(piece) % 4)) for piece in pieces if piece.isascii() and len(piece) > 20)


def test_who_was_erased_cannot_be_read_in_an_old_backup_not_even_with_their_password():
    member, key = writer()
    writes(member, key)
    backup = list(VaultLock.system.all())
    keyring.destroy(member.pk)
    for lock in backup:
        with pytest.raises(crypto.Unreadable):
            vault.unwrapped(lock, vault.from_password(PASSWORD, bytes(lock.salt)))


# ---- what opens it


def test_the_password_opens_it_and_another_does_not():
    member, key = writer()
    assert queries.key_by_words(member, PASSWORD) == key
    for other in (PASSWORD + " ", PASSWORD.upper(), "", "x" * 2000, "ABCDE-FGHIJ-KLMNO-PQRST"):
        assert queries.key_by_words(member, other) is None


def test_each_of_the_ten_codes_opens_it_also_as_people_type_them():
    member, key = writer()
    codes = verbs.make_codes(key=key, by=member)
    assert all(queries.key_by_words(member, code) == key for code in codes)
    assert queries.key_by_words(member, codes[3].lower().replace("-", " ")) == key
    assert members.codes_left(member) == 10, "opening uses none up"


def test_new_codes_end_the_old_ones():
    member, key = writer()
    old = verbs.make_codes(key=key, by=member)
    verbs.make_codes(key=key, by=member)
    assert queries.key_by_words(member, old[0]) is None and VaultLock.system.filter(kind="code").count() == 10


def test_a_passphrase_of_its_own_opens_it_for_who_signs_in_without_a_password():
    member = cast.member("Rook")
    key = verbs.begin(password=OWN, own=True, by=member)
    assert queries.key_by_words(member, OWN) == key and queries.what_opens(member).own


def test_what_a_passkey_answers_opens_it():
    member, key = writer()
    passkey = passkey_of(member)
    output, salt = os.urandom(32), os.urandom(32)
    verbs.let_passkey_open(passkey, output, salt, key=key, by=member)
    assert queries.key_by_passkey(member, passkey, output) == key
    assert queries.key_by_passkey(member, passkey, os.urandom(32)) is None


def passkey_of(member, credential="c3RvbmU"):
    from cairn.members.passkeys import NewPasskey
    from cairn.members.verbs import add_passkey

    return add_passkey(NewPasskey(credential, b"key", 0, "A phone"), by=member)


def test_nobody_elses_secret_opens_it():
    """Also when both chose the very same password."""
    one, key = writer("Tarn")
    other, others_key = writer("Juno")
    assert key != others_key
    lock = VaultLock.system.get(member=one)
    VaultLock.system.filter(member=other).update(salt=lock.salt, wrapped=lock.wrapped)
    assert queries.key_by_words(other, PASSWORD) is None, "a lock is bound to its row and member"


@pytest.mark.parametrize("column, value", [
    ("wrapped", b""), ("wrapped", b"\x01"), ("wrapped", b"\x01" + bytes(60)), ("wrapped", b"\x02" + bytes(90)),
    ("salt", b""), ("salt", b"short"), ("salt", b"\xff" * 24), ("salt", bytes(24)),
])
def test_a_changed_lock_opens_nothing_and_breaks_nothing(column, value):
    member, _key = writer()
    VaultLock.system.update(**{column: value})
    assert queries.key_by_words(member, PASSWORD) is None


def test_a_changed_or_moved_entry_is_said_not_to_open():
    member, key = writer()
    one, other = writes(member, key, "One."), writes(member, key, "Other.")
    Entry.system.filter(pk=one.pk).update(sealed=other.sealed)
    assert queries.entry_of(member, key, one.pk).words is None
    assert queries.entry_of(member, key, other.pk).words == "Other."
    Entry.system.filter(pk=one.pk).update(sealed=b"\x01\x00")
    assert queries.entry_of(member, key, one.pk).words is None


# ---- locks come and go


def test_the_last_key_cannot_be_let_go():
    member, key = writer()
    lock = VaultLock.system.get()
    with pytest.raises(Refused):
        verbs.let_go(lock, by=member)
    verbs.let_passphrase_open(OWN, key=key, by=member)
    verbs.let_go(lock, by=member)
    assert queries.key_by_words(member, PASSWORD) is None and queries.key_by_words(member, OWN) == key


def test_somebody_elses_lock_is_not_let_go():
    member, key = writer()
    verbs.let_passphrase_open(OWN, key=key, by=member)
    other, _ = writer("Juno")
    with pytest.raises(Refused):
        verbs.let_go(VaultLock.system.filter(member=member).first(), by=other)
    assert VaultLock.system.filter(member=member).count() == 2


def test_a_journal_begins_once():
    member, _key = writer()
    with pytest.raises(Refused):
        verbs.begin(password=PASSWORD, by=member)
    assert VaultLock.system.count() == 1


def test_a_cost_that_nobody_could_pay_is_not_tried():
    with pytest.raises(crypto.Unreadable):
        vault.from_password(PASSWORD, vault._COST.pack(9999, 2**31, 1) + bytes(16))


def test_starting_over_leaves_nothing_and_touches_nobody_else():
    (one, key), (other, others_key) = writer("Tarn"), writer("Juno")
    writes(one, key)
    writes(other, others_key)
    verbs.start_over(by=one)
    assert not queries.has_vault(one) and list(Entry.system.values_list("member", flat=True)) == [other.pk]
    assert verbs.begin(password=PASSWORD, by=one) != key


def test_erasing_a_member_takes_locks_and_entries_along():
    from cairn.config.wiring import connect  # noqa: F401  what follows is wired when Django is ready
    from cairn.members.happenings import Erased
    from cairn.base.happenings import tell

    (one, key), (other, others_key) = writer("Tarn"), writer("Juno")
    writes(one, key)
    writes(other, others_key)
    tell(Erased(one.pk, answers_stand=False))
    assert not Entry.system.filter(member=one).exists() and not VaultLock.system.filter(member=one).exists()
    assert queries.entries_of(other, others_key)[0].words == WORDS
