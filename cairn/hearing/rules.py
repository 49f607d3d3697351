"""Which shares look for listeners."""

from cairn.shares.models import ME, NOTHING, Share


def looks_for_listeners(share: Share) -> bool:
    """Told to others, unanswered, and hoping for an answer: the same as waiting_to_be_heard(), for one share.

    "I only wanted to say it" asks nobody: who says so wants no reply, and being asked to listen to it
    would cost a listener one of their few asks. It stands among the shares like any other, may be
    answered with a nod or a word, and is not counted as waiting.
    """
    told = share.told_at is not None and share.withdrawn_at is None
    return told and share.heard_at is None and share.audience != ME and share.need != NOTHING
