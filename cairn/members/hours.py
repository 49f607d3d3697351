"""The hours somebody is usually here: six blocks of four hours, kept as one bit an hour."""

from django.utils.translation import gettext_lazy as _

BLOCKS = {
    "early": (_("Early morning, 4 to 8"), 4),
    "morning": (_("Morning, 8 to 12"), 8),
    "afternoon": (_("Afternoon, 12 to 4"), 12),
    "late": (_("Late afternoon, 4 to 8"), 16),
    "evening": (_("Evening, 8 to midnight"), 20),
    "night": (_("Night, midnight to 4"), 0),
}


def mask_of(blocks) -> int:
    """Bit h is set when somebody is usually here in the local hour h."""
    return sum(0b1111 << start for name, (_words, start) in BLOCKS.items() if name in set(blocks))


def blocks_in(mask: int) -> list[str]:
    return [name for name, (_words, start) in BLOCKS.items() if mask >> start & 0b1111]


def in_words(mask: int) -> list[str]:
    return [str(BLOCKS[name][0]) for name in blocks_in(mask)]
