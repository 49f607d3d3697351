"""The event log: what happened on each stream, numbered without gaps."""

from django.db import connection, models

from cairn.base import clock


class Stream(models.Model):
    """One page's worth of events, such as "share:12". Its counter is raised in the transaction that
    adds the event, so numbers have no gaps and commit in order."""

    name = models.CharField(max_length=60, primary_key=True)
    counter = models.BigIntegerField(default=0)

    @classmethod
    def next_number(cls, name: str) -> int:
        """The next number of `name`; holds the stream's row until the transaction ends."""
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO cairn_stream (name, counter) VALUES (%s, 1)"
                " ON CONFLICT (name) DO UPDATE SET counter = cairn_stream.counter + 1 RETURNING counter",
                [name],
            )
            return cursor.fetchone()[0]


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
        return cls.objects.create(stream=stream, number=Stream.next_number(stream), kind=kind, data=data)
