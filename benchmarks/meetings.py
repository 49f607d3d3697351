"""Many meetings of eight at once, in each somebody writing: from commit to the last member who has it.

    python -m benchmarks.meetings               1, 50 and 200 meetings, fifty paragraphs a second, SQLite
    python -m benchmarks.meetings --postgres    the same on a PostgreSQL server of the tests' wheel
    python -m benchmarks.meetings --meetings 250 --seconds 30

The moment of commit is the event's own (written in its transaction, a little before the commit); arrivals are
noted by one event loop with all streams open. Each stream's numbers are looked at: none missed, none repeated.
"""

import argparse
import asyncio
import http.client
import re
import secrets
import statistics
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from benchmarks import space

PEOPLE = 8
WRITERS = 12  # connections that send


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--postgres", action="store_true")
    options.add_argument("--meetings", type=int, nargs="*", default=[1, 50, 200])
    options.add_argument("--rate", type=float, default=50, help="paragraphs a second, over all meetings")
    options.add_argument("--seconds", type=float, default=15)
    args = options.parse_args()
    database = ""
    if args.postgres:
        from tests.postgres import make_database

        database = make_database("bench")
    space.begin(database)
    rooms = fill(max(args.meetings))
    print(space.machine(), "PostgreSQL" if database else "SQLite")
    print(f"{'meetings':>8}{'streams':>8}{'acts/s':>8}{'to commit p50':>15}{'p99':>7}{'to last p50':>13}{'p99':>7}{'missed':>8}{'repeated':>9}{'CPU %':>7}")
    for count in args.meetings:
        with space.serving() as (pid, port, _):
            one_size(rooms[:count], args.rate if count > 1 else min(args.rate, 10), args.seconds, pid, port)


def fill(count: int) -> list[tuple[int, str, list[int]]]:
    """Rooms in their first round: (meeting, cookie of whoever speaks, who is there)."""
    from benchmarks.village import village
    from cairn.base import clock
    from cairn.circles.models import Circle, Seat
    from cairn.meetings import verbs
    from cairn.meetings.models import Meeting, Round
    from cairn.members.models import Member

    village(members=count * PEOPLE, circles=count, shares=0)
    rooms = []
    for circle in Circle.system.all():
        people = list(Member.objects.filter(seats__circle=circle).order_by("seats__taken_at"))
        holder = Seat.system.get(circle=circle, role="facilitator").member
        meeting = Meeting(circle=circle, by=holder, starts_at=clock.now(), zone="UTC", guide_seconds=36_000)
        meeting.prompt = "What did this week ask of you?"
        meeting.save(force_insert=True)
        one = Round(meeting=meeting, place=1, by=holder)
        one.question = meeting.prompt
        one.save(force_insert=True)
        meeting = verbs.open_room(meeting)
        for person in people:
            verbs.enter(meeting, by=person)
        for _phase in range(2):
            meeting = verbs.take(meeting, "go_on", by=holder)
        speaker = next(person for person in people if person.pk == meeting.room.with_piece.member)
        verbs.take(meeting, "accept", by=speaker)
        rooms.append((meeting.pk, space.signed_in_cookie(speaker), [person.pk for person in people]))
    return rooms


def one_size(rooms, rate, seconds, pid, port) -> None:
    ears = Ears(port, rooms)
    writers = [Writer(port, meeting, cookie) for meeting, cookie, _people in rooms]
    cpu, began = space.cpu_seconds(pid), time.perf_counter()
    sent = write(writers, rate, seconds)
    time.sleep(1.5)
    cpu = 100 * (space.cpu_seconds(pid) - cpu) / (time.perf_counter() - began)
    to_commit, to_last = delays(sent, ears)
    missed, repeated = ears.faults()
    print(
        f"{len(rooms):>8}{len(rooms) * PEOPLE:>8}{len(sent) / seconds:8.0f}{_at(to_commit, 0.5):15.1f}{_at(to_commit, 0.99):7.1f}"
        f"{_at(to_last, 0.5):13.1f}{_at(to_last, 0.99):7.1f}{missed:8}{repeated:9}{cpu:7.0f}", flush=True,
    )
    ears.close()


