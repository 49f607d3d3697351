"""What a circle says of itself, and who somebody is there, for whoever reports it."""

from django.urls import reverse

from cairn.base.pages import found
from cairn.circles.models import Circle, Seat
from cairn.circles.queries.facts import circle_for
from cairn.safety.models import AsItStands


def circle_as_it_stands(member, pk: int) -> AsItStands:
    """Its name and purpose."""
    circle = circle_for(member, pk)
    return AsItStands(f"{circle.name}\n\n{circle.purpose}", "", circle.name, circle.opened_at.isoformat(), reverse("circle", args=[pk]), 0, pk, named=False)


def seat_as_it_stands(member, pk: int) -> AsItStands:
    """Somebody as they are known in a circle: their name there. What they do is said by whoever brings it. Those who
    sit there see everybody, others those who hold it."""
    seat = _seat(member, pk)
    found(seat if seat.left_at is None and (seat.holds or _sits(member, seat.circle_id) or member.is_coordinator) else None)
    return _as_it_stands(seat, seat.name or "", seat.taken_at)


def goodbye_as_it_stands(member, pk: int) -> AsItStands:
    """The line somebody left behind."""
    seat = _seat(member, pk)
    found(seat if seat.left_at and seat.goodbye and _sits(member, seat.circle_id) else None)
    return _as_it_stands(seat, seat.goodbye, seat.left_at)


def _seat(member, pk: int) -> Seat:
    return found(Seat.objects.seen_by(member).select_related("member", "circle").filter(pk=pk).first())


def _sits(member, circle_id: int) -> bool:
    return Seat.system.held().filter(circle=circle_id, member=member).exists()


def _as_it_stands(seat, words: str, at) -> AsItStands:
    circle: Circle = seat.circle
    return AsItStands(words, seat.name or "", circle.name, at.isoformat(), reverse("circle", args=[circle.pk]), seat.member_id, circle.pk)
