"""How many of a waiting list find a circle, and how long it takes to propose them.

    python -m benchmarks.forming             42, 120, 300 and 1,000 people, ten simulated lists of each
    python -m benchmarks.forming --lists 50 --topics 2

No database: cairn/meetings/forming.py is pure. The people are simulated as in hearing.md: nine time zones
(-8 -6 -5 0 1 2 5 8 10 with 12 12 21 12 16 5 9 8 5%), languages 60 14 10 7 5 3 1% of which a third of the
minority also speak the first and 12% the other way; each has one to three blocks of two to four hours a week
at ordinary hours of their day, on one to five days; one in twenty has blocked one other. With one topic it is
what hearing.md simulated (50, 81, 93 and 97% placed); `--topics 4` parts the same people by four topics (Zipf .9,
a quarter bring none), which leaves fewer for each. "could" is how many have any place that five could share.
"""

import argparse
import random
import statistics
import time
from collections import Counter

from cairn.meetings.forming import FEWEST, MOST, Wisher, form

ZONES, OF_ZONES = (-8, -6, -5, 0, 1, 2, 5, 8, 10), (12, 12, 21, 12, 16, 5, 9, 8, 5)
LANGUAGES, OF_LANGUAGES = ("en", "es", "fr", "de", "ar", "cy", "fi"), (60, 14, 10, 7, 5, 3, 1)
STARTS, OF_STARTS = range(7, 22), (1, 2, 3, 3, 2, 2, 2, 2, 2, 2, 4, 6, 8, 7, 4)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, nargs="*", default=[42, 120, 300, 1000])
    options.add_argument("--lists", type=int, default=10)
    options.add_argument("--topics", type=int, nargs="*", default=[1, 4])
    args = options.parse_args()
    print(f"{'topics':>7}{'people':>8}{'could':>8}{'placed':>8}{'from':>7}{'to':>7}{'circles':>9}{'seconds':>9}{'worst':>8}")
    for topics in args.topics:
        for people in args.people:
            one_size(people, args.lists, topics)


def one_size(people: int, lists: int, topics: int) -> None:
    could, placed, circles, times = [], [], [], []
    for seed in range(lists):
        wishers, blocks = waiting_list(people, topics, seed)
        started = time.perf_counter()
        formed = form(wishers, blocks)
        times.append(time.perf_counter() - started)
        check(formed, wishers, blocks)
        could.append(who_could(wishers) / people)
        placed.append(sum(len(circle.members) for circle in formed.circles) / people)
        circles.append(len(formed.circles))
    print(
        f"{topics:>7}{people:>8}{statistics.mean(could):>8.0%}{statistics.mean(placed):>8.0%}{min(placed):>7.0%}{max(placed):>7.0%}"
        f"{statistics.mean(circles):>9.1f}{statistics.mean(times):>9.2f}{max(times):>8.2f}", flush=True,
    )


def waiting_list(people: int, topics: int, seed: int):
    chance = random.Random(seed)
    of_topics = [1 / n**0.9 for n in range(1, topics + 1)]
    wishers = [wisher(n, chance, topics, of_topics) for n in range(people)]
    blocks = [(n, chance.randrange(people)) for n in range(people) if chance.random() < 0.05]
    return wishers, [(one, other) for one, other in blocks if one != other]


def wisher(n: int, chance, topics: int, of_topics) -> Wisher:
    first = chance.choices(LANGUAGES, OF_LANGUAGES)[0]
    second = ["en"] if first != "en" and chance.random() < 1 / 3 else []
    if first == "en" and chance.random() < 0.12:
        second = chance.choices(LANGUAGES[1:], OF_LANGUAGES[1:])
    topic = None if chance.random() < 0.25 else 1 + chance.choices(range(topics), of_topics)[0]
    return Wisher(n, topic, frozenset([first, *second]), hours(chance), since=n)


def hours(chance) -> frozenset[int]:
    """One to three blocks of their local day, on one to five of its days, in UTC."""
    zone = chance.choices(ZONES, OF_ZONES)[0]
    free = set()
    for _block in range(chance.randint(1, 3)):
        start, length = chance.choices(STARTS, OF_STARTS)[0], chance.randint(2, 4)
        for day in chance.sample(range(7), chance.randint(1, 5)):
            free.update((24 * day + start + hour - zone) % 168 for hour in range(length))
    return frozenset(free)


def who_could(wishers) -> int:
    """How many have a place that five could share: more than that nothing can place."""
    topics = {one.topic for one in wishers}
    places = {
        one.member: [(t, language, slot) for t in (topics if one.topic is None else [one.topic]) for language in one.languages for slot in one.slots]
        for one in wishers
    }
    together = Counter(place for mine in places.values() for place in mine)
    return sum(any(together[place] >= FEWEST for place in mine) for mine in places.values())


def check(formed, wishers, blocks) -> None:
    """What is promised of every circle."""
    of, apart = {one.member: one for one in wishers}, {frozenset(pair) for pair in blocks}
    for circle in formed.circles:
        people = [of[member] for member in circle.members]
        assert FEWEST <= len(people) <= MOST
        assert all(circle.slot in one.slots and circle.language in one.languages and one.topic in (None, circle.topic) for one in people)
        assert not any({one.member, other.member} in apart for one in people for other in people)


if __name__ == "__main__":
    main()
