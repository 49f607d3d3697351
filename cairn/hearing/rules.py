"""Which shares look for listeners, and who may let them look further."""

from cairn.hearing.engine.policy import LISTENERS
from cairn.shares.models import CIRCLE, ME, NOTHING, READERS, Share


def looks_for_listeners(share: Share) -> bool:
    """Told to others, unanswered, and hoping for an answer: the same as waiting_to_be_heard(), for one share.

    "I only wanted to say it" asks nobody: who says so wants no reply, and being asked to listen to it
    would cost a listener one of their few asks. It stands among the shares like any other, may be
    answered with a nod or a word, and is not counted as waiting.
    """
    return _hopes_for_an_answer(share) and share.heard_at is None


def wants_another(share: Share, answers: int) -> bool:
    """Heard, and a second listener is still looked for: fewer people come back after exactly one answer."""
    return _hopes_for_an_answer(share) and share.heard_at is not None and answers < LISTENERS


def may_widen(member, share: Share) -> bool:
    """Its author may let everybody here read and hear what nobody in its circle has answered."""
    return share.is_by(member) and share.audience in (CIRCLE, READERS) and looks_for_listeners(share)


def _hopes_for_an_answer(share: Share) -> bool:
    return share.told_at is not None and share.withdrawn_at is None and share.held_at is None and share.audience != ME and share.need != NOTHING
