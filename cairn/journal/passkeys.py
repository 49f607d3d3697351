"""What a passkey answers to the vault: the extension "prf" of WebAuthn, for browsers and devices that have it.

The device makes 32 bytes of its own secret and of the salt it is asked; they are the same each time, and nobody can
make them without it. The browser hands them in with the proof that it was this passkey.
"""

import base64
import binascii
import json
import os

from cairn.journal import queries
from cairn.members import queries as members
from cairn.members import verbs as members_verbs
from cairn.members.queries import passkeys


class NoAnswer(Exception):
    """It was put off, or it was another passkey, or this one has no such thing."""


def asked(request, *, only_those_that_open: bool) -> dict:
    """Options for the browser. The salt is the one that opens already, or a fresh one, kept until the answer comes."""
    opens = queries.what_opens(request.member)
    salt = queries.salt_of_passkeys(request.member) or os.urandom(32)
    request.session["vault_asked"] = _text(salt)
    known = opens.passkeys if only_those_that_open else [*opens.passkeys, *opens.passkeys_left]
    return {
        **passkeys.offer_known(request.session),
        "allowCredentials": [{"type": "public-key", "id": one.credential} for one in known],
        "userVerification": "required",  # with and without it devices answer differently
        "extensions": {"prf": {"eval": {"first": _text(salt)}}},
    }


def answered(request):
    """(passkey, its 32 bytes, the salt it was asked), of one of the member's own passkeys. Raises NoAnswer."""
    answer, salt = request.POST.get("credential", ""), request.session.pop("vault_asked", "")
    passkey = members.passkey_of(passkeys.credential_in(answer))
    if passkey is None or passkey.member_id != request.member.pk or not salt:
        raise NoAnswer
    try:
        count = passkeys.count_from(request.session, answer, passkey)
    except passkeys.NotBelieved:
        raise NoAnswer from None
    output = _output_in(answer)
    members_verbs.use_passkey(passkey, count)
    return passkey, output, _bytes(salt)


def _output_in(answer: str) -> bytes:
    try:
        output = _bytes(json.loads(answer)["clientExtensionResults"]["prf"]["results"]["first"])
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error):
        raise NoAnswer from None
    if len(output) != 32:
        raise NoAnswer
    return output


def _text(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
