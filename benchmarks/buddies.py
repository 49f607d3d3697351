"""How long it takes to look who might be buddies, and how many are proposed to somebody.

    python -m benchmarks.buddies             200, 1,000 and 2,000 wishes, five simulated communities of each
    python -m benchmarks.buddies --people 2500 --times 10

No database: cairn/bonds/matching.py is pure. The people live in nine time zones and speak the languages of
cairn/hearing/simulating; each enjoys one to six of the list, is at up to two stages of life, named up to three blocks of
hours, and three in ten would also meet somebody for what both lived through. One in twenty has blocked one other.
"""

import argparse
import random
import statistics
import time

from cairn.base.languages import LANGUAGES as KNOWN
from cairn.bonds.matching import MOST, Wisher, in_utc, propose
from cairn.bonds.stages import STAGES
from cairn.members.interests import INTERESTS

ZONES, OF_ZONES = (-8, -6, -5, 0, 1, 2, 5, 8, 10), (12, 12, 21, 12, 16, 5, 9, 8, 5)
LANGUAGES, OF_LANGUAGES = ("en", "es", "fr", "de", "ar", "cy", "fi"), (60, 14, 10, 7, 5, 3, 1)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, nargs="*", default=[200, 1000, 2000])
    options.add_argument("--times", type=int, default=5)
    args = options.parse_args()
    print(f"{'wishes':>8}{'proposed to nobody':>20}{'to three':>10}{'CPU s':>8}{'worst':>8}")
    for n in args.people:
        one_size(n, args.times)


def one_size(n: int, times: int) -> None:
    seconds, none, full = [], [], []
    for seed in range(times):
        people, apart = community(n, seed)
        began = time.process_time()
        pairs = propose(people, apart)
        seconds.append(time.process_time() - began)
        given = {person.id: 0 for person in people}
        for two in pairs:
            for pk in two:
                given[pk] += 1
        none.append(sum(count == 0 for count in given.values()) / n)
        full.append(sum(count == MOST for count in given.values()) / n)
    print(f"{n:>8}{statistics.mean(none):>20.1%}{statistics.mean(full):>10.1%}{statistics.median(seconds):>8.2f}{max(seconds):>8.2f}", flush=True)


def community(n: int, seed: int):
    chance = random.Random(seed)
    people = [wisher(number, chance) for number in range(n)]
    return people, [(number, chance.randrange(n)) for number in range(n) if chance.random() < 0.05]


def wisher(number: int, chance: random.Random) -> Wisher:
    interests, stage = chance.sample(sorted(INTERESTS), chance.randint(1, 6)), chance.sample(sorted(STAGES), chance.randint(0, 2))
    local = sum(0b1111 << start for start in chance.sample(range(0, 24, 4), chance.randint(0, 3)))
    spoken = chance.choices(LANGUAGES, OF_LANGUAGES) + (["en"] if chance.random() < 1 / 3 else [])
    lived = chance.sample(range(60), chance.randint(1, 5)) if chance.random() < 0.3 else []
    return Wisher(
        number, frozenset(interests), frozenset(stage), in_utc(local, chance.choices(ZONES, OF_ZONES)[0]),
        frozenset(language for language in spoken if language in KNOWN), frozenset(lived),
    )


if __name__ == "__main__":
    main()
