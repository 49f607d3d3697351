"""What a browser is woken with: sealed for that browser alone (RFC 8291), signed as ours (RFC 8292).

The push service of the browser's maker carries it and can read none of it.
"""

import base64
import json
import os
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from cairn.base import clock, crypto

CURVE = ec.SECP256R1()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256's points
RECORD = 4096
PADDED = 1024  # bytes: so that the length says nothing of what is in it
SIGNED_FOR = 12 * 3600  # seconds; services refuse more than a day


def sealed_for(p256dh: str, auth: str, words: bytes, *, salt: bytes = b"", ours=None) -> bytes:
    """One record of aes128gcm (RFC 8188). `p256dh` and `auth` are the browser's, in base64url; `salt` and `ours`,
    16 bytes and a private key, are made anew for each unless a test gives them. ValueError for keys that are none."""
    salt, ours = salt or os.urandom(16), ours or ec.generate_private_key(CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, from_base64(p256dh))
    points = _point(theirs) + _point(ours.public_key())
    between = _hkdf(from_base64(auth), b"WebPush: info\0" + points, 32, ours.exchange(ec.ECDH(), theirs))
    key = _hkdf(salt, b"Content-Encoding: aes128gcm\0", 16, between)
    nonce = _hkdf(salt, b"Content-Encoding: nonce\0", 12, between)
    mine = _point(ours.public_key())
    return salt + RECORD.to_bytes(4, "big") + bytes([len(mine)]) + mine + AESGCM(key).encrypt(nonce, words + b"\x02", None)


def padded(words: bytes) -> bytes:
    """JSON with blanks behind it, which mean nothing."""
    return words.ljust(PADDED)


def our_key() -> ec.EllipticCurvePrivateKey:
    """The space's key for push, derived from the space's own as all others are: kept and lost with it."""
    number = int.from_bytes(crypto.key_for("push") + crypto.key_for("push, more"), "big")
    return ec.derive_private_key(number % (ORDER - 1) + 1, CURVE)


def our_public_key() -> str:
    """What a browser is told to take messages of."""
    return to_base64(_point(our_key().public_key()))


def signed_for(endpoint: str) -> str:
    """The Authorization header for this endpoint (VAPID)."""
    parts, at = urlsplit(endpoint), int(clock.now().timestamp())
    said = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": at + SIGNED_FOR, "sub": _who_we_are()}
    token = ".".join(to_base64(json.dumps(part).encode()) for part in ({"typ": "JWT", "alg": "ES256"}, said))
    r, s = decode_dss_signature(our_key().sign(token.encode(), ec.ECDSA(SHA256())))
    return f"vapid t={token}.{to_base64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}, k={our_public_key()}"


def _who_we_are() -> str:
    return settings.ADDRESS if settings.SECURE else "mailto:cairn@localhost.localdomain"


def to_base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_base64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _hkdf(salt: bytes, info: bytes, length: int, secret: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
