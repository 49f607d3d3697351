"""Who may listen to a member's own stream: only they. What moves on it is drawn for them alone, so the
page fetches its own fragment."""

from cairn.live.streams import stream_kind


def connect() -> None:
    """Called by config/wiring/."""
    stream_kind("member", may_listen=lambda member, pk: member is not None and member.pk == pk)
