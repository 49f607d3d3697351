"""How people are shown beside shares: by the name and stone of that circle, or as "someone"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.circles.queries import seats_ever
from cairn.members.queries import with_names
from cairn.shares.models import CIRCLE, SOMEONE

Place = tuple[int | None, int]  # a circle (None: the whole space) and a member


@dataclass(frozen=True, slots=True)
class Face:
    name: str
    stone: str  # "" draws the outline of nobody


def someone_in(share) -> Face:
    """The writer who asked not to be seen: one neutral outline for all of them."""
    return Face(_("Someone in this circle") if share.audience == CIRCLE else _("Someone here"), "")


def nobody() -> Face:
    return Face(_("Somebody who has left"), "")


class Faces:
    """The faces of these people in these places: at most three queries, however many they are.
    `also` are others whose words the page will open, `seats` those the page has fetched already."""

    def __init__(self, places: set[Place], also=(), seats=()):
        keyring.bring({keyring.SPACE, *also, *(member for _circle, member in places)})
        self._by_place: dict[Place, Face] = {}
        self._held: set[Place] = set()
        self._sit(seats)
        self._in_circles({place for place in places if place[0] and place not in self._by_place})
        self._in_the_space({member for circle, member in places if (circle, member) not in self._by_place})

    def _in_circles(self, places: set[Place]) -> None:
        if places:
            self._sit(seats_ever(list({circle for circle, _member in places}), list({m for _circle, m in places})))

    def _sit(self, seats) -> None:
        for seat in seats:  # the latest seat of somebody who left and came back wins
            self._by_place[seat.circle_id, seat.member_id] = Face(seat.name, seat.stone) if seat.name else nobody()
            if seat.left_at is None:
                self._held.add((seat.circle_id, seat.member_id))

    def _in_the_space(self, ids: set[int]) -> None:
        for member in with_names(list(ids)) if ids else ():
            self._by_place[None, member.pk] = Face(member.name, member.stone) if member.name else nobody()

    def sits(self, circle_id: int | None, member_id: int) -> bool:
        """Whether somebody among these people holds a seat there now."""
        return (circle_id, member_id) in self._held

    def of(self, circle_id: int | None, member_id: int) -> Face:
        face = self._by_place.get((circle_id, member_id)) or self._by_place.get((None, member_id))
        return face or nobody()

    def of_writer(self, share) -> Face:
        """The writer of a share, as they chose to be shown."""
        return someone_in(share) if share.shown_as == SOMEONE else self.of(share.circle_id, share.writer_id)


def places_of(shares) -> set[Place]:
    """Whom to bring for the writers of these shares. Those shown as "someone" need a key, not a face;
    they come along so that what is fetched tells nothing."""
    return {(share.circle_id, share.writer_id) for share in shares}
