"""What follows what, by room. Read this to know what an act sets in motion.

`inside` runs in the act's own transaction (rows nobody may miss), `after` once it is committed. Rooms are imported
inside the functions, because their models are there only when Django is ready.
"""

from cairn.config.wiring import (
    bonds,
    checkins,
    circles,
    growth,
    hearing,
    journal,
    leaving,
    meetings,
    members,
    notices,
    paused,
    quiet,
    repair,
    safety,
    shares,
    streams,
    toolkit,
)

# In the order in which their parts stand on a page.
ROOMS = (
    members, circles, shares, hearing, meetings, safety, repair, journal, checkins, toolkit, growth, bonds,
    quiet, streams, notices, leaving, paused,
)


def connect() -> None:
    """Called once, when Django is ready."""
    for room in ROOMS:
        room.connect()
