"""Chance that belongs to one card and one seed, whatever else is in the list and in which order it comes.

A generator that is drawn from in turn would shuffle the whole list anew when one card is added to it.
"""

import numpy as np

TURN = np.uint64(0x9E3779B97F4A7C15)
MIX = ((30, np.uint64(0xBF58476D1CE4E5B9)), (27, np.uint64(0x94D049BB133111EB)))


def numbers(ids, seed: int, of: int) -> np.ndarray:
    """Evenly spread numbers from 0 up to 1, one an id; `of` makes several that have nothing to do with each other.

    SplitMix64 (Steele, Lea, Flood 2014), taken twice: over seed and purpose, then over the ids. float64 (n,).
    """
    mixed = _mix(np.asarray(ids, dtype=np.int64).astype(np.uint64) ^ _mix(np.array([_start(seed, of)], dtype=np.uint64)))
    return (mixed >> np.uint64(11)).astype(np.float64) * 2.0**-53


def normal(ids, seed: int, of: int) -> np.ndarray:
    """Normally spread numbers with mean 0 and spread 1, one an id (Box and Muller 1958). float64 (n,)."""
    far, turned = numbers(ids, seed, of), numbers(ids, seed, of + 1)
    return np.sqrt(-2 * np.log1p(-far)) * np.cos(2 * np.pi * turned)


def _start(seed: int, of: int) -> int:
    return (seed * 0x100000001B3 + of * 0xD1B54A32D192ED03) % 2**64


def _mix(words: np.ndarray) -> np.ndarray:
    words = words + TURN
    for shift, factor in MIX:
        words = (words ^ (words >> np.uint64(shift))) * factor
    return words ^ (words >> np.uint64(31))
