"""What finding costs among 200,000 short texts, and how well it finds.

    python -m benchmarks.search              SQLite
    python -m benchmarks.search --postgres   a PostgreSQL server of its own, from the tests' wheel
    python -m benchmarks.search --how-well   sixty invented stories: benchmarks/words/stories.toml; no database
"""

import argparse
import random
import statistics
import time
import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path

from benchmarks import space

STORIES = tomllib.loads((Path(__file__).parent / "words" / "stories.toml").read_text("utf-8"))
PEOPLE, CIRCLES, A_TEXT = 200, 40, 45


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--postgres", action="store_true")
    options.add_argument("--how-well", action="store_true")
    options.add_argument("--shares", type=int, default=200_000)
    options.add_argument("--folder", default="", help="the data folder of an earlier run, filled and built already")
    args = options.parse_args()
    if args.how_well:
        how_well()
    elif args.postgres:
        from tests.postgres import make_database

        measure(make_database("search"), args.shares)
    elif args.folder:
        measure_again(args.folder)
    else:
        measure("", args.shares)


# ---- what it costs


def measure(database: str, shares: int) -> None:
    space.begin(database)
    people = fill(shares)
    print(space.machine(), "PostgreSQL" if database else "SQLite", f"{shares} shares")
    from django.conf import settings

    from cairn.shares.search import index, keeping

    took("built anew", lambda: keeping.reindex(lambda done, of: print(f"\r{done} ", end="", flush=True)), times=1)
    took("a look of the clock that finds nothing", keeping.catch_up, times=3)
    if not database:
        print(f"the file: {(settings.SEARCH_FOLDER / 'words.sqlite3').stat().st_size / 1e6:.0f} MB")
    ask(people, index)


def measure_again(folder: str) -> None:
    """The questions alone."""
    import os

    os.environ.update(CAIRN_DATA=folder, DJANGO_SETTINGS_MODULE="cairn.config.settings")
    import django

    django.setup()
    from cairn.members.models import Member
    from cairn.shares.search import index, keeping

    people = list(Member.objects.order_by("joined_at"))
    print(space.machine(), "SQLite", f"{len(index.bags())} shares")
    took("a look of the clock that finds nothing", keeping.catch_up, times=3)
    ask(people, index)


def ask(people, index) -> None:
    from cairn.shares.models import Share
    from cairn.shares.search import asking
    from cairn.shares.search.words import asked_words

    reader, newcomer = people[0], people[-1]  # one sits in half of the circles, the other in none
    for words in ("w12 w40", "w300 w700", "w4000 w9000", "w1 w2 w3 w5 w8 w13"):
        asked = asked_words(words)
        with_index = [([*asked], asking.OF_ALL)]
        took(f"the index alone, {words}", lambda with_index=with_index: bare(index, with_index))
        for name, who in (("who reads half", reader), ("who reads a tenth", newcomer)):
            took(f"search as {name}, {words}", lambda who=who, words=words: fresh(who) and asking.search(who, words))
    own = Share.system.filter(authorship__member=reader).select_related("authorship").first()
    took("people who told something like this", lambda: fresh(reader) and asking.stories_like(own, reader))


def bare(index, arms) -> None:
    """Without anybody's permission: what the database's own index takes for the newest hundred."""
    expression = index._expression(arms[0][0])
    if index.is_sqlite():
        index._rows("SELECT rowid FROM search.words WHERE words MATCH %s ORDER BY rowid DESC LIMIT 100", [expression])
    else:
        index._rows("SELECT n FROM search.kept WHERE lexemes @@ %s::tsquery ORDER BY n DESC LIMIT 100", [expression])


def fresh(member) -> bool:
    from cairn.base import keyring

    keyring.forget()
    member.__dict__.pop("around", None)
    return True


def took(name: str, act, times=40) -> None:
    if times > 1:
        act()  # once before, so that what is composed once is composed
    cpu, wall = [], []
    for _ in range(times):
        began, began_cpu = time.perf_counter(), time.process_time()
        act()
        wall.append(1000 * (time.perf_counter() - began))
        cpu.append(1000 * (time.process_time() - began_cpu))
    print(f"\r{name:<58}{statistics.median(cpu):9.2f} ms CPU{statistics.median(wall):9.2f} ms wall", flush=True)


