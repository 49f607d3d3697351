"""The register of what a decision does. Safety lies below the rooms whose words it holds; config/wiring/ fills it.

    effect("hold", "share", hold_share)      hold_share(noun_id, at): at is since when, None lifts it
    seats(end=..., give_back=..., of=...)    of(circle_id, member_id) -> the seat's id, or 0
"""

from collections.abc import Callable

_effects: dict[tuple[str, str], Callable] = {}
_seats: dict[str, Callable] = {}


def effect(act: str, noun: str, fn: Callable) -> None:
    _effects[act, noun] = fn


def has_effect(act: str, noun: str) -> bool:
    return (act, noun) in _effects


def take_effect(act: str, noun: str, noun_id: int, at) -> None:
    """Do it since `at`, or lift it (None). What nobody registered has none."""
    if fn := _effects.get((act, noun)):
        fn(noun_id, at)


def seats(*, end: Callable, give_back: Callable, of: Callable) -> None:
    """`end(seat_id)`; `give_back(seat_id)`; `of(circle_id, member_id)`."""
    _seats.update(end=end, give_back=give_back, of=of)


def seat_of(circle_id: int, member_id: int) -> int:
    return _seats["of"](circle_id, member_id) if circle_id and _seats else 0


def end_seat(seat_id: int) -> None:
    _seats["end"](seat_id)


def give_seat_back(seat_id: int) -> None:
    _seats["give_back"](seat_id)