def write(writers, rate, seconds) -> list[tuple[int, float]]:
    """At this rate, the rooms in turn. Gives (meeting, when it was sent), in the order of sending."""
    sent, pool = [], ThreadPoolExecutor(WRITERS)
    began, number = time.perf_counter(), 0
    while (due := number / rate) < seconds:
        time.sleep(max(0, began + due - time.perf_counter()))
        writer = writers[number % len(writers)]
        sent.append(pool.submit(writer.say, f"Paragraph {number}"))
        number += 1
    pool.shutdown()
    return [one.result() for one in sent]


def delays(sent, ears):
    """Milliseconds from sending to commit, and from commit to the last member, for each paragraph."""
    from cairn.live.models import Event

    by_stream = {}
    for stream, number, at in Event.objects.filter(kind="said", stream__startswith="meeting:").order_by("number").values_list("stream", "number", "at"):
        by_stream.setdefault(int(stream.partition(":")[2]), []).append((number, at.timestamp()))
    to_commit, to_last, taken = [], [], {}
    for meeting, at in sorted(sent, key=lambda one: one[1]):
        rows = by_stream[meeting][-sum(1 for m, _ in sent if m == meeting):]
        number, committed = rows[taken.setdefault(meeting, 0)]
        taken[meeting] += 1
        to_commit.append(1000 * (committed - at))
        arrived = ears.arrived.get((meeting, number), [])
        if len(arrived) >= PEOPLE:
            to_last.append(1000 * (max(arrived) - committed))
    return sorted(to_commit), sorted(to_last)


def _at(values, part) -> float:
    return statistics.quantiles(values, n=100)[int(part * 100) - 1] if len(values) > 1 else float("nan")


class Writer:
    """Somebody with the piece, writing by the room's own form; one paragraph at a time."""

    def __init__(self, port, meeting, cookie):
        from django.urls import reverse

        self.meeting, self.cookie, self.lock = meeting, cookie, threading.Lock()
        self.link, self.path = http.client.HTTPConnection("127.0.0.1", port), reverse("room_say", args=[meeting])
        self.link.request("GET", reverse("room", args=[meeting]), headers={"Cookie": cookie})
        answer = self.link.getresponse()
        html = answer.read().decode()
        self.cookie += "; " + answer.headers["Set-Cookie"].split(";")[0]
        self.token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
        self.link.close()

    def say(self, text) -> tuple[int, float]:
        with self.lock:
            fields = {"csrfmiddlewaretoken": self.token, "once": secrets.token_hex(8), "text": text}
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded", "X-Fragment": "room"}
            at = time.time()
            self.link.request("POST", self.path, body=urlencode(fields), headers=headers)
            answer = self.link.getresponse()
            answer.read()
            assert answer.status == 200, answer.status
            return self.meeting, at


class Ears:
    """Everybody's open page, in one event loop of its own thread."""

    def __init__(self, port, rooms):
        self.port, self.links, self.numbers, self.arrived = port, [], {}, {}
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self._open(rooms), self.loop).result(300)

    async def _open(self, rooms) -> None:
        from cairn.live.log import counters
        from cairn.live.tickets import issue_ticket

        for meeting, _cookie, people in rooms:
            stream = f"meeting:{meeting}"
            after = (await asyncio.to_thread(counters, [stream])).get(stream, 0)
            for person in people:
                ticket = issue_ticket(stream, member=person, after=after)
                reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.write(f"GET /live/{ticket} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
                self.links.append(writer)
                await reader.readuntil(b"retry:")
                self.numbers[meeting, person] = [after]
                asyncio.ensure_future(self._listen(reader, meeting, person))

    async def _listen(self, reader, meeting, person) -> None:
        while line := await reader.readline():
            if line.startswith(b"id:"):
                number = int(line[3:])
                self.numbers[meeting, person].append(number)
                self.arrived.setdefault((meeting, number), []).append(time.time())

    def faults(self) -> tuple[int, int]:
        """(missed, repeated) over all streams."""
        missed = repeated = 0
        for (meeting, _person), numbers in self.numbers.items():
            last = max((n for (m, n) in self.arrived if m == meeting), default=numbers[0])
            missed += last - numbers[0] - len(set(numbers[1:]))
            repeated += len(numbers) - len(set(numbers))
        return missed, repeated

    def close(self) -> None:
        for writer in self.links:
            self.loop.call_soon_threadsafe(writer.close)


if __name__ == "__main__":
    main()
