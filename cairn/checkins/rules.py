"""Who may do what with a check-in. It is its writer's alone, whatever was told of it."""

from datetime import timedelta

from cairn.base import clock
from cairn.checkins.models import CheckIn
from cairn.circles.queries import ids_agreed_in
from cairn.members.rules import is_paused

UNDO_FOR = timedelta(minutes=10)
SHOWN_FOR = timedelta(days=3)  # to others, after it was told: how it is, not how somebody is in general


def is_own(member, checkin) -> bool:
    return checkin.member_id == member.pk


def stands(checkin) -> bool:
    return checkin.gone_at is None


def may_change(member, checkin, *, is_told: bool) -> bool:
    """What others have read is taken back first, so that nobody's answer stands under other words."""
    return is_own(member, checkin) and stands(checkin) and not is_told


def may_bring_back(member, checkin) -> bool:
    return is_own(member, checkin) and not stands(checkin) and checkin.gone_at > clock.now() - UNDO_FOR


def may_tell(member, checkin: CheckIn) -> bool:
    return is_own(member, checkin) and stands(checkin) and checkin.held_at is None and not is_paused(member)


def who_may_hear(member, hearers) -> list:
    """Of these: a buddy; an open circle from a seat in it, having agreed to its agreement as it is now. One query."""
    agreed = ids_agreed_in(member)
    return [one for one in hearers if one.circle_id in agreed or one.circle_id is None and one.reader_id is not None]


def may_tell_to(member, hearer) -> bool:
    return bool(who_may_hear(member, [hearer]))


def may_add_words(member) -> bool:
    return member.is_coordinator
