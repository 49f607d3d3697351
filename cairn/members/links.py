"""Links that go out by mail: sealed, good for a while, and until what they are about has changed."""

import base64
import binascii
import hmac
import json
from datetime import timedelta

from cairn.base import clock, crypto
from cairn.members.models import Member, Passkey

PROVE_MAIL, COME_BACK = "prove-mail", "come-back"
LASTS = {PROVE_MAIL: timedelta(days=2), COME_BACK: timedelta(minutes=30)}


def token_for(purpose: str, member: Member) -> str:
    said = json.dumps([member.pk, clock.now().timestamp(), _state(purpose, member)]).encode()
    return base64.urlsafe_b64encode(crypto.seal(crypto.key_for("mail-link"), said, purpose.encode())).decode().rstrip("=")


def member_of(purpose: str, token: str) -> Member | None:
    """Whose link this is, while it is good."""
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        pk, made, state = json.loads(crypto.unseal(crypto.key_for("mail-link"), sealed, purpose.encode()))
    except (binascii.Error, ValueError, crypto.Unreadable):
        return None
    if clock.now().timestamp() - made > LASTS[purpose].total_seconds():
        return None
    member = Member.objects.may_come_in().filter(pk=pk).first()
    return member if member and hmac.compare_digest(state, _state(purpose, member)) else None


def _state(purpose: str, member: Member) -> str:
    """Coming back ends when a way in has been made new: so such a link is good once."""
    if purpose == PROVE_MAIL:
        return crypto.digest("link", f"{member.mail_digest}")
    keys = sorted(Passkey.objects.filter(member=member).values_list("pk", flat=True))
    return crypto.digest("link", f"{member.mail_digest}:{member.mail_proven_at}:{member.handle}:{member.password}:{keys}")
