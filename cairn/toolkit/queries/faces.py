"""How people are shown beside a card or a line: as they are known where it was told, or as "someone"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.circles.queries import seats_ever
from cairn.members.queries import with_names
from cairn.toolkit.models import SOMEONE


@dataclass(frozen=True, slots=True)
class Face:
    name: str
    stone: str  # "" draws the outline of nobody


class Faces:
    """Of these people in these places, (circle's id or None, member's id): at most three queries, however many they are.
    Those shown as "someone" come along, so that what is fetched tells nothing."""

    def __init__(self, places):
        places = set(places)
        ids = {member for _circle, member in places}
        keyring.bring({keyring.SPACE, *ids})
        self._known: dict[tuple[int | None, int], Face] = {}
        self._holding: set[tuple[int, int]] = set()
        self._sit({circle for circle, _member in places if circle}, ids)
        missing = {member for place in places if place not in self._known for member in (place[1],)}
        for one in with_names(list(missing)) if missing else ():
            self._known[None, one.pk] = Face(one.name or "", one.stone)

    def _sit(self, circles, ids) -> None:
        """The latest seat of somebody who left and came back wins."""
        for seat in seats_ever(list(circles), list(ids)) if circles else ():
            self._known[seat.circle_id, seat.member_id] = Face(seat.name or "", seat.stone)
            if seat.left_at is None and seat.holds:
                self._holding.add((seat.circle_id, seat.member_id))

    def holds(self, circle_id: int, member_id: int) -> bool:
        """Whether somebody among these people holds that circle."""
        return (circle_id, member_id) in self._holding

    def of(self, circle_id: int | None, member_id: int, shown_as: str) -> Face:
        if shown_as == SOMEONE:
            return Face(_("Someone in this circle") if circle_id else _("Someone here"), "")
        face = self._known.get((circle_id, member_id)) or self._known.get((None, member_id))
        return face if face and face.name else Face(_("Somebody who has left"), "")
