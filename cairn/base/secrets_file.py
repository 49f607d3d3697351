"""The space's key: one secret apart from the database, from which all others are derived."""

import base64
import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SIZE = 32


def space_key(data: Path, given: str = "") -> bytes:
    """The 32-byte key: `given` as base64, else the file `keys/space.key`, made on first need.

    Raises ValueError when a given or stored key is not 32 bytes of base64.
    """
    text = given or _stored(data / "keys" / "space.key")
    key = base64.b64decode(text, validate=True)
    if len(key) != SIZE:
        raise ValueError("The space's key must be 32 bytes, written as base64.")
    return key


def _stored(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        # O_EXCL: of two processes that start at once, one makes the key and both read it.
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    text = base64.b64encode(secrets.token_bytes(SIZE)).decode()
    with os.fdopen(file, "w") as out:
        out.write(text + "\n")
        out.flush()
        os.fsync(out.fileno())
    return text


def derived(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, by HKDF-SHA256 (RFC 5869); knowing it tells nothing of the others."""
    return HKDF(algorithm=SHA256(), length=SIZE, salt=None, info=purpose.encode()).derive(key)
