"""A stream kind of the tests' own, and a hub that runs."""

import pytest

from cairn.live import streams
from cairn.live.streams import Moved, stream_kind
from tests.live.listening import House


class Drawing:
    """Draws "<p>ID</p>" for events with an id; counts how often it was asked."""

    def __init__(self):
        self.drawn = []

    def __call__(self, event):
        self.drawn.append(event.number)
        if event.kind == "silent":
            return None
        members = frozenset({event.data["by"]}) if "by" in event.data else frozenset()
        return Moved(event.number, event.kind, f"<p>{event.number}</p>", members)


@pytest.fixture
def drawing():
    made = Drawing()
    stream_kind("test", may_listen=lambda member, number: number == 1, draw=made)
    yield made
    streams._kinds.pop("test")


@pytest.fixture
def house(transactional_db, drawing):
    with House() as opened:
        yield opened
