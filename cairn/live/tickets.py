"""A ticket opens one stream for one member, within a minute of being given.

It is sealed, not only signed: it names members who are hidden from each other, and nobody may
read that from their own ticket.
"""

import base64
import json
from dataclasses import asdict, dataclass

from cairn.base import clock, crypto

LIFE_SECONDS = 60


class BadTicket(Exception):
    """Not ours, or changed, or too old."""


@dataclass(frozen=True, slots=True)
class Ticket:
    stream: str
    member: int
    hidden: frozenset[int]
    after: int
    at: float


def issue_ticket(stream: str, *, member: int, hidden=frozenset(), after: int = 0, at=None) -> str:
    """A ticket for `stream`, with everything after the event number `after` still to come. `at` is when it was
    asked whether the member may listen: whoever is hung up later than that is refused."""
    words = asdict(Ticket(stream, member, frozenset(hidden), after, (at or clock.now()).timestamp())) | {"hidden": sorted(hidden)}
    sealed = crypto.seal(crypto.key_for("live ticket"), json.dumps(words).encode(), b"live ticket")
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read_ticket(text: str) -> Ticket:
    """The ticket in `text`. Raises BadTicket."""
    try:
        sealed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        words = json.loads(crypto.unseal(crypto.key_for("live ticket"), sealed, b"live ticket"))
    except (ValueError, crypto.Unreadable):
        raise BadTicket from None
    ticket = Ticket(**{**words, "hidden": frozenset(words["hidden"])})
    if not 0 <= clock.now().timestamp() - ticket.at <= LIFE_SECONDS:
        raise BadTicket
    return ticket
