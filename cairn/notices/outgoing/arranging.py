"""The rows of what leaves the house, written together with the notice."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model

from cairn.base import clock
from cairn.notices.models import Outgoing, Rhythm
from cairn.notices.outside import reach_of
from cairn.notices.quiet import quiet_until
from cairn.notices.rules import ways, ways_on_duty


def arrange(lines: Iterable[tuple[int, int]], kind: str) -> None:
    """Of members and what it is about. For those of these members who chose to be reached outside: due at once, or when their quiet hours end.

    In the caller's transaction. The same about the same goes out once, however often the notice is given.
    """
    reach = reach_of(kind)
    if reach is None:
        return
    if reach.is_urgent:
        _arrange_at_once(list(lines), kind)
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


def _arrange_at_once(lines: list[tuple[int, int]], kind: str) -> None:
    """In quiet hours too; what went out already goes out again."""
    now = clock.now()
    members = get_user_model().objects.filter(left_at=None).in_bulk({pk for pk, _about in lines})
    rhythms = Rhythm.objects.in_bulk(members)
    Outgoing.objects.bulk_create(
        [
            Outgoing(member=member, by=by, kind=kind, about=about, due_at=now, made_at=now)
            for pk, about in lines if (member := members.get(pk)) for by in ways_on_duty(member, rhythms.get(pk))
        ],
        update_conflicts=True, unique_fields=["member", "by", "kind", "about"], update_fields=["due_at", "made_at", "tries", "sent_at"],
    )
