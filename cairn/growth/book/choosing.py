"""What was chosen for a book, as a part of its address: sealed, for this member alone, and kept nowhere. Title and
dedication are a member's words, and no address may hold those to be read."""

import base64
import binascii
import json
import zlib

from cairn.base import crypto
from cairn.growth.queries.book import CHAPTERS, Chosen

LONGEST = 4000


def token_of(member, chosen: Chosen) -> str:
    said = json.dumps([chosen.title, chosen.dedication, [key for key in CHAPTERS if key in chosen.chapters], chosen.firsts, chosen.named], ensure_ascii=False)
    sealed = crypto.seal(crypto.key_for("book"), zlib.compress(said.encode(), 9), _bound(member))
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def chosen_in(member, token: str) -> Chosen | None:
    """None for anything else, also for what somebody else chose."""
    try:
        sealed = base64.urlsafe_b64decode(token[:LONGEST] + "=" * (-len(token) % 4))
        title, dedication, chapters, firsts, named = json.loads(zlib.decompress(crypto.unseal(crypto.key_for("book"), sealed, _bound(member))))
    except (crypto.Unreadable, binascii.Error, ValueError):
        return None
    return Chosen(title, dedication, tuple(chapters), firsts, named)


def _bound(member) -> bytes:
    return f"book:{member.pk}".encode()
