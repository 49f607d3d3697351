"""Who may knock, open, write and take back, and how long things take."""

import re
from datetime import datetime, timedelta

from cairn.base import clock
from cairn.bonds.models import Door, Letter

KNOCK_STANDS = timedelta(days=30)  # then it is gone, answered or not; until then nobody knocks there again
MOST_KNOCKS, KNOCKS_IN = 3, timedelta(days=7)  # new contacts of one member
UNDO_FOR = timedelta(minutes=10)
LETTERS_OF_EACH, WRITTEN_FOR = 5, timedelta(days=14)  # then letters may hold links

OPEN, CLOSED, ASKED, KNOCKED, NOTHING = "open", "closed", "asked", "knocked", ""

# An address of a page. Without a scheme its ending has to be of those that are no word, or something stands behind it.
_LINK = re.compile(
    r"\b[a-z][a-z+.-]{1,10}://\S|\bwww\.\w|"
    r"(?<![\w@.-])(?:[\w-]{1,63}\.)+(?:(?:com|org|net|info|biz|io|uk|de|fr|eu|ca|au|nz|ch|nl|pl|dev|app|gg|ly|tv|xyz|online|site)\b(?!\.\w)|[a-z]{2,12}/\w)",
    re.I,
)


def in_order(one_id: int, other_id: int) -> tuple[int, int]:
    return (one_id, other_id) if one_id < other_id else (other_id, one_id)


def other_id(door: Door, member_id: int) -> int:
    return door.other_id if member_id == door.one_id else door.one_id


def state_of(door: Door, member_id: int) -> str:
    """How the door stands for one of its two: open, closed, asked (somebody knocks at theirs), knocked (they did),
    or nothing. To whoever knocked it looks the same whether the other has not come, passes by, or has said no:
    nothing but the time since they knocked decides what they see, and what they did themselves."""
    if door.opened_at is not None:
        return OPEN if door.closed_at is None else CLOSED
    if door.asked_at <= clock.now() - KNOCK_STANDS:
        return NOTHING
    if door.asked_by_id == member_id:
        return NOTHING if door.closed_by_id == member_id else KNOCKED
    return ASKED if door.closed_at is None else NOTHING


def was_ended_by(door: Door, member_id: int) -> bool:
    """Closed, declined or taken back by this one of the two, so short a while ago that it can be undone."""
    return door.closed_by_id == member_id and door.closed_at is not None and door.closed_at > clock.now() - UNDO_FOR


def knocks_again_at(door: Door, member_id: int) -> datetime | None:
    """From when this one of the two may knock where there was a knock or a door already; None: now. Whoever closed a
    door may knock again at once."""
    since = door.asked_at if door.opened_at is None else door.closed_at
    if since is None or (door.opened_at is None and door.asked_by_id != member_id) or (door.opened_at is not None and door.closed_by_id == member_id):
        return None
    return since + KNOCK_STANDS if since + KNOCK_STANDS > clock.now() else None


def writes_from(member, days: int) -> datetime | None:
    """From when somebody who is new here may knock and write letters; None: now. `days` as the space has set it."""
    if not days or member.is_coordinator or member.is_responder:
        return None
    begins = (member.welcomed_at or member.joined_at) + timedelta(days=days)
    return begins if begins > clock.now() else None


def may_take_back(member, letter: Letter) -> bool:
    return letter.by_id == member.pk


def may_bring_back(member, letter: Letter) -> bool:
    return letter.by_id == member.pk and letter.gone_at is not None and letter.gone_at > clock.now() - UNDO_FOR


def has_link(words: str) -> bool:
    return _LINK.search(words) is not None


def have_written_for_a_while(door: Door, letters_of_each: tuple[int, int]) -> bool:
    """Both, and since long enough."""
    return door.opened_at <= clock.now() - WRITTEN_FOR and min(letters_of_each) >= LETTERS_OF_EACH


def stream_of(door_id: int) -> str:
    """The name of the stream on which an open thread moves."""
    return f"door:{door_id}"
