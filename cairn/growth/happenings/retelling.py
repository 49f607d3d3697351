"""What happens to retellings and to how others see them. Ids only."""

from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class ViewAsked(Happening):
    """`to` was invited to read one retelling."""

    view_id: int
    to: int


@dataclass(frozen=True, slots=True)
class ViewWritten(Happening):
    """An invited peer has said how they see it, to `to`, who invited them."""

    view_id: int
    to: int
