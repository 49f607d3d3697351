"""Letters to somebody who is not here: a subject, a few words of ours, and a way to have no more of them."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import post, tokens
from cairn.notices.models import Outgoing
from cairn.notices.outgoing.returned import return_address
from cairn.notices.outside import Reach

OFF = "letters-off"
OFF_LASTS = timedelta(days=60)


def carry(row: Outgoing, reach: Reach) -> None:
    """Raises post.Trouble or post.Refused."""
    subject, text = reach.letter(row.member, row.about)
    if reach.is_urgent:  # not chosen, but taken on: it ends with that, and not by a link
        post.send(post.Letter(subject, f"{text}\n"), row.member.mail, returns_to=return_address(row.member_id))
        return
    off = settings.ADDRESS + reverse("letters_off", args=[tokens.sealed(OFF, row.member_id, reach.setting)])
    headers = {"List-Unsubscribe": f"<{off}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}  # RFC 8058
    stop = _("You chose to have these letters. To have no more of them:")
    post.send(post.Letter(subject, f"{text}\n\n{stop}\n{off}\n", headers), row.member.mail, returns_to=return_address(row.member_id))


def off_for(token: str) -> tuple[int, str] | None:
    """Whose letters of which kind this link ends, while it is good: (member's id, setting)."""
    said = tokens.opened(OFF, token, OFF_LASTS)
    return (said[0], said[1]) if said else None
