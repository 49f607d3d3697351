"""What an open journal costs: a thousand entries, opened and looked through in memory.

    python -m benchmarks.journal              SQLite
    python -m benchmarks.journal --postgres   a PostgreSQL server of its own, from the tests' wheel
"""

import argparse
import random
import statistics
import time

from benchmarks import space

ENTRIES, WORDS = 1000, 150


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--postgres", action="store_true")
    if options.parse_args().postgres:
        from tests.postgres import make_database

        measure(make_database("journal"))
    else:
        measure("")


def measure(database: str) -> None:
    space.begin(database)
    from cairn.journal import queries, vault

    member, key = fill()
    print(space.machine(), "PostgreSQL" if database else "SQLite", f"{ENTRIES} entries of {WORDS} words")
    took("a search for two words", lambda: queries.found_in(member, key, "w17 w40"))
    took("a search that finds nothing", lambda: queries.found_in(member, key, "meteorite"))
    took("a page of the list", lambda: queries.entries_of(member, key, most=queries.A_PAGE))
    salt = vault.salt_for_password()
    took("a key made of a password", lambda: vault.from_password("four quiet words here", salt), times=7)


def fill():
    from cairn.base.ids import new_id
    from cairn.journal import vault
    from cairn.journal.models import Entry
    from tests import cast

    member, key, draw = cast.member("Wren"), vault.new_key(), random.Random(1)
    rows = []
    for _n in range(ENTRIES):
        pk, words = new_id(), " ".join(f"w{int(draw.paretovariate(1)) % 20_000}" for _word in range(WORDS))
        rows.append(Entry(pk=pk, member=member, sealed=vault.sealed(key, vault.Written("", words, "", kept=True), pk, member.pk)))
    Entry.system.bulk_create(rows)
    return member, key


def took(what: str, work, times: int = 20) -> None:
    spent = []
    for _time in range(times):
        began, wall = time.process_time(), time.perf_counter()
        work()
        spent.append((time.process_time() - began, time.perf_counter() - wall))
    cpu, wall = (statistics.median(each) * 1000 for each in zip(*spent, strict=True))
    print(f"{what}: {cpu:.0f} ms CPU, {wall:.0f} ms; the least {min(spent)[0] * 1000:.0f} ms CPU")


if __name__ == "__main__":
    main()
