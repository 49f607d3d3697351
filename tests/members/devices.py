"""A device that holds a passkey, without a browser: it answers what a page's script would bring."""

import base64
import hashlib
import json

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings

from cairn.members import passkeys, verbs
from cairn.members.passkeys import NewPasskey


class Device:
    def __init__(self, member, credential=b"a credential of a device"):
        self.id, self.count = _text(credential), 0
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.passkey = verbs.add_passkey(NewPasskey(self.id, self._public(), 0), by=member)

    def _public(self) -> bytes:
        at = self.key.public_key().public_numbers()
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32, "big"), -3: at.y.to_bytes(32, "big")})

    def answers(self, options: dict) -> str:
        """As the browser writes it down."""
        self.count += 1
        said = json.dumps({"type": "webauthn.get", "challenge": options["challenge"], "origin": settings.ADDRESS}).encode()
        shown = hashlib.sha256(passkeys.site().encode()).digest() + b"\x05" + self.count.to_bytes(4, "big")
        signed = self.key.sign(shown + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))
        response = {"clientDataJSON": _text(said), "authenticatorData": _text(shown), "signature": _text(signed)}
        return json.dumps({"id": self.id, "rawId": self.id, "type": "public-key", "response": response})


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
