"""What a page that gathers many rooms fetches once for all of them, so that Today costs eight queries
with one share or thirty."""

from dataclasses import dataclass

from django.db.models import CharField, Value

from cairn.base import keyring
from cairn.circles.models import Seat
from cairn.live.models import Stream
from cairn.members.models import Block, Boundary, Experience
from cairn.shares.queries.faces import Face, Faces, nobody


@dataclass(frozen=True, slots=True)
class Known:
    """The viewer's experiences and folded topics, and how far their own stream had come before anything
    else was read: what happens in between comes again rather than never."""

    experiences: frozenset[int]
    folded: frozenset[int]
    moved: int


def known_of(member) -> Known:
    """One query for four short lists; those they are blocked with are kept with the member."""
    said = {"knows": set(), "folds": set(), "blocks": set(), "blocked by": set(), "moved": {0}}
    for what, value in _known(member):
        said[what].add(value)
    member.blocks_around = frozenset(said["blocks"]), frozenset(said["blocked by"])
    return Known(frozenset(said["knows"]), frozenset(said["folds"]), max(said["moved"]))


def _known(member):
    def each(rows, what, column):
        return rows.order_by().values_list(Value(what, CharField()), column)

    return each(Experience.objects.filter(member=member), "knows", "topic").union(
        each(Boundary.objects.filter(member=member), "folds", "topic"),
        each(Block.objects.filter(blocker=member), "blocks", "blocked"),
        each(Block.objects.filter(blocked=member), "blocked by", "blocker"),
        each(Stream.objects.filter(name=f"member:{member.pk}"), "moved", "counter"),
        all=True,
    )


class LoadedFaces(Faces):
    """Faces of people whose rows the page has fetched already."""

    def __init__(self, seats: list[Seat], members, writers=()):
        """`writers` are those whose words are read, seen or not."""
        keyring.bring({seat.member_id for seat in seats} | {member.pk for member in members} | set(writers))
        self._by_place = {(None, member.pk): self._face(member) for member in members}
        for seat in seats:  # the latest seat of somebody who left and came back wins
            self._by_place[seat.circle_id, seat.member_id] = self._face(seat)

    @staticmethod
    def _face(row) -> Face:
        return Face(row.name, row.stone) if row.name else nobody()
