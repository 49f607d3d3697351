"""The clock's pass: ten thousand shares look for listeners, and two hundred of their waves are due.

    python -m benchmarks.waves               on SQLite
    python -m benchmarks.waves --postgres    on a PostgreSQL server of the tests' wheel
    python -m benchmarks.waves --listeners 2500 --shares 10000 --due 200

CPU is this process's own; PostgreSQL's is not in it. The first pass also fills the listeners' arrays.
"""

import argparse
import random
import time
from datetime import timedelta

from benchmarks import space


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--postgres", action="store_true")
    options.add_argument("--listeners", type=int, default=2500)
    options.add_argument("--shares", type=int, default=10_000)
    options.add_argument("--due", type=int, default=200)
    options.add_argument("--passes", type=int, default=3)
    options.add_argument("--profile", action="store_true")
    args = options.parse_args()
    database = ""
    if args.postgres:
        from tests.postgres import make_database

        database = make_database("bench")
    space.begin(database)
    fill(args.listeners, args.shares)
    print(space.machine(), "PostgreSQL" if database else "SQLite", f"{args.listeners} listeners, {args.shares} open shares")
    refresh()
    for _pass in range(args.passes):
        one_pass(args.due, profiled=args.profile)


def fill(listeners: int, shares: int) -> None:
    """Members who listen, and shares that wait, each told by somebody else."""
    from benchmarks.village import village
    from cairn.base import clock
    from cairn.hearing.models import Listener, Wave
    from cairn.members.models import Experience, Member, Topic
    from cairn.shares.models import Authorship, Share

    chance = random.Random(1)
    village(members=listeners, circles=1, shares=0)
    people = list(Member.objects.all())
    Member.objects.update(quiet_from=0, quiet_to=0)
    if not Topic.objects.exists():
        for n in range(12):
            Topic.objects.create(name=f"Topic {n}", place=n)
    topics = list(Topic.objects.values_list("pk", flat=True))
    Listener.objects.bulk_create([Listener(member=one, weekly_limit=chance.choice([3, 5, 7])) for one in people], ignore_conflicts=True)
    Experience.objects.all().delete()
    Experience.objects.bulk_create([Experience(member=one, topic_id=pk) for one in people for pk in chance.sample(topics, 2)])
    told, now = [], clock.now()
    for _n in range(shares):
        share = Share(audience="everyone", told_at=now, note_topics=[chance.choice(topics)])
        share.authorship = Authorship(share=share).show(chance.choice(people).pk, as_someone=False)
        share.text = "It goes on, and nobody asks."
        told.append(share)
    Share.system.bulk_create(told)
    Authorship.objects.bulk_create([share.authorship for share in told])
    Wave.objects.bulk_create([Wave(share=share, due_at=now + timedelta(days=1)) for share in told])


def refresh() -> None:
    from cairn.hearing import resident

    began = time.process_time()
    view = resident.look()
    print(f"arrays of {len(view.listeners)} listeners filled in {(time.process_time() - began) * 1000:.0f} ms of CPU")


def one_pass(due: int, *, profiled: bool) -> None:
    from cairn.base import clock
    from cairn.hearing import verbs
    from cairn.hearing.models import Ask, Wave

    ids = list(Wave.objects.filter(number=0).values_list("pk", flat=True)[:due])
    Wave.objects.filter(pk__in=ids).update(due_at=clock.now())
    before = Ask.system.count()
    if profiled:
        import cProfile
        import pstats

        profile = cProfile.Profile()
        profile.runcall(verbs.ask_for_all_due)
        pstats.Stats(profile).sort_stats("cumtime").print_stats(60)
        return
    began, wall = time.process_time(), time.monotonic()
    verbs.ask_for_all_due()
    spent, took = time.process_time() - began, time.monotonic() - wall
    assert not Wave.objects.filter(pk__in=ids, number=0).exists(), "every wave that was due went out"
    print(f"{due} waves, {Ask.system.count() - before} asks: {spent:.2f} s of CPU, {took:.2f} s")


if __name__ == "__main__":
    main()
