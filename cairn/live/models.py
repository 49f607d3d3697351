"""The event log: what happened on each stream, numbered without gaps."""

from django.db import connection, models

from cairn.base import clock


class Stream(models.Model):
    """One page's worth of events, such as "share:12". Its counter is raised in the transaction that
    adds the event, so numbers have no gaps and commit in order."""

    name = models.CharField(max_length=60, primary_key=True)
    counter = models.BigIntegerField(default=0)

    @classmethod
    def next_numbers(cls, names: list[str]) -> dict[str, int]:
        """The next number of each of these; holds their rows until the transaction ends, taken in one order."""
        names = sorted(set(names))
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO cairn_stream (name, counter) VALUES {', '.join(['(%s, 1)'] * len(names))}"  # noqa: S608  marks alone
                " ON CONFLICT (name) DO UPDATE SET counter = cairn_stream.counter + 1 RETURNING name, counter",
                names,
            )
            return dict(cursor.fetchall())


class Event(models.Model):
    """One thing that moved on a stream. `data` holds ids only."""

    stream = models.CharField(max_length=60)
    number = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    data = models.JSONField(default=dict)
    at = models.DateTimeField(default=clock.now, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="event_number")]

    @classmethod
    def append(cls, stream: str, kind: str, **data) -> "Event":
        """Add an event within the caller's transaction."""
        return cls.objects.create(stream=stream, number=Stream.next_numbers([stream])[stream], kind=kind, data=data)

    @classmethod
    def append_each(cls, streams: list[str], kind: str) -> None:
        """The same event on many streams."""
        now = clock.now()
        numbers = Stream.next_numbers(streams)
        cls.objects.bulk_create([cls(stream=stream, number=number, kind=kind, data={}, at=now) for stream, number in numbers.items()])
