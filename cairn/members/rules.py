"""Who may do what here, and tokens that stand for a member without naming them."""

import base64
import binascii

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cairn.base import clock, crypto
from cairn.base.rules import require
from cairn.members import names
from cairn.members.models import Apart, Block, Invitation, Member
from cairn.members.models.space import APPROVAL, INVITE

# Fields of a form that are never written down for later, when its words are.
NEVER_KEPT = {"csrfmiddlewaretoken", "password", "current", "once", "credential", "recovery_code", "secret"}


def may_come_in(space, invitation: Invitation | None) -> bool:
    """Anybody, unless the door needs an invitation; nobody while the space is quiet."""
    return space.quiet_since is None and (space.door != INVITE or is_good(invitation))


def waits_at_the_door(space, invitation: Invitation | None) -> bool:
    """With approval a coordinator lets people in; whoever was invited has been let in already."""
    return space.door == APPROVAL and not is_good(invitation)


def is_good(invitation: Invitation | None) -> bool:
    return invitation is not None and invitation.taken_at is None and invitation.ends_at > clock.now()


def may_let_in(by: Member) -> bool:
    return by.is_coordinator


def may_remove_way_in(member: Member, *, password: bool = False, passkeys: int = 0) -> bool:
    """Never the last one: `password` and `passkeys` are what would be left."""
    return password or passkeys > 0


def may_leave(member: Member) -> bool:
    """Anybody; the last coordinator only once another is named."""
    others = Member.objects.here().filter(coordinator_since__isnull=False).exclude(pk=member.pk)
    return not member.is_coordinator or others.exists()


def may_stay(member: Member) -> bool:
    """They left by themselves, and their two weeks are not over."""
    return member.erased_at is None and member.ended_at is None and member.erase_at is not None and member.erase_at > clock.now()


_HERE = "SELECT left_at FROM cairn_member WHERE id = %s"
_HELD = _HERE + " FOR KEY SHARE"  # as a row that refers to theirs holds it


def require_still_here(by: Member) -> None:
    """What was on its way while somebody left, or was put out, is not done any more: nothing would take it back. Until
    the act is done their row is held, so that whoever puts them out waits for it, and finds it. Raises Refused."""
    with connection.cursor() as cursor:
        cursor.execute(_HERE if connection.vendor == "sqlite" else _HELD, [by.pk])
        row = cursor.fetchone()
    require(by.left_at is not None or row == (None,), _("You left meanwhile, so this was not done."))


def are_apart(one: Member, other: Member) -> bool:
    """Whether either blocked the other."""
    return Block.objects.filter(blocker__in=[one, other], blocked__in=[one, other]).exists()


def restricts(member_id: int, other: Member) -> bool:
    """Whether what `other` answers to this member is seen by the two of them first."""
    return Apart.objects.filter(member=member_id, other=other, kind=Apart.RESTRICT).exists()


def is_paused(member: Member) -> bool:
    """They may read, write for themselves and be helped, but not write to others. It ends by itself."""
    return member.paused_until is not None and member.paused_until > clock.now()


def may_still_answer(member: Member) -> bool:
    """Their membership was ended, and until the time beside it has passed they may read why, appeal, be helped, and
    take their words along or be erased."""
    return member.ended_at is not None and member.erased_at is None and is_paused(member)


def token_for(member_id: int, seen_as: str = "") -> str:
    """Stands for a member in a form or an address. Sealed, and never the same twice, so that two of
    them cannot be told to be of one person. `seen_as` is the name they have where it stands, when that is
    not the one they have in the whole space; it is padded, so that its length tells nothing."""
    said = f"{member_id} {seen_as}".ljust(80).encode()
    return base64.urlsafe_b64encode(crypto.seal(crypto.key_for("member-token"), said, b"member-token")).decode().rstrip("=")


def member_from_token(token: str) -> Member | None:
    """The member a token stands for, or None. `seen_as` is on them: the name they have where it stood, or ""."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        pk, _space, seen_as = crypto.unseal(crypto.key_for("member-token"), sealed, b"member-token").decode().partition(" ")
        pk = int(pk)
    except (binascii.Error, ValueError, crypto.Unreadable):
        return None
    member = Member.objects.filter(pk=pk, left_at=None).first()
    if member:
        member.seen_as = seen_as.strip()
    return member


def trouble_with_name(name: str) -> str:
    """Why this cannot be a name others see, here or in one circle; "" when it can."""
    return names.trouble_with(name)


def same_name(name: str) -> str:
    """The form in which two names that others see are compared."""
    return names.looks_like(name)


# ---- the way to leave quickly: what it says, so that it looks like anything else to somebody who reads along

LEAVE, HIDDEN = "", "hidden"
SAYS = {LEAVE: _("Leave"), "close": _("Close"), "weather": _("Weather"), "news": _("News")}


AN_ORDINARY_PAGE = "https://www.bbc.co.uk/weather"


def leads_to(member: Member | None) -> str:
    """Where Leave leads: to the page this member chose, else to one that anybody may be looking at."""
    return (member.leave_to if member else "") or AN_ORDINARY_PAGE


def said_by(member) -> str:
    """The words of the way out on every page; "" where the member hid it and leaves by Shift alone."""
    chosen = member.leave_says if member else LEAVE
    return "" if chosen == HIDDEN else str(SAYS.get(chosen, SAYS[LEAVE]))
