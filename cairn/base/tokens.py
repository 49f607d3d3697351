"""Tokens in links that go out: sealed, so that they say nothing, and good for a while."""

import base64
import binascii
import json
from datetime import timedelta

from cairn.base import clock, crypto


def sealed(purpose: str, *said) -> str:
    """`said` (numbers and short texts) in a token of this moment, that only this space can read."""
    words = json.dumps([clock.now().timestamp(), *said]).encode()
    return base64.urlsafe_b64encode(crypto.seal(crypto.key_for("token"), words, purpose.encode())).decode().rstrip("=")


def opened(purpose: str, token: str, lasts: timedelta) -> list | None:
    """What the token says, while it is good; None for any other."""
    try:
        kept = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        made, *said = json.loads(crypto.unseal(crypto.key_for("token"), kept, purpose.encode()))
    except (binascii.Error, ValueError, crypto.Unreadable):
        return None
    return said if clock.now().timestamp() - made <= lasts.total_seconds() else None
