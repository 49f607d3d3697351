"""Who may listen to the thread behind a door, and when they are hung up. It tells nobody who reads, or writes just now."""

from django.db.models import Q

from cairn.bonds.models import Door
from cairn.bonds.rules.letters import other_id, stream_of
from cairn.live.streams import stream_kind
from cairn.live.verbs import hang_up


def connect() -> None:
    """Called by config/wiring/. Everything that moves there is fetched by each of the two for themselves."""
    stream_kind("door", may_listen=may_listen)


def may_listen(member, door_id: int) -> bool:
    """The two, while it is open. Blocks and distance hang up whatever their people listen to: shares/live.py."""
    return member is not None and member.is_here and Door.objects.seen_by(member).open().filter(pk=door_id).exists()


def hang_up_left(happening) -> None:
    """Somebody has left: whoever wrote with them sees it there no more."""
    mine = Door.system.filter(Q(one=happening.member_id) | Q(other=happening.member_id)).open()
    for door in mine:
        hang_up(other_id(door, happening.member_id), stream_of(door.pk))
