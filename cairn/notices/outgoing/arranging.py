"""The rows of what leaves the house, written together with the notice."""

from collections.abc import Iterable

from cairn.base import clock
from cairn.notices.models import Outgoing, Rhythm
from cairn.notices.outside import reach_of
from cairn.notices.quiet import quiet_until
from cairn.notices.rules import ways


def arrange(member_ids: Iterable[int], kind: str, about: int) -> None:
    """For those of these members who chose to be reached outside: due at once, or when their quiet hours end.

    In the caller's transaction. The same about the same goes out once, however often the notice is given.
    """
    reach = reach_of(kind)
    if reach is None:
        return
    now = clock.now()
    rhythms = Rhythm.objects.filter(member__in=member_ids, member__left_at=None).select_related("member").order_by("member")
    Outgoing.objects.bulk_create(
        [
            Outgoing(member=rhythm.member, by=by, kind=kind, about=about, due_at=quiet_until(rhythm.member, now) or now)
            for rhythm in rhythms for by in ways(rhythm, reach.setting)
        ],
        ignore_conflicts=True,
    )
