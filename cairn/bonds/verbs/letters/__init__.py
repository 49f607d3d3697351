"""Knocking, opening and closing doors, and writing letters through them."""

from cairn.bonds.verbs.letters import minding  # noqa: F401  it brings what the clock does
from cairn.bonds.verbs.letters.doors import (
    close_door, close_for_block, close_for_buddies, decline_knock, knock, let_knock_stand, open_door, open_to_buddy, reopen_door, take_back_knock,
)
from cairn.bonds.verbs.letters.holding import hold_letter
from cairn.bonds.verbs.letters.writing import bring_back_letter, bring_back_letters, keep_letter, let_go_of_letters, take_back_letter, write_letter

__all__ = [
    "bring_back_letter", "bring_back_letters", "close_door", "close_for_block", "close_for_buddies", "decline_knock", "hold_letter", "keep_letter", "knock", "let_go_of_letters",
    "let_knock_stand", "open_door", "open_to_buddy", "reopen_door", "take_back_knock", "take_back_letter", "write_letter",
]
