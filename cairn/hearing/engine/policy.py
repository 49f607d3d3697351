"""The routing policy in formulas. Each works on numbers and on arrays alike.

    s      how stretched the space is, 0 to 1
    u      load over capacity of one listener
    w      weight of the share, 1 for most
    p      odds that somebody asked now answers
"""

import math

import numpy as np

TARGET = 0.55  # odds of one acceptance that a wave reaches for
LEAST, MOST = 2, 8  # asked in one wave
LISTENERS, WHEN_STRETCHED = 2, 1  # wanted for a share
GIVE_LAST = 5  # waves until fit does not order any more


def stretched(util: float) -> float:
    """s = clip((util - .3) / .2, 0, 1), where util is the load of all over the capacity of all."""
    return float(np.clip((util - 0.3) / 0.2, 0, 1))


def listeners_wanted(util: float) -> int:
    """Fourteen of a hundred fewer people come back after exactly one answer than after more."""
    return WHEN_STRETCHED if util > 0.5 else LISTENERS


def room_left(load, capacity, s: float):
    """What somebody can still carry; a share of weight w needs w/2 of it. Negative when overloaded."""
    return (1 - 0.2 * s) * capacity - load


def most_asks_today(s: float) -> float:
    """Fewer than this many asks in 24 hours."""
    return 8 - 4 * s


def least_odds(s: float, wave: int = 0) -> float:
    """.02 + .1 s in the first wave, and less from wave to wave, down to .02 from the fifth on.

    In a stretched space the first waves spare those who will hardly answer; a share that went unheard through
    them is worth their asking. What somebody can carry and how often they are asked a day bind in every wave.
    """
    return 0.02 + 0.1 * s * leaning(wave) / 2


def reliability(accepted, expected):
    """r = (accepted + 2.4) / (expected + 6): never the raw rate of accepting, which punishes those who sleep.

    `expected` sums each ask's odds divided by the r of then: what somebody who always answers would have answered.
    With r in it, r would be learned as the root of what it is.
    """
    return (accepted + 2.4) / (expected + 6)


def freshness(u):
    """1 / (1 + e^(5 (u - 1))): somebody near their limit answers less."""
    return 1 / (1 + np.exp(np.minimum(5 * (u - 1), 80)))


def by_fit(fit):
    """.35 + .65 fit"""
    return 0.35 + 0.65 * fit


def odds(r, available, fit, u):
    """p = r * available * (.35 + .65 fit) / (1 + e^(5 (u - 1)))"""
    return r * available * by_fit(fit) * freshness(u)


def slack(u):
    """1 - e^(u - 1): nobody who has nothing left; never below zero.

    `u` is what it would be with half of the share more, as the gate reckons: of two who carry nothing yet, who can
    carry one share a week comes after who can carry four.
    """
    return np.maximum(1 - np.exp(np.minimum(u - 1, 1)), 0)


def leaning(wave: int) -> float:
    """g, how much fit orders: 2 in the first wave, 0 from the fifth on."""
    return max(0.0, 2 - 2 * wave / (GIVE_LAST - 1))


def order(p, fit, u, wave: int):
    """p * (fit + .02)^g * (1 - e^(u - 1)), higher first."""
    return p * (fit + 0.02) ** leaning(wave) * slack(u)


def enough(p: list[float]) -> bool:
    """Whether a wave to people with these odds is large enough: MOST, or LEAST at the least and odds of one
    acceptance of TARGET."""
    return len(p) == MOST or (len(p) >= LEAST and 1 - math.prod(1 - each for each in p) >= TARGET)


def unheard_first(fit, unheard, seen):
    """How high a share stands in a list for somebody: fit + .5 unheard - .1 ln(1 + seen)."""
    return fit + 0.5 * unheard - 0.1 * np.log1p(seen)
