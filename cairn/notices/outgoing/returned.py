"""Letters that come back: a return address that says whose letter it was, and reading what a mail server sends there.

The address is bounces+<token>@...: the member's id and a mark, sealed as one AES block, so that nobody can make
one up, and no list of addresses is needed to know whose letter it was.
"""

import base64
import binascii
import hmac
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from django.conf import settings

from cairn.base import crypto
from cairn.base.post import is_for_good

MOST = 1_000_000  # bytes of a returned letter that are read


def return_address(member_id: int) -> str:
    """Where a letter to this member comes back to; "" where the settings name no such address."""
    if not settings.MAIL_BOUNCES:
        return ""
    local, _at, domain = settings.MAIL_BOUNCES.rpartition("@")
    block = _block().encryptor().update(_marked(member_id.to_bytes(8, "big")))
    return f"{local}+{base64.b32encode(block).decode().rstrip('=').lower()}@{domain}"


def member_of(address: str) -> int | None:
    """Whose return address this is; None for one that we did not make. Case does not matter: servers fold it."""
    token = address.rpartition("@")[0].rpartition("+")[2].upper()
    try:
        block = base64.b32decode(token + "=" * (-len(token) % 8))
        said = _block().decryptor().update(block)
    except (binascii.Error, ValueError):
        return None
    good = len(block) == 16 and hmac.compare_digest(said, _marked(said[:8]))
    return int.from_bytes(said[:8], "big") if good else None


def what_came_back(letter: bytes, address: str = "") -> tuple[int, bool] | None:
    """(member's id, for good) when this is a report that a letter of ours was not delivered (RFC 3464); None
    for anything else: a delay, an answer of somebody on holiday, what is not ours."""
    message = message_from_bytes(letter[:MOST], policy=policy.default)
    member_id = next((found for one in _addressed_to(message, address) if (found := member_of(one))), None)
    statuses = [str(part.get("Status", "")).strip() for part in _reports(message) if str(part.get("Action", "")).strip().lower() == "failed"]
    if member_id is None or not statuses:
        return None
    return member_id, any(is_for_good(status.split(" ")[0] or "5.0.0") for status in statuses)


def _addressed_to(message: EmailMessage, address: str) -> list[str]:
    headers = [str(value) for name in ("X-Original-To", "Delivered-To", "To") for value in message.get_all(name, [])]
    return [address, *(one for _name, one in getaddresses(headers))]


def _reports(message: EmailMessage) -> list:
    """The groups of fields of its delivery status, one a recipient."""
    status = (part for part in message.walk() if part.get_content_type() == "message/delivery-status")
    return [group for part in status if isinstance(part.get_payload(), list) for group in part.get_payload()]


def _marked(member: bytes) -> bytes:
    return member + hmac.digest(crypto.key_for("return-mark"), member, "sha256")[:8]


def _block() -> Cipher:
    return Cipher(AES(crypto.key_for("return-address")), ECB())  # noqa: S305  exactly one block, which holds its own mark
