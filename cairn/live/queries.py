"""Questions about streams."""

from cairn.live.models import Stream


def last_number(stream: str) -> int:
    """The number of the last event on `stream`. Ask it BEFORE reading what the page shows, so that
    what happens in between comes again rather than never."""
    return Stream.objects.filter(name=stream).values_list("counter", flat=True).first() or 0
