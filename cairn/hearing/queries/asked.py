"""The asks made of a member, and why."""

from cairn.base.pages import found
from cairn.hearing import words
from cairn.hearing.models import Ask
from cairn.hearing.queries.waiting import waiting_shares
from cairn.shares.models import Share


def why_asked(share) -> str:
    """For a share of waiting_shares() with an ask: why this member, in words."""
    return words.why_asked(
        share, share.ask_topic, share.ask_interest, has_hours=bool(share.listening_hours),
        which=(share.heard_lately or 0) + 1, weekly_limit=share.weekly_limit or 0,
    )


def asks_of(member) -> list[Share]:
    """Shares this member has been asked to hear, the longest waiting first."""
    asked = list(Ask.objects.seen_by(member).open().values_list("share", flat=True))
    return list(waiting_shares(member, asked=asked).filter(ask_id__isnull=False).order_by("told_at"))


def ask_for(member, pk) -> Ask:
    """An ask made of this member, or 404."""
    return found(Ask.objects.seen_by(member).filter(pk=pk).first())
