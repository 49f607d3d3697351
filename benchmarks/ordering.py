"""What it costs to order strategies: CPU for one list, by how many cards it has.

No database: cairn/toolkit/ordering is pure. CPU is the process's own time, so that others on the machine do not count.
"""

import random
import statistics
import time

from cairn.toolkit.ordering import Card, order

CARDS = (12, 60, 300)
TOPICS = 12


def main() -> None:
    for many in CARDS:
        _cost(many, _cards(many, random.Random(many)))


def _cost(many: int, cards: list[Card], lists: int = 500) -> None:
    took = []
    for seed in range(lists):
        began = time.process_time_ns()
        order(cards, topics=frozenset({1, 2, 3}), seed=seed)
        took.append((time.process_time_ns() - began) / 1e6)
    took.sort()
    print(f"{many:>4} cards: {took[0]:.2f} ms at the least, {statistics.median(took):.2f} in the median, {took[int(lists * .99)]:.2f} in the 99th of a hundred")


def _cards(many: int, chance: random.Random) -> list[Card]:
    """One in four is new; the others have told of them some thirty people, with half of all experiences."""
    return [Card(chance.getrandbits(62), {} if n % 4 == 0 else _counts(chance), chance.uniform(0, 90)) for n in range(many)]


def _counts(chance: random.Random) -> dict[str, list[int]]:
    names = ["", *(str(topic) for topic in range(TOPICS) if chance.random() < 0.5)]
    return {name: [chance.randint(0, most) for most in (12, 8, 9, 2)] for name in names}


if __name__ == "__main__":
    main()
