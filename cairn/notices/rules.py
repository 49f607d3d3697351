"""Who is reached outside, and by which way."""

from cairn.base import post
from cairn.notices.models import Outgoing, PushPlace, Rhythm
from cairn.notices.outside import ASKS, DUTY, GATHERING


def takes_mail(member, rhythm: Rhythm | None) -> bool:
    """An address that was proved, and letters to it do not come back."""
    returned = rhythm is not None and rhythm.mail_off_at is not None
    return post.can_send() and bool(member.mail) and member.mail_proven_at is not None and not returned


def may_turn_on_again(member, rhythm: Rhythm) -> bool:
    """The address was proved after letters to it had come back."""
    return rhythm.mail_off_at is not None and member.mail_proven_at is not None and member.mail_proven_at > rhythm.mail_off_at


def wants(rhythm: Rhythm | None, setting: str, by: str) -> bool:
    """Whether the member chose to be reached so; on duty, by every way they have."""
    if setting == DUTY:
        return True
    if rhythm is None:
        return False
    chosen = {
        (ASKS, Outgoing.MAIL): rhythm.asks_by_mail,
        (ASKS, Outgoing.PUSH): rhythm.asks_by_push,
        (GATHERING, Outgoing.MAIL): bool(rhythm.gathering),
    }
    return chosen.get((setting, by), False)


def ways_on_duty(member, rhythm: Rhythm | None) -> list[str]:
    """For what somebody took on: a proven address, and every browser that may be woken."""
    by_push = [Outgoing.PUSH] if PushPlace.objects.filter(member=member).exists() else []
    return ([Outgoing.MAIL] if takes_mail(member, rhythm) else []) + by_push


def ways(rhythm: Rhythm, setting: str) -> list[str]:
    return [by for by in (Outgoing.MAIL, Outgoing.PUSH) if wants(rhythm, setting, by)]
