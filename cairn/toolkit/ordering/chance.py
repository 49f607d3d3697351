"""Chance that belongs to one card and one seed, whatever else is in the list and in which order it comes.

A generator that is drawn from in turn would shuffle the whole list anew when one card is added to it.
"""

import numpy as np

TURN = 0x9E3779B97F4A7C15
MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
ALL = 2**64 - 1


def numbers(ids: np.ndarray, seed: int, of: int) -> np.ndarray:
    """Evenly spread numbers from 0 up to 1, one an id; `of` makes several that have nothing to do with each other.

    SplitMix64 (Steele, Lea, Flood 2014), taken twice: over seed and purpose, then over the ids. float64 (n,).
    """
    start = _mixed(_mixed(seed & ALL) ^ of)
    words = ids.astype(np.uint64) ^ np.uint64(start)
    words += np.uint64(TURN)
    for shift, factor in MIX:
        words ^= words >> np.uint64(shift)
        words *= np.uint64(factor)
    words ^= words >> np.uint64(31)
    return (words >> np.uint64(11)) * 2.0**-53


def _mixed(word: int) -> int:
    """The same for one, in plain Python: quicker than an array of one."""
    word = (word + TURN) & ALL
    for shift, factor in MIX:
        word = (word ^ (word >> shift)) * factor & ALL
    return word ^ (word >> 31)


def normal(ids: np.ndarray, seed: int, of: int) -> np.ndarray:
    """Normally spread numbers with mean 0 and spread 1, one an id (Box and Muller 1958). Uses `of` and the next."""
    far, turned = numbers(ids, seed, of), numbers(ids, seed, of + 1)
    return np.sqrt(-2 * np.log1p(-far)) * np.cos(2 * np.pi * turned)
