"""Who has offered to listen, as columns: one row a listener, in the order of their ids."""

from dataclasses import dataclass

import numpy as np

HOURS = 24
ALL_HOURS = (1 << HOURS) - 1
PARTS = 8  # of a local day, three hours each: as fine as anything is learned about when somebody is there


@dataclass(slots=True)
class Listeners:
    """n listeners. Bits stand for languages, topics and interests of the space; moments are seconds since
    1970 (UTC); loads and capacities are shares a week."""

    ids: np.ndarray  # int64 (n,), ascending
    languages: np.ndarray  # uint64 (n,): bits
    topics: np.ndarray  # uint64 (n, words): bits; experiences they named
    rather_not: np.ndarray  # uint64 (n, words): bits; topics they would rather not hear about
    interests: np.ndarray  # uint64 (n,): bits
    offset: np.ndarray  # int16 (n,): minutes east of UTC, now
    hours: np.ndarray  # uint32 (n,): bit h, may be asked in local hour h; 0 is any hour
    here: np.ndarray  # uint32 (n,): bit h, usually here in local hour h; 0 says nothing
    quiet: np.ndarray  # uint32 (n,): bit h, quiet in local hour h
    resting_until: np.ndarray  # float64 (n,)
    capacity: np.ndarray  # float32 (n,): shares a week, as learned, never above what they said
    load: np.ndarray  # float32 (n,): shares they listened to in the last seven days, by weight
    asked_today: np.ndarray  # int16 (n,): asks in the last 24 hours
    accepted: np.ndarray  # float32 (n,): asks they answered
    expected: np.ndarray  # float32 (n,): of all asks the odds, but for their own reliability
    there: np.ndarray  # float32 (n, PARTS, 2): answered, and asked by the odds but for being there

    def __len__(self) -> int:
        return len(self.ids)

    def rows_of(self, ids) -> np.ndarray:
        """Rows of those of `ids` who are here; others are left out. int64, in the order of `ids`."""
        ids = np.asarray(ids, dtype=np.int64)
        if not len(self) or not len(ids):
            return np.empty(0, dtype=np.int64)
        rows = np.minimum(np.searchsorted(self.ids, ids), len(self) - 1)
        return rows[self.ids[rows] == ids]

    def local_hour(self, now: float, rows=slice(None)) -> np.ndarray:
        """0 to 23, on the clock where they live, at `now`."""
        return (((int(now) // 60 + self.offset[rows].astype(np.int64)) // 60) % HOURS).astype(np.uint32)

    @classmethod
    def blank(cls, n: int, *, words: int = 1) -> "Listeners":
        """`n` listeners with ids 0 to n-1 who said nothing about themselves."""
        shapes = {"topics": (n, words), "rather_not": (n, words), "there": (n, PARTS, 2)}
        made = {name: np.zeros(shapes.get(name, n), dtype) for name, dtype in TYPES.items()}
        made["ids"] = np.arange(n, dtype=np.int64)
        return cls(**made)


TYPES = {
    "ids": np.int64, "languages": np.uint64, "topics": np.uint64, "rather_not": np.uint64, "interests": np.uint64,
    "offset": np.int16, "hours": np.uint32, "here": np.uint32, "quiet": np.uint32, "resting_until": np.float64, "capacity": np.float32,
    "load": np.float32, "asked_today": np.int16, "accepted": np.float32, "expected": np.float32, "there": np.float32,
}


def bits(numbers, words: int = 1) -> np.ndarray:
    """A set of small numbers as `words` 64-bit words. uint64 (words,). Numbers beyond them are left out."""
    kept = [0] * words
    for number in numbers:
        if 0 <= number < 64 * words:
            kept[number // 64] |= 1 << (number % 64)
    return np.array(kept, dtype=np.uint64)


def hours_mask(first: int, last: int) -> int:
    """The hours from `first` up to `last`, over midnight where need be; the same hour twice is none."""
    if first == last:
        return 0
    hours = range(first, last) if first < last else [*range(first, HOURS), *range(last)]
    return sum(1 << hour for hour in hours)
