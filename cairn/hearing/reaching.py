"""Asking a listener who is not on the page: by mail and by their browser, without a word of what is asked about."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import tokens
from cairn.hearing.models import Ask
from cairn.notices.outside import ASKS, Reach, Wake, place, reaches_out

NOT_THIS_TIME = "not-this-time"
LASTS = timedelta(days=7)


def connect() -> None:
    """Called by config/wiring/."""
    reaches_out("asked", Reach(ASKS, still=_is_open, letter=_letter, wake=_wake))


def _is_open(listener, share_id: int) -> bool:
    """Still asked of them, and of something they may still see."""
    return _open_ask(listener, share_id) is not None


def _open_ask(listener, share_id: int) -> Ask | None:
    return Ask.objects.seen_by(listener).open().filter(share=share_id).first()


def _letter(listener, share_id: int) -> tuple[str, str]:
    where, share = place(), reverse("share", args=[share_id])
    said = _("Somebody at %(space)s could use a listener") % {"space": where} if where else _("Somebody could use a listener")
    lines = [
        _("Somebody here could use a listener, and you said that you may be asked."),
        _("If now is a good time:") + f"\n{settings.ADDRESS}{share}",
        _("If not, that is fine: one tap, no reason, and we look for somebody else.") + f"\n{settings.ADDRESS}{decline_path(listener, share_id)}",
    ]
    return said, "\n\n".join(lines)


def _wake(listener, share_id: int) -> Wake:
    return Wake(
        title=_("Somebody could use a listener"), text=_("If now is a good time."), path=reverse("share", args=[share_id]),
        other=_("Not this time"), other_path=decline_path(listener, share_id),
    )


def decline_path(listener, share_id: int) -> str:
    return reverse("not_this_time", args=[tokens.sealed(NOT_THIS_TIME, _open_ask(listener, share_id).pk)])


def ask_of_link(token: str) -> Ask | None:
    """The ask that a letter's link is about, while the link is good: whoever has it may say no, and no more."""
    said = tokens.opened(NOT_THIS_TIME, token, LASTS)
    return Ask.system.select_related("listener").filter(pk=said[0], listener__left_at=None).first() if said else None
