"""The next meeting of all of a member's circles, for Today: out of what Today has read already."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cairn.base.text import listed
from cairn.circles.models import COFACILITATOR, FACILITATOR
from cairn.meetings.models import Meeting
from cairn.meetings.when import Times, times_of


@dataclass(slots=True)
class Soon:
    """The next meeting of all of a member's circles, as Today shows it."""

    pk: int
    circle_id: int
    circle_name: str
    times: Times
    codes: list[str]
    unsaid: int
    said: bool | None
    is_open: bool
    holding: str  # "Marl is holding it."
    there: list[str]

    @property
    def line(self) -> str:
        there = _("%(names)s will be there.") % {"names": listed(self.there)} if self.there else ""
        return f"{self.holding} {there[:1].upper()}{there[1:]}".strip()  # "you" may come first


def soon_of(seats, member) -> Soon | None:
    """`seats` are those of the member's circles, with what is annotated in home: when each circle meets next,
    and what each seat said about that. Nothing more is asked."""
    held = [seat for seat in seats if seat.left_at is None and seat.next_pk]
    mine = min((seat for seat in held if seat.member_id == member.pk), key=lambda seat: seat.next_at, default=None)
    if mine is None:
        return None
    around = [seat for seat in held if seat.next_pk == mine.next_pk]
    seen = [seat for seat in around if seat.member_id not in member.blocked_ids and seat.name]
    holder = next((seat for role in (FACILITATOR, COFACILITATOR) for seat in seen if seat.role == role and seat.yes is not False), None)
    there = [seat for seat in seen if seat.yes and seat != holder]
    away = [seat for seat in seen if seat.yes is False]
    meeting = Meeting(pk=mine.next_pk, starts_at=mine.next_at, minutes=mine.next_minutes, zone=mine.next_zone, kind=mine.next_kind)
    shown = [*([holder] if holder else []), *there]
    return Soon(
        mine.next_pk, mine.circle_id, mine.circle.name or "", times_of(meeting), [seat.stone for seat in shown],
        len(around) - len(shown) - len(away), mine.yes, mine.next_open is not None, holding_words(holder, member),
        [_called(seat, member) for seat in sorted(there, key=lambda seat: seat.member_id == member.pk)],
    )


def holding_words(holder, member) -> str:
    if holder is None:
        return ""
    return _("You are holding it.") if holder.member_id == member.pk else _("%(name)s is holding it.") % {"name": holder.name}


def _called(seat, member) -> str:
    return _("you") if seat.member_id == member.pk else seat.name
