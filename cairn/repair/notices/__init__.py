"""Who should hear of what is worked out, and in which words. No word of anybody's is ever in them."""

from cairn.repair.notices import concerns, conversations


def connect() -> None:
    """Called by config/wiring/."""
    concerns.connect()
    conversations.connect()
