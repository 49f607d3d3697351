"""How much a page costs, signed in, over 2,000 shares of 10 responses.

    python -m benchmarks.pages            SQLite
    python -m benchmarks.pages --postgres a PostgreSQL server of its own, from the tests' wheel
"""

import argparse
import http.client
import statistics
import time

from benchmarks import space


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--postgres", action="store_true")
    options.add_argument("--rounds", type=int, default=10)
    args = options.parse_args()
    if args.postgres:
        from tests.postgres import make_database

        measure(make_database("bench"), args.rounds)
    else:
        measure("", args.rounds)


def measure(database: str, rounds: int) -> None:
    space.begin(database)
    from benchmarks.village import village

    member, circle = village()
    cookie, pages = space.signed_in_cookie(member), _pages(member, circle)
    queries = {name: _queries(path, cookie) for name, path in pages.items()}
    with space.serving() as (pid, port, cold):
        print(space.machine())
        print(f"{'PostgreSQL' if database else 'SQLite'}: cold start to first page {cold:.1f} s, idle memory {space.memory_mb(pid):.0f} MB")
        print(f"{'page':<24}{'CPU ms':>8}{'quietest':>10}{'req/s':>8}{'p50 ms':>8}{'p99 ms':>8}{'queries':>9}{'kB':>7}")
        for path in pages.values():
            _hammer(port, path, cookie, 30)
        cost = {name: Cost() for name in pages}
        for _ in range(rounds):  # all pages in each round, so that a busy moment of the machine meets them alike
            for name, path in pages.items():
                cost[name].measure(pid, port, path, cookie)
        for name, one in cost.items():
            print(f"{name:<24}{one.line()}{queries[name]:9}{one.size / 1000:7.1f}")
        print(f"memory after: {space.memory_mb(pid):.0f} MB")


class Cost:
    """What one page cost the server, round by round."""

    REQUESTS = 60

    def __init__(self):
        self.cpu, self.times, self.size = [], [], 0

    def measure(self, pid, port, path, cookie) -> None:
        before = space.cpu_seconds(pid)
        times, self.size = _hammer(port, path, cookie, self.REQUESTS)
        self.cpu.append(1000 * (space.cpu_seconds(pid) - before) / self.REQUESTS)
        self.times += times

    def line(self) -> str:
        times = sorted(self.times)
        return (
            f"{statistics.median(self.cpu):8.2f}{min(self.cpu):10.2f}{len(times) / sum(times):8.0f}"
            f"{1000 * statistics.median(times):8.1f}{1000 * times[int(0.99 * len(times))]:8.1f}"
        )


def _pages(member, circle) -> dict[str, str]:
    from django.db.models import Count
    from django.urls import reverse

    from cairn.shares.models import Share

    counted = Share.objects.seen_by(member).annotate(n=Count("responses"))
    twenty = counted.filter(n__gte=19).order_by("-n").first() or counted.order_by("-n").first()
    return {
        "Today": reverse("today"),
        "a share, 20 responses": reverse("share", args=[twenty.pk]),
        "a circle, 30 shares": reverse("circle", args=[circle.pk]),
        "shares": reverse("shares"),
    }


def _queries(path: str, cookie: str) -> int:
    """Asked twice, as the second time nothing is read that one process keeps."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"cookie": cookie, "host": "localhost"})
    client.get(path)
    with CaptureQueriesContext(connection, ) as seen:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(seen)


def _hammer(port: int, path: str, cookie: str, requests: int):
    """One page after another over one connection, as one busy person would."""
    link = http.client.HTTPConnection("127.0.0.1", port)
    times, size = [], 0
    for _ in range(requests):
        started = time.perf_counter()
        link.request("GET", path, headers={"Cookie": cookie, "Host": f"localhost:{port}"})
        answer = link.getresponse()
        size = len(answer.read())
        assert answer.status == 200, answer.status
        times.append(time.perf_counter() - started)
    link.close()
    return times, size


if __name__ == "__main__":
    main()
