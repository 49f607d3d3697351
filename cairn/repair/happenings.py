from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class ConcernMoved(Happening):
    """`to` (members' ids) should hear `what`, one of our own words: notices/concerns.py says it."""

    concern_id: int
    what: str
    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BesideMoved(Happening):
    """Somebody was asked to stand beside, or has answered."""

    beside_id: int
    what: str
    to: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConversationMoved(Happening):
    """Something in a called conversation, for `to`: notices/conversations.py says it."""

    conversation_id: int
    what: str
    to: tuple[int, ...]
