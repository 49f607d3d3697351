"""The asks made of a member, and why."""

from zoneinfo import ZoneInfo

from cairn.base import clock
from cairn.base.composed import composed
from cairn.base.pages import found
from cairn.hearing import words
from cairn.hearing.engine.listeners import hours_mask
from cairn.hearing.engine.waves import WEEK
from cairn.hearing.models import Ask
from cairn.hearing.queries.waiting import waiting_shares
from cairn.shares.models import Share, looks


def why_asked(share, member, *, counts: bool = True) -> str:
    """For a share of waiting_shares() with an ask: why this member, in words. `counts`: and which of their week it would
    be, which is said once where several stand side by side."""
    zone = ZoneInfo(member.zone)
    now, then = clock.now().astimezone(zone).hour, share.ask_at.astimezone(zone).hour
    return words.why_asked(
        share, share.ask_topic, share.ask_interest,
        when=words.when_asked(share.listening_hours or 0, hours_mask(member.quiet_from, member.quiet_to), now=now, then=then),
        which=(share.heard_lately or 0) + 1 if counts else 0, weekly_limit=share.weekly_limit or 0,
    )


def asked_of(member, share) -> Share | None:
    """This share with the ask made of the member, as waiting_shares() gives it; None for whoever has none open."""
    return next(iter(_asked_of(member, share.pk, clock.now())), None)


@composed(lambda member, pk, at: [*looks(member), pk, at - WEEK])
def _asked_of(member, pk: int, at):
    return waiting_shares(member, at, [pk]).filter(pk=pk, ask_id__isnull=False)


def asks_of(member) -> list[Share]:
    """Shares this member has been asked to hear, the longest waiting first."""
    asked = list(Ask.objects.seen_by(member).open().values_list("share", flat=True))
    return list(waiting_shares(member, asked=asked).filter(ask_id__isnull=False).order_by("told_at"))


def ask_for(member, pk) -> Ask:
    """An ask made of this member, or 404."""
    return found(Ask.objects.seen_by(member).filter(pk=pk).first())
