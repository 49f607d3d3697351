"""Listeners of one language who may be asked now, side by side, so that a decision reads little."""

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from cairn.hearing.engine.view import View


class Pool:
    """Listeners of one language who may be asked now, columns copied side by side, the highest `lean` first."""

    def __init__(self, rows, view: "View", *, sort: bool = False):
        lean = view.lean[rows]
        if sort:
            by_lean = np.argsort(-lean, kind="stable")
            rows, lean = rows[by_lean], lean[by_lean]
        who = view.listeners
        self.rows = rows  # int64 (m,): of the listeners
        self.base = view.base[rows]  # float32 (m,): the odds but for fit
        self.lean = lean  # float32 (m,): base by slack: the order but for fit
        self.room = view.room[rows]
        self.topics = [np.ascontiguousarray(word[rows]) for word in who.topics.T]
        self.rather_not = [np.ascontiguousarray(word[rows]) for word in who.rather_not.T]
        self.shunned = [np.bitwise_or.reduce(word) for word in self.rather_not]  # by anybody here
        self.interests = who.interests[rows]
        self.ceiling = lean.copy()  # lean when it was sorted; whom something happened to since is in `moved`
        self.moved: set[int] = set()
        self.everybody = np.arange(len(rows))
        self.knowing: dict[int, np.ndarray] = {}  # topic: places of who knows it
        self._place = None
        if sort:
            self._place = np.full(len(who), -1, dtype=np.int32)
            self._place[rows] = np.arange(len(rows), dtype=np.int32)

    def places(self, rows) -> np.ndarray:
        """Where these listeners stand; who does not is left out."""
        if self._place is None:
            return np.flatnonzero(np.isin(self.rows, rows))
        found = self._place[rows]
        return found[found >= 0]

    def who_know(self, topic: int) -> np.ndarray:
        if topic not in self.knowing:
            word, bit = divmod(topic, 64)
            self.knowing[topic] = np.flatnonzero(self.topics[word] & np.uint64(1 << bit))
        return self.knowing[topic]

    def follow(self, view: "View", row: int) -> None:
        """Something happened to this listener."""
        for place in self.places([row]).tolist():
            still = bool(view.open[row])
            self.base[place], self.lean[place], self.room[place] = (view.base[row], view.lean[row], view.room[row]) if still else (0, 0, -1)
            self.moved.add(place)
