"""Giving notices, reading them, forgetting old ones."""

from collections.abc import Iterable
from datetime import timedelta

from cairn.base import clock
from cairn.base.acts import act
from cairn.base.happenings import tell
from cairn.notices.happenings import NoticeGiven
from cairn.notices.models import Notice
from cairn.notices.outgoing.arranging import arrange

KEPT_FOR = timedelta(days=60)


def give(member_id: int, kind: str, about: int) -> None:
    """One line for `member_id`; given before, it moves up and is new again. In the caller's transaction."""
    give_each([member_id], kind, about)


def give_each(member_ids: Iterable[int], kind: str, about: int) -> None:
    """The same line for several members. Two processes that give it at once still make one.
    Whoever chose to be reached outside for this kind has a row for that in the same transaction."""
    now = clock.now()
    notices = [Notice(member_id=pk, kind=kind, about=about, at=now) for pk in sorted(set(member_ids))]  # in one order, so that two acts never wait for each other
    Notice.system.bulk_create(
        notices, update_conflicts=True, unique_fields=["member", "kind", "about"], update_fields=["at", "read_at"]
    )
    arrange([notice.member_id for notice in notices], kind, about)
    for notice in notices:
        tell(NoticeGiven(member_id=notice.member_id))


@act
def read_all(*, by) -> None:
    """Everything in the list has been looked at."""
    Notice.objects.seen_by(by).fresh().update(read_at=clock.now())


@clock.due("notices.forget", every=timedelta(hours=1))
def forget_old() -> None:
    """Notices are not a history of anybody: after 60 days they are gone."""
    Notice.system.filter(at__lt=clock.now() - KEPT_FOR).delete()
