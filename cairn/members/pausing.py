"""Somebody paused may read, be helped, write for themselves and appeal, but not write to others.

Deny by default: while they are paused nothing they hand in is taken, but at the addresses that are named here by
`still_open`. config/wiring/paused.py names them, so that the whole list can be read in one place.
"""

from cairn.base import pages
from cairn.members.days import day_of
from cairn.members.rules import NEVER_KEPT, is_paused, may_still_answer  # noqa: F401  for those who let somebody in

SAFE = ("GET", "HEAD")
_open_while_paused: set[str] = set()
_open_after_the_end: set[str] = set()


def still_open(*names: str, after_the_end: bool = False) -> None:
    """Addresses (their names) at which somebody paused may still hand something in. `after_the_end`: also open,
    to read and to hand in, to somebody whose membership was ended, for as long as they can appeal."""
    _open_while_paused.update(names)
    if after_the_end:
        _open_after_the_end.update(names)


def stops(request):
    """The answer that somebody paused or ended gets instead of the page, or None."""
    member, name = request.member, request.resolver_match.url_name
    if member.left_at:
        return None if name in _open_after_the_end else pages.redirect("decisions")
    if request.method in SAFE or name in _open_while_paused or not is_paused(member):
        return None
    return pages.page(request, "members/paused.html", status=403, until=day_of(member.paused_until), typed=_typed(request.POST))


def _typed(handed_in) -> list[str]:
    """What they wrote, to be read and copied: it was not taken, and is not lost."""
    values = (value for name, values in handed_in.lists() if name not in NEVER_KEPT for value in values)
    return [value for value in values if " " in value.strip()]

