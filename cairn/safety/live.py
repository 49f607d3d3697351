"""The responders' stream: it says that something moved, and each page fetches what its reader may see."""

from cairn.live.streams import stream_kind


def connect() -> None:
    """Called by config/wiring/."""
    stream_kind("alerts", may_listen=may_listen)


def may_listen(member, number: int) -> bool:
    return number == 0 and member is not None and member.is_here and (member.is_responder or member.is_coordinator)
