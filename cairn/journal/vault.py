"""Keys made of a member's secrets, and what they open. Bytes in, bytes out: nothing here asks the database.

The vault's key is 32 random bytes. It lies wrapped twice: under a key made of one secret, and around that under the
member's data key, which the space's key opens and which is destroyed when they are erased. So the space's key alone
opens nothing, and after an erasure the secret alone opens nothing either, in any old backup.
"""

import json
import os
import struct
from dataclasses import asdict, dataclass, replace

from argon2.exceptions import Argon2Error
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from cairn.base import crypto, keyring
from cairn.members.queries import passwords

SIZE = 32
_COST = struct.Struct(">HIH")  # passes, kibibytes, lanes: they stand before the salt, so that they can grow
MOST_COST = (16, 1024 * 1024, 16)


def new_key() -> bytes:
    return os.urandom(SIZE)


# ---- keys made of secrets


def salt_for_password() -> bytes:
    """What the derivation costs now, and 16 random bytes: apart from the sign-in's own, which are on its row."""
    return _COST.pack(*settings.VAULT_COST) + os.urandom(16)


def from_password(password: str, salt: bytes) -> bytes:
    """A key made of a password (Argon2id). Slow: it takes its turn among the few, and never in a transaction.
    Raises passwords.Busy, and crypto.Unreadable when what it should cost is not believable."""
    try:
        cost = _COST.unpack(salt[: _COST.size])
        if any(asked > most for asked, most in zip(cost, MOST_COST, strict=True)):
            raise crypto.Unreadable
        with passwords.one_of_few():
            made = hash_secret_raw(password[: passwords.LONGEST].encode("utf-8", "surrogatepass"), salt[_COST.size :], *cost, SIZE, Type.ID)
    except (struct.error, Argon2Error):
        raise crypto.Unreadable from None
    return _derived(made, b"vault:password")


def from_code(code: str, salt: bytes) -> bytes:
    """A key made of a recovery code as plain_code() gives it: 100 random bits need no slow derivation."""
    return _derived(code.encode(), b"vault:code", salt)


def from_prf(output: bytes, salt: bytes) -> bytes:
    """A key made of what a passkey answers to `salt` (WebAuthn's prf, 32 bytes)."""
    return _derived(output, b"vault:passkey", salt)


def _derived(secret: bytes, purpose: bytes, salt: bytes | None = None) -> bytes:
    return HKDF(algorithm=SHA256(), length=SIZE, salt=salt, info=purpose).derive(secret)


# ---- the vault's key, wrapped


def wrapped(key: bytes, secret: bytes, lock) -> bytes:
    """`key` under the key `secret`, and under the data key of the lock's member: bound to that row."""
    bound, member_id = _of_lock(lock), lock.member_id
    return crypto.seal(keyring.key_of(member_id), crypto.seal(secret, key, bound), bound)


def unwrapped(lock, secret: bytes) -> bytes:
    """The vault's key. Raises crypto.Unreadable for another secret, a changed row, an erased member."""
    bound = _of_lock(lock)
    return _unsealed(secret, _unsealed(keyring.key_of(lock.member_id), bytes(lock.wrapped), bound), bound)


def _of_lock(lock) -> bytes:
    return f"cairn_vaultlock.wrapped:{lock.pk}:{lock.member_id}:{lock.kind}".encode()


def _unsealed(key: bytes, sealed: bytes, bound: bytes) -> bytes:
    try:
        return crypto.unseal(key, sealed, bound)
    except ValueError:  # cut short
        raise crypto.Unreadable from None


# ---- what lies in it


@dataclass(frozen=True, slots=True)
class Written:
    """What one entry says. `draft` is what was typed since and not kept: (title, words). `kept` False: all of it is a draft."""

    title: str = ""
    words: str = ""
    prompt: str = ""
    kept: bool = False
    draft: tuple[str, str] | None = None

    def begun(self, title: str, words: str, prompt: str) -> "Written":
        return replace(self, draft=(title, words), prompt=self.prompt if self.kept else prompt)


def sealed(key: bytes, written: Written, pk: int, member_id: int) -> bytes:
    return crypto.seal(key, json.dumps(asdict(written)).encode(), _of_entry(pk, member_id))


def opened(key: bytes, sealed: bytes, pk: int, member_id: int) -> Written:
    """Raises crypto.Unreadable."""
    said = json.loads(_unsealed(key, bytes(sealed), _of_entry(pk, member_id)))
    return Written(**{**said, "draft": tuple(said["draft"]) if said["draft"] else None})


def _of_entry(pk: int, member_id: int) -> bytes:
    return f"cairn_entry.sealed:{pk}:{member_id}".encode()
