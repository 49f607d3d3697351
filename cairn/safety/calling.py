"""Whom an alert calls next. Pure: it takes who there is and who has been told, and gives whom to tell now.

    at once     whoever is on duty; nobody is: the coordinator, and the writer is told so plainly
    then        the next responder who may be asked, the nearest to their own hours first
    then        the coordinator, then everybody who is left, one by one, also who rests or has carried enough
    then        all of them again, until somebody says "I am there"
"""

from dataclasses import dataclass

DUTY, NEXT, COORDINATOR, AGAIN = "duty", "next", "coordinator", "again"


@dataclass(frozen=True, slots=True)
class Responder:
    id: int
    on_duty: bool = False  # now, by their own hours
    rests: bool = False
    is_full: bool = False  # has been told of as many this week as they can carry
    wait: float = float("inf")  # seconds until their next hours

    @property
    def may_be_asked(self) -> bool:
        return not self.rests and not self.is_full


def whom_to_call(step: int, responders: list[Responder], coordinators: list[int], told: set[int]) -> tuple[str, list[int]]:
    """(as what, whom); AGAIN with everybody when all of them have been told. Never who wrote it, nor whom they are
    blocked with: those are not among the given."""
    fresh = sorted((one for one in responders if one.id not in told), key=_nearness)
    leading = [pk for pk in coordinators if pk not in told]
    if step == 0 and (there := _there(fresh)):
        return DUTY, [one.id for one in there]
    able = [one.id for one in fresh if one.may_be_asked][:1]
    if step == 1 and able:
        return NEXT, able
    if leading:
        return COORDINATOR, leading
    if able or fresh:
        return NEXT, able or [fresh[0].id]
    return AGAIN, sorted({*coordinators, *(one.id for one in responders)})


def _there(fresh: list[Responder]) -> list[Responder]:
    """On duty and not resting; who has carried enough only where nobody else is there."""
    there = [one for one in fresh if one.on_duty and not one.rests]
    return [one for one in there if not one.is_full] or there


def _nearness(one: Responder) -> tuple:
    return (one.rests, one.is_full, not one.on_duty, one.wait, one.id)
