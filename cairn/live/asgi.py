"""GET /live/<ticket>: one open page's stream, as Server-Sent Events."""

import asyncio

from cairn.base.middleware import HEADERS
from cairn.live.hub import BYE, Listener, hub
from cairn.live.tickets import BadTicket, Ticket, read_ticket

HEAD = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    *((name.lower().encode(), value.encode()) for name, value in HEADERS.items()),
]


async def live_stream(scope, receive, send) -> None:
    ticket = _good_ticket(scope["path"].removeprefix("/live/"))
    if ticket is None:
        await _refuse(send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": HEAD})
    # The first line makes proxies and browsers see the stream as open.
    await send({"type": "http.response.body", "body": b"retry: 3000\n\n", "more_body": True})
    await _hold(ticket, Listener(ticket, _last_seen(scope, ticket), send), receive, send)


def _good_ticket(text: str) -> Ticket | None:
    try:
        ticket = read_ticket(text)
    except BadTicket:
        return None
    return None if hub.loop is None or hub.refuses(ticket) else ticket


async def _refuse(send) -> None:
    headers = [header for header in HEAD if header[0] != b"content-type"]
    await send({"type": "http.response.start", "status": 403, "headers": [*headers, (b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})


def _last_seen(scope, ticket: Ticket) -> int:
    """A page that comes back says what it saw last; it can only ask for later than its ticket says."""
    said = dict(scope["headers"]).get(b"last-event-id", b"")
    return max(ticket.after, int(said)) if said.isdigit() and len(said) < 19 else ticket.after


async def _hold(ticket: Ticket, listener: Listener, receive, send) -> None:
    try:
        await hub.join(listener)
        if hub.closing or hub.refuses(ticket):  # hung up between the ticket's check and the joining
            await _goodbye(listener, send)
            return
        while (await receive())["type"] != "http.disconnect":
            pass
    except asyncio.CancelledError:
        if not listener.closing:
            raise
        asyncio.current_task().uncancel()
        await _goodbye(listener, send)
    finally:
        hub.leave(listener)
        if listener.busy:
            listener.writing.cancel()


async def _goodbye(listener: Listener, send) -> None:
    """Close the stream, unless its reader no longer takes anything."""
    if listener.busy:
        listener.writing.cancel()
    else:
        await send({"type": "http.response.body", "body": BYE})
