"""The vault and its locks. Slow derivations come first and outside of the act: the write lock is everybody's."""

import os

from django.utils.translation import gettext as _

from cairn.base.acts import act
from cairn.base.rules import require
from cairn.journal import queries, rules, vault
from cairn.journal.models import Entry, VaultLock
from cairn.members import verbs as members
from cairn.members.models import Member
from cairn.members.queries import digest_of_code, passwords, plain_code

PASSWORD, CODE, PASSKEY, OWN, BEFORE = VaultLock.PASSWORD, VaultLock.CODE, VaultLock.PASSKEY, VaultLock.OWN, VaultLock.BEFORE


# ---- beginning


def begin(*, password: str = "", own: bool = False, passkey=None, output: bytes = b"", salt: bytes = b"", by: Member) -> bytes:
    """A vault for `by`, opened by their sign-in password, by a passphrase of its `own`, or by what a passkey answered
    to `salt`. Gives its key. Raises passwords.Busy."""
    key = vault.new_key()
    lock = _by_passkey(key, passkey, output, salt, by) if passkey else _by_password(key, password, OWN if own else "", by)
    _begin(lock, by=by)
    return key


@act
def _begin(lock: VaultLock, *, by: Member) -> None:
    _hold(by)  # of two tabs, one begins
    require(not queries.has_vault(by), _("Your journal has begun already."))
    lock.save(force_insert=True)


def _hold(by: Member) -> None:
    """One after the other. Not their key: rows that only name them can be written meanwhile."""
    Member.objects.select_for_update(no_key=True).get(pk=by.pk)


# ---- locks


def _by_password(key: bytes, password: str, ref: str, by: Member) -> VaultLock:
    salt = vault.salt_for_password()
    return _lock(key, vault.from_password(password, salt), PASSWORD, ref, salt, by)


def _by_passkey(key: bytes, passkey, output: bytes, salt: bytes, by: Member) -> VaultLock:
    return _lock(key, vault.from_prf(output, salt), PASSKEY, str(passkey.pk), salt, by)


def _by_code(key: bytes, code: str, by: Member) -> VaultLock:
    salt = os.urandom(16)
    return _lock(key, vault.from_code(plain_code(code), salt), CODE, digest_of_code(code), salt, by)


def _lock(key: bytes, secret: bytes, kind: str, ref: str, salt: bytes, by: Member) -> VaultLock:
    made = VaultLock(member=by, kind=kind, ref=ref, salt=salt)
    made.wrapped = vault.wrapped(key, secret, made)
    return made


def let_password_open(password: str, *, key: bytes, by: Member) -> None:
    """The sign-in password, which somebody has made sure of, opens it from now on; one from before does not."""
    _put(_by_password(key, password, "", by), instead=[BEFORE], by=by)


def let_passphrase_open(passphrase: str, *, key: bytes, by: Member) -> None:
    """A passphrase of the journal's own, in place of an earlier one."""
    _put(_by_password(key, passphrase, OWN, by), by=by)


def let_passkey_open(passkey, output: bytes, salt: bytes, *, key: bytes, by: Member) -> None:
    require(passkey.member_id == by.pk, _("Only your own passkeys can open it."))
    _put(_by_passkey(key, passkey, output, salt, by), by=by)


@act
def _put(lock: VaultLock, *, instead=(), by: Member) -> None:
    mine = VaultLock.objects.seen_by(by).filter(kind=lock.kind)
    mine.filter(ref__in=[lock.ref, *instead]).delete()
    lock.save(force_insert=True)


@act
def make_codes(*, key: bytes, by: Member) -> list[str]:
    """Ten fresh recovery codes, which let back in and open the journal; older ones do neither."""
    codes = members.new_recovery_codes(by=by)
    VaultLock.objects.seen_by(by).filter(kind=CODE).delete()
    VaultLock.system.bulk_create([_by_code(key, code, by) for code in codes])
    return codes


@act
def let_go(lock: VaultLock, *, by: Member) -> None:
    """This secret does not open it any more; another one does."""
    _hold(by)  # of two that go at once, the second finds itself the last
    others = VaultLock.objects.seen_by(by).exclude(pk=lock.pk).count()
    require(lock.member_id == by.pk and rules.may_let_go_of(lock, others), _("This is the last key to your journal. Make another one first: without any, nobody could open it again."))
    VaultLock.objects.seen_by(by).filter(pk=lock.pk).delete()


# ---- what happens to the secrets themselves


def password_changed(old: str | None, new: str, *, key: bytes | None, by: Member) -> bool:
    """The sign-in password is another now. With the old one, or while the vault is open, the new one opens it from
    now on; otherwise the one from before still does, and is remembered as such. Gives whether the new one does."""
    if not queries.has_vault(by):
        return False
    try:
        key = key or (queries.key_by_password(by, old) if old else None)
        if key is not None:
            let_password_open(new, key=key, by=by)
            return True
    except passwords.Busy:
        pass
    _remember_as(BEFORE, by.pk)
    return False


def keep_removed_password(member_id: int) -> None:
    """They sign in without it now. It stays the journal's own passphrase, so that nothing is lost by removing it;
    where there is one already, that one stays."""
    _remember_as(OWN, member_id)


def _remember_as(ref: str, member_id: int) -> None:
    """The lock under the sign-in password becomes one under another name."""
    of_words = VaultLock.system.filter(member_id=member_id, kind=PASSWORD)
    lock = of_words.filter(ref="").first()
    if lock is None:
        return
    if of_words.filter(ref=ref).exists():
        lock.delete()
        return
    lock.ref = ref
    lock.save(update_fields=["ref"])


def forget_passkey(member_id: int, passkey_id: int) -> None:
    VaultLock.system.filter(member_id=member_id, kind=PASSKEY, ref=str(passkey_id)).delete()


def needs(member: Member, passkey) -> str:
    """Why this passkey has to stay: nothing else opens the journal. "" when something does."""
    locks = queries.locks_of(member)
    if len(locks) == 1 and locks[0].kind == PASSKEY and locks[0].ref == str(passkey.pk):
        return _("This passkey is the last key to your journal. Make another key to it first: the journal’s page on what opens it says how.")
    return ""


# ---- the end


@act
def start_over(*, by: Member) -> None:
    """Nothing opens it any more, or nothing of it should stay: all its entries and locks go, for good."""
    erase(by.pk)


def erase(member_id: int) -> None:
    Entry.system.filter(member_id=member_id).delete()
    VaultLock.system.filter(member_id=member_id).delete()
