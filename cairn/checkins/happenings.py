"""What happened to a check-in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ToldABuddy:
    told_id: int
    reader_id: int
