"""The rows of what leaves the house, written together with the notice."""

from collections.abc import Iterable

from cairn.base import clock
from cairn.notices.models import Outgoing, Rhythm
from cairn.notices.outside import reach_of
from cairn.notices.quiet import quiet_until
from cairn.notices.rules import ways


def arrange(lines: Iterable[tuple[int, int]], kind: str) -> None:
    """Of members and what it is about. For those of these members who chose to be reached outside: due at once, or when their quiet hours end.

    In the caller's transaction. The same about the same goes out once, however often the notice is given.
    """
    reach = reach_of(kind)
    if reach is None:
        return
    now, lines = clock.now(), list(lines)
    rhythms = Rhythm.objects.filter(member__in={pk for pk, _about in lines}, member__left_at=None).select_related("member").in_bulk()
    Outgoing.objects.bulk_create(
        [
            Outgoing(member=rhythm.member, by=by, kind=kind, about=about, due_at=quiet_until(rhythm.member, now) or now)
            for pk, about in lines if (rhythm := rhythms.get(pk)) for by in ways(rhythm, reach.setting)
        ],
        ignore_conflicts=True,
    )
