"""How much a page costs of what there is between meetings, for Wren of the demo, who has lived here for three months.

    python -m benchmarks.between             SQLite; the demo is filled first, which takes a minute
    python -m benchmarks.between --postgres
"""

import argparse

from benchmarks import space
from benchmarks.pages import Cost, _hammer, _queries


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--postgres", action="store_true")
    options.add_argument("--rounds", type=int, default=6)
    args = options.parse_args()
    if args.postgres:
        from tests.postgres import make_database

        measure(make_database("between"), args.rounds)
    else:
        measure("", args.rounds)


def measure(database: str, rounds: int) -> None:
    space.begin(database)
    from cairn.demo.fill import fill, sign_in_name
    from cairn.members import queries

    fill()
    wren = queries.member_of_handle(queries.digest_of_sign_in_name(sign_in_name("Wren")))
    cookie, pages = space.signed_in_cookie(wren), _pages(wren)
    counted = {name: _queries(path, cookie) for name, path in pages.items()}
    with space.serving() as (pid, port, _cold):
        print(space.machine())
        print(f"{'page':<24}{'CPU ms':>8}{'quietest':>10}{'req/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'queries':>9}{'kB':>7}")
        for path in pages.values():
            _hammer(port, path, cookie, 20)
        cost = {name: Cost() for name in pages}
        for _ in range(rounds):
            for name, path in pages.items():
                cost[name].measure(pid, port, path, cookie)
        for name, one in cost.items():
            print(f"{name:<24}{one.line()}{counted[name]:9}{one.size / 1000:7.1f}")


def _pages(wren) -> dict[str, str]:
    """A plain page first, to compare with."""
    from django.urls import reverse

    from cairn.bonds.models import Activity, Door
    from cairn.checkins.models import CheckIn
    from cairn.circles.queries import my_circles
    from cairn.growth.models import Retelling, Victory
    from cairn.members.queries import buddies_of
    from cairn.toolkit.models import Strategy, Tried

    circle, card = my_circles(wren)[0], Tried.system.filter(member=wren).first().strategy_id
    of = {
        "decisions (plain)": ("decisions",), "Today": ("today",), "the circle": ("circle", circle.pk), "check in": ("checkin",), "look back": ("checkins",),
        "one check-in": ("checkin_one", CheckIn.objects.by(wren).first().pk), "toolkit": ("toolkit",),
        "a situation": ("situation", Strategy.system.get(pk=card).situation), "a card": ("strategy", card), "my toolkit": ("my_toolkit",),
        "cairn": ("cairn",), "a victory": ("victory", Victory.objects.by(wren).first().pk), "lines": ("recognitions",), "wall": ("wall", circle.pk),
        "path": ("path",), "witness lines": ("witness_lines",), "retellings": ("retellings",),
        "a retelling": ("retelling", Retelling.objects.by(wren).filter(told_at__isnull=False).first().pk), "book": ("book",),
        "buddies": ("buddies",), "a buddy": ("buddy", buddies_of(wren)[0].pk), "letters": ("letters",),
        "a thread": ("door", Door.objects.seen_by(wren).open().first().pk), "activities": ("activities",),
        "an activity": ("activity", Activity.objects.seen_by(wren).first().pk),
    }
    return {name: reverse(where, args=args) for name, (where, *args) in of.items()}


if __name__ == "__main__":
    main()
