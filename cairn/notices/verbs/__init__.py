"""Giving notices, reading them, and choosing how to be reached outside."""

from cairn.notices.verbs.giving import KEPT_FOR, forget_old, give, give_all, give_each, read_all
from cairn.notices.verbs.reaching import choose, reach_no_more, take_back, wake_here, wake_nowhere
from cairn.notices.verbs.returning import arrived, came_back, turn_off

__all__ = [
    "KEPT_FOR", "arrived", "came_back", "choose", "forget_old", "give", "give_all", "give_each", "reach_no_more", "read_all", "take_back", "turn_off",
    "wake_here", "wake_nowhere",
]
