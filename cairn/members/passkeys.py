"""Passkeys (WebAuthn): asking a device for one, and believing what it answers.

The library is heavy and seldom needed, so it is fetched when somebody asks.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings

from cairn.base import clock

FRESH = timedelta(minutes=10)


class NotBelieved(Exception):
    """What the device answered does not belong to what it was asked."""


@dataclass(frozen=True, slots=True)
class NewPasskey:
    credential: str  # base64url
    public_key: bytes
    count: int
    label: str = ""  # the device it was made on


def site() -> str:
    """The RP id: the host people reach the space at."""
    return urlsplit(settings.ADDRESS).hostname or "localhost"


def offer_new(session, *, space_name: str, name: str, known: list[str] = ()) -> dict:
    """Options for the browser to make a passkey; `known` are credentials the member has already."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers import base64url_to_bytes, structs

    options = generate_registration_options(
        rp_id=site(), rp_name=space_name, user_id=secrets.token_bytes(32), user_name=name, user_display_name=name,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.PREFERRED,
        ),
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(one)) for one in known],
    )
    # Asked for now, a passkey can open its member's journal later: some devices decide it when it is made.
    return {**_asked(session, options_to_json(options)), "extensions": {"prf": {}}}


def offer_known(session) -> dict:
    """Options for the browser to show whichever passkeys it has for this place."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    options = generate_authentication_options(rp_id=site(), user_verification=UserVerificationRequirement.PREFERRED)
    return _asked(session, options_to_json(options))


def new_from(session, answer: str, *, label: str = "") -> NewPasskey:
    """The passkey that the device made. Raises NotBelieved."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url

    challenge = _challenge_of(session)
    try:
        made = verify_registration_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=site(), expected_origin=settings.ADDRESS
        )
    except Exception as error:  # the library has many; each means the same to us
        raise NotBelieved from error
    return NewPasskey(bytes_to_base64url(made.credential_id), made.credential_public_key, made.sign_count, label)


def credential_in(answer: str) -> str:
    """Which credential the device says it used; "" when it says nothing readable."""
    try:
        said = json.loads(answer)
    except ValueError:
        return ""
    found = said.get("id") if isinstance(said, dict) else None
    return found.rstrip("=") if isinstance(found, str) and len(found) <= 700 else ""


def count_from(session, answer: str, passkey) -> int:
    """The device's new counter, when it holds the key of `passkey`. Raises NotBelieved."""
    from webauthn import verify_authentication_response

    challenge = _challenge_of(session)
    try:
        shown = verify_authentication_response(
            credential=answer, expected_challenge=challenge, expected_rp_id=site(), expected_origin=settings.ADDRESS,
            credential_public_key=bytes(passkey.public_key), credential_current_sign_count=passkey.count,
        )
    except Exception as error:
        raise NotBelieved from error
    return shown.new_sign_count


def _asked(session, options: str) -> dict:
    """Remember the challenge: it is answered once, and soon."""
    made = json.loads(options)
    session["passkey_asked"] = [made["challenge"], clock.now().timestamp()]
    return made


def _challenge_of(session) -> bytes:
    from webauthn.helpers import base64url_to_bytes

    challenge, asked_at = session.pop("passkey_asked", ["", 0])
    if not challenge or clock.now().timestamp() - asked_at > FRESH.total_seconds():
        raise NotBelieved
    return base64url_to_bytes(challenge)
