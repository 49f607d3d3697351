"""Giving notices, reading them, forgetting old ones."""

from collections.abc import Iterable
from datetime import timedelta

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.notices.happenings import NoticesGiven
from cairn.notices.models import Notice
from cairn.notices.outgoing.arranging import arrange

KEPT_FOR = timedelta(days=60)


def give(member_id: int, kind: str, about: int) -> None:
    """One line for `member_id`; given before, it moves up and is new again. In the caller's transaction."""
    give_each([member_id], kind, about)


def give_each(member_ids: Iterable[int], kind: str, about: int) -> None:
    """The same line for several members."""
    give_all([(pk, about) for pk in member_ids], kind)


def give_all(lines: Iterable[tuple[int, int]], kind: str) -> None:
    """Lines of one kind, each for a member about a noun. Two processes that give the same at once still make one.
    Whoever chose to be reached outside for this kind has a row for that in the same transaction."""
    lines, now = sorted(set(lines)), clock.now()  # in one order, so that two acts never wait for each other
    if not lines:
        return
    Notice.system.bulk_create(
        [Notice(member_id=pk, kind=kind, about=about, at=now) for pk, about in lines],
        update_conflicts=True, unique_fields=["member", "kind", "about"], update_fields=["at", "read_at"],
    )
    arrange(lines, kind)
    tell(NoticesGiven(tuple(sorted({pk for pk, _about in lines}))))


@act
def read_all(*, by) -> None:
    """Everything in the list has been looked at."""
    Notice.objects.seen_by(by).fresh().update(read_at=clock.now())


@clock.due("notices.forget", every=timedelta(hours=1))
def forget_old() -> None:
    """Notices are not a history of anybody: after 60 days they are gone."""
    Notice.system.filter(at__lt=clock.now() - KEPT_FOR).delete()
