"""Ids that tell nothing: not how many there are, nor which came first."""

import secrets


def new_id() -> int:
    """A random positive 63-bit integer; fits BIGINT on both databases."""
    return secrets.randbits(63) or 1


def new_token() -> str:
    """A random string of 22 URL-safe characters (128 bits)."""
    return secrets.token_urlsafe(16)
