"""Who is reached outside, and by which way."""

from cairn.base import post
from cairn.notices.models import Outgoing, Rhythm
from cairn.notices.outside import ASKS, GATHERING


def takes_mail(member, rhythm: Rhythm | None) -> bool:
    """An address that was proved, and letters to it do not come back."""
    returned = rhythm is not None and rhythm.mail_off_at is not None
    return post.can_send() and bool(member.mail) and member.mail_proven_at is not None and not returned


def may_turn_on_again(member, rhythm: Rhythm) -> bool:
    """The address was proved after letters to it had come back."""
    return rhythm.mail_off_at is not None and member.mail_proven_at is not None and member.mail_proven_at > rhythm.mail_off_at


def wants(rhythm: Rhythm, setting: str, by: str) -> bool:
    """Whether the member chose to be reached so."""
    chosen = {
        (ASKS, Outgoing.MAIL): rhythm.asks_by_mail,
        (ASKS, Outgoing.PUSH): rhythm.asks_by_push,
        (GATHERING, Outgoing.MAIL): bool(rhythm.gathering),
    }
    return chosen.get((setting, by), False)


def ways(rhythm: Rhythm, setting: str) -> list[str]:
    return [by for by in (Outgoing.MAIL, Outgoing.PUSH) if wants(rhythm, setting, by)]
