"""Ids that tell nothing: not how many there are, nor which came first."""

import secrets


def new_id() -> int:
    """A random positive 63-bit integer; fits BIGINT on both databases."""
    return secrets.randbits(63) or 1


def id_in(text) -> int | None:
    """The id that an address or an unseen field gives; None for anything else, also for digits of
    other scripts and for more of them than an id has."""
    said = str(text)
    good = said.isascii() and said.isdigit() and len(said) < 20
    return int(said) if good and 0 < int(said) < 2**63 else None


def new_token() -> str:
    """A random string of 22 URL-safe characters (128 bits)."""
    return secrets.token_urlsafe(16)
