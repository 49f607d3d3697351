from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class SeatAsked(Happening):
    request_id: int


@dataclass(frozen=True, slots=True)
class SeatAnswered(Happening):
    """A request was answered; `request.welcomed` says how."""

    request_id: int


@dataclass(frozen=True, slots=True)
class SeatTaken(Happening):
    seat_id: int


@dataclass(frozen=True, slots=True)
class SeatLeft(Happening):
    seat_id: int


@dataclass(frozen=True, slots=True)
class FacilitatorNamed(Happening):
    """`seat.role` says for what."""

    seat_id: int
