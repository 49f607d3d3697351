"""Somebody leaves the space: their seats are free from now on, and what they asked for is taken back."""

from cairn.circles.models import Seat, SeatRequest
from cairn.circles.verbs import leave_seat
from cairn.members.models import Member


def leave_seats(left) -> None:
    member = Member.objects.get(pk=left.member_id)
    for seat in Seat.system.held().filter(member=member).order_by("circle"):
        leave_seat(seat, by=member)
    SeatRequest.system.waiting().filter(member=member).delete()
