"""Words beside a step of an alert: what was written to the member, what they answered, what was done.

They are sealed with the alert's own key before the space's key closes over the row, so that they end with it: when
its writer is erased, and when its time has passed, in old backups too.
"""

import base64

from cairn.base import crypto, keyring
from cairn.safety.models import AlertStep

_BOUND = b"alert step"


def put(step: AlertStep, words: str) -> None:
    """Before the step is saved. "" is no words."""
    step.words = base64.b64encode(crypto.seal(keyring.key_of(step.alert_id), words.encode(), _BOUND)).decode() if words else None


def of(step: AlertStep) -> str:
    """"" where there are none, or where they cannot be read any more."""
    try:
        return crypto.unseal(keyring.key_of(step.alert_id), base64.b64decode(step.words), _BOUND).decode() if step.words else ""
    except crypto.Unreadable:
        return ""
