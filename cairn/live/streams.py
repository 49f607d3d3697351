"""Which streams there are: who may listen to each, and how what moves on it is drawn.

A stream's name is its kind and one id: "share:12". Rooms above register their kinds through
config/wiring/, because this room knows none of them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cairn.live.models import Event


@dataclass(frozen=True, slots=True)
class Moved:
    """One event, drawn once for all who watch.

    `html` is what changed, as elements with ids, drawn for nobody in particular. None asks every
    page to fetch its own fragment. `members` are those whom it shows or comes from: who is one of
    them, or is hidden from one of them, fetches their own fragment instead. `by` are those it comes
    from and who may have it as it is: only who is hidden from them fetches their own.
    """

    number: int
    kind: str
    html: str | None = None
    members: frozenset[int] = frozenset()
    by: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class StreamKind:
    may_listen: Callable[[object, int], bool]
    draw: Callable[[Event], "Moved | None"]


def only_fetch_again(event: Event) -> Moved:
    """The plainest drawing: whoever watches fetches their own fragment."""
    return Moved(event.number, event.kind)


def _hides_nobody(member_id: int) -> Iterable[int]:
    return ()


_kinds: dict[str, StreamKind] = {}
_hidden_from: Callable[[int], Iterable[int]] = _hides_nobody


def stream_kind(prefix: str, *, may_listen, draw=only_fetch_again) -> None:
    """Register a kind: `may_listen(member, id)` decides, `draw(event)` gives a Moved, or None for nothing to see."""
    _kinds[prefix] = StreamKind(may_listen, draw)


def hidden_by(find: Callable[[int], Iterable[int]]) -> None:
    """Register the question "whom does this member not see, or who does not see them?"."""
    global _hidden_from
    _hidden_from = find


def may_listen(member, stream: str) -> bool:
    """Deny by default: an unknown kind or a name that is no stream is refused."""
    kind, number = _parted(stream)
    return kind is not None and kind.may_listen(member, number)


def hidden_from(member_id: int) -> frozenset[int]:
    return frozenset(_hidden_from(member_id))


def drawn(event: Event) -> Moved | None:
    kind, _ = _parted(event.stream)
    return kind.draw(event) if kind else None


def kinds() -> list[str]:
    """For the walk through every stream."""
    return sorted(_kinds)


def _parted(stream: str) -> tuple[StreamKind | None, int]:
    prefix, _, number = stream.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 20):
        return None, 0
    return _kinds.get(prefix), int(number)
