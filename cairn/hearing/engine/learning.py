"""What the space learns about a listener, from asks and answers alone, so that nobody is asked for more than
they can give. Shown to nobody; gone when they stop listening."""

import numpy as np

from cairn.hearing.engine.listeners import HOURS, PARTS

INSIDE, AWAKE, ASLEEP = 1.0, 0.35, 0.03  # being there inside, outside, and in one's quiet hours, before anything is known
UNSAID = 0.6  # outside of quiet hours, for somebody who named no hours: some of them are theirs
BELIEF = 4.0  # asks that the first guess weighs
LEAST_CAPACITY = 1.0
MENDS = 1.05  # a week without a sign of too much
EASES = 0.85


def part_of(hour):
    """Which of the PARTS of a day a local hour lies in."""
    return hour * PARTS // HOURS


def available(first_guess, answered, asked):
    """How likely somebody is there: what was seen, and BELIEF asks' worth of the first guess. 0.03 to 1."""
    return np.clip((answered + BELIEF * first_guess) / (asked + BELIEF), ASLEEP, 1)


def note_ask(there: list, part: int, odds_when_there: float) -> list:
    """`there` after one more ask in that part of the day. [] knows nothing yet."""
    there = [list(pair) for pair in there] or [[0.0, 0.0] for _ in range(PARTS)]
    there[part][1] += odds_when_there
    return there


def note_answer(there: list, part: int) -> list:
    """`there` after an answer to an ask of that part of the day."""
    there = [list(pair) for pair in there] or [[0.0, 0.0] for _ in range(PARTS)]
    there[part][0] += 1
    return there


def carried(capacity: float, said: float, *, load: float, rested: bool, unanswered: int) -> float:
    """The capacity to reckon with after one more week, in shares a week; never above what they said.

    Resting says that it was too much, and not how much less would be right: whoever rests after one share could
    carry more than one. So it eases by a step, as where asks stay unanswered while much is carried. Otherwise it
    mends slowly.
    """
    if rested or (load >= 0.6 * capacity and unanswered >= 3):
        return max(LEAST_CAPACITY, min(EASES * capacity, said))
    return min(capacity * MENDS, said)
