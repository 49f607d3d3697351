"""Who should hear of seats asked for, given, taken and left; and in which words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cairn.base import keyring
from cairn.circles import queries, rules
from cairn.circles.models import FACILITATOR, Circle, Seat, SeatRequest
from cairn.members.models import Block
from cairn.notices.verbs import give, give_each
from cairn.notices.words import words_for

# ---- inside the act: who hears ----


def seat_asked(happening) -> None:
    request = SeatRequest.system.select_related("circle").get(pk=happening.request_id)
    _give_to_answerers(request, "seat_asked")


def seat_answered(happening) -> None:
    request = SeatRequest.system.get(pk=happening.request_id)
    give(request.member_id, "seat_welcomed" if request.welcomed else "seat_not_now", request.circle_id)


def seat_taken(happening) -> None:
    seat = Seat.system.get(pk=happening.seat_id)
    _give_to_others(seat, queries.holder_ids(seat.circle_id), "seat_taken")


def seat_left(happening) -> None:
    """A goodbye is for the circle; a quiet leaving is only told to those who hold it."""
    seat = Seat.system.select_related("circle").get(pk=happening.seat_id)
    hearers = queries.seated_ids(seat.circle_id) if seat.goodbye is not None else queries.holder_ids(seat.circle_id)
    _give_to_others(seat, hearers, "seat_left")
    if seat.role == FACILITATOR:
        give_each(queries.coordinator_ids(), "circle_without", seat.circle_id)
    _bring_next_from_waiting_list(seat.circle)


def facilitator_named(happening) -> None:
    seat = Seat.system.get(pk=happening.seat_id)
    give(seat.member_id, "facilitator_named", seat.circle_id)


def _bring_next_from_waiting_list(circle) -> None:
    first = SeatRequest.system.waiting().filter(circle=circle).order_by("at").first()
    if first and circle.closed_at is None and rules.seats_free(circle) > 0:
        _give_to_answerers(first, "seat_free")


def _give_to_answerers(request, kind: str) -> None:
    """Those who hold the circle and are not blocked with the one who asks; else the coordinator."""
    apart = _apart_from(request.member_id)
    hearers = [pk for pk in queries.holder_ids(request.circle_id) if pk not in apart and pk != request.member_id]
    give_each(hearers or [pk for pk in queries.coordinator_ids() if pk not in apart], kind, request.circle_id)


def _give_to_others(seat, hearers, kind: str) -> None:
    apart = _apart_from(seat.member_id) | {seat.member_id}
    give_each([pk for pk in hearers if pk not in apart], kind, seat.pk)


def _apart_from(member_id: int) -> set[int]:
    blocked = Block.objects.filter(blocker=member_id).values_list("blocked", flat=True)
    blockers = Block.objects.filter(blocked=member_id).values_list("blocker", flat=True)
    return {*blocked, *blockers}


# ---- when the list is read: in which words ----

_OF_CIRCLE = {
    "seat_asked": lambda name: _("Somebody would like a seat in %(circle)s.") % {"circle": name},
    "seat_free": lambda name: _("A seat is free in %(circle)s, and somebody is waiting for one.") % {"circle": name},
    "seat_welcomed": lambda name: _("You are welcome in %(circle)s. Your seat is kept for two weeks.") % {"circle": name},
    "seat_not_now": lambda name: _("%(circle)s cannot take somebody new just now. It says nothing about you, and other circles are open.") % {"circle": name},
    "facilitator_named": lambda name: _("You have been asked to hold %(circle)s.") % {"circle": name},
    "circle_without": lambda name: _("%(circle)s has no facilitator now. You can name one.") % {"circle": name},
}


def of_circle(notices, viewer) -> dict:
    circles = Circle.objects.seen_by(viewer).in_bulk([notice.about for notice in notices])
    return {
        notice.id: (_OF_CIRCLE[notice.kind](circles[notice.about].name), _address(notice, circles))
        for notice in notices if notice.about in circles
    }


def _address(notice, circles) -> str:
    """A "not now" leads to the circles that are open."""
    return reverse("circles") if notice.kind == "seat_not_now" else reverse("circle", args=[notice.about])


def of_seat(notices, viewer) -> dict:
    rows = Seat.objects.seen_by(viewer).select_related("member", "circle").filter(pk__in=[n.about for n in notices])
    seats = {seat.pk: seat for seat in rows}
    keyring.bring(seat.member_id for seat in seats.values())
    return {n.id: _of_seat(n, seats[n.about]) for n in notices if n.about in seats and _still_so(n, seats[n.about])}


def _still_so(notice, seat) -> bool:
    return bool(seat.name) and (notice.kind == "seat_left") == (seat.left_at is not None)


def _of_seat(notice, seat) -> tuple[str, str]:
    names = {"name": seat.name, "circle": seat.circle.name}
    if notice.kind == "seat_taken":
        sentence = _("%(name)s has taken a seat in %(circle)s.")
    elif seat.goodbye:
        sentence = _("%(name)s has left %(circle)s, with a goodbye.")
    else:
        sentence = _("%(name)s has left %(circle)s.")
    return sentence % names, reverse("circle", args=[seat.circle_id])


def connect() -> None:
    """Called by config/wiring/."""
    for kind in _OF_CIRCLE:
        words_for(kind, of_circle)
    for kind in ("seat_taken", "seat_left"):
        words_for(kind, of_seat)