def fill(shares: int) -> list:
    """Texts of 45 words after Zipf over 20,000 words; a tenth to everyone, the rest to circles."""
    from cairn.base import clock
    from cairn.circles.models import Circle
    from cairn.shares.models import Authorship, Share
    from tests import cast

    chance = random.Random(7)
    people = [cast.member(f"P{n}") for n in range(PEOPLE)]
    circles = [Circle.system.create(name=f"C{n}", purpose="") for n in range(CIRCLES)]
    for n, circle in enumerate(circles):
        for person in {people[0] if n % 2 else people[1], *chance.sample(people[2:-1], 6)}:
            cast.seat(circle, person)
    words, weights = [f"w{n}" for n in range(1, 20_001)], [1 / n for n in range(1, 20_001)]
    texts = chance.choices(words, weights, k=shares * A_TEXT)
    for at in range(0, shares, 2000):
        rows = []
        for n in range(at, min(shares, at + 2000)):
            everyone, who = n % 10 == 0, people[n % PEOPLE]
            share = Share(audience="everyone" if everyone else "circle", circle=None if everyone else circles[n % CIRCLES], told_at=clock.now() - timedelta(seconds=shares - n))
            share.authorship = Authorship(share=share).show(who.pk, as_someone=n % 7 == 0)
            share.text = " ".join(texts[n * A_TEXT : (n + 1) * A_TEXT])
            rows.append(share)
        Share.system.bulk_create(rows)
        Authorship.objects.bulk_create([share.authorship for share in rows])
        print(f"\rfilled {at}", end="", flush=True)
    return people


# ---- how well it finds


def how_well() -> None:
    """Mean reciprocal rank of the one story that was meant, among sixty."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cairn.config.settings")
    import django

    django.setup()
    from cairn.shares.search.meanings import meaning

    ways = {"words, as search ranks them": by_words, "words, as likeness weighs them": by_overlap}
    if meaning():
        ways |= {"meanings alone": by_meaning, "words and meanings, half and half": by_both}
    for kind in ("asked", "typed"):
        for name, way in ways.items():
            ranks = [rank(way(text), STORIES["stories"][wanted], wanted) for text, wanted in STORIES[kind].items()]
            print(f"{kind:<8}{name:<36}MRR {statistics.mean(1 / r for r in ranks):.2f}   first {sum(r == 1 for r in ranks)} of {len(ranks)}")


def rank(scores: dict, _text: str, wanted: str) -> float:
    better = sum(score > scores[wanted] for score in scores.values())
    alike = sum(score == scores[wanted] for score in scores.values()) - 1
    return 1 + better + alike / 2


def bags() -> dict:
    from cairn.shares.search.words import words_of

    return {name: Counter(words_of(text)) for name, text in STORIES["stories"].items()}


def by_words(text: str) -> dict:
    from cairn.shares.search import ranking
    from cairn.shares.search.words import words_of

    asked, kept = [(word,) for word in dict.fromkeys(words_of(text))], bags()
    helds = {name: [bag[word] for (word,) in asked] for name, bag in kept.items()}
    rarity = ranking.rarities(list(helds.values()), len(asked))
    mean = statistics.mean(bag.total() for bag in kept.values())
    return {name: ranking._score(held, kept[name].total() / mean, rarity) for name, held in helds.items()}


def by_overlap(text: str) -> dict:
    from cairn.shares.search.ranking import shared_weight, telling
    from cairn.shares.search.words import words_of

    kept, own = bags(), Counter(words_of(text))
    holding = Counter(word for bag in kept.values() for word in bag)
    return {name: shared_weight(own, bag, lambda word: telling(holding[word])) for name, bag in kept.items()}


def by_meaning(text: str) -> dict:
    from cairn.shares.search.meanings import meaning

    own = meaning().of(text)
    return {name: max(0.0, float(own @ meaning().of(story))) for name, story in STORIES["stories"].items()}


def by_both(text: str) -> dict:
    words, meant = by_overlap(text), by_meaning(text)
    return {name: (words[name] + meant[name]) / 2 for name in words}


if __name__ == "__main__":
    main()
