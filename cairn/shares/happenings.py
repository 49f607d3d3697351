"""What happens to shares. Ids only."""

from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class _OfShare(Happening):
    share_id: int


@dataclass(frozen=True, slots=True)
class ShareTold(_OfShare):
    pass


@dataclass(frozen=True, slots=True)
class ShareEdited(_OfShare):
    pass


@dataclass(frozen=True, slots=True)
class ShareWithdrawn(_OfShare):
    pass


@dataclass(frozen=True, slots=True)
class ShareBroughtBack(_OfShare):
    """Its writer undid the withdrawal: where it was waiting to be heard, it waits again."""


@dataclass(frozen=True, slots=True)
class ShareHeld(_OfShare):
    """A responder holds it, so that its writer alone sees it, or lets it go again."""


@dataclass(frozen=True, slots=True)
class Encouraged(_OfShare):
    """The writer of `by_share_id` says that this share moved them to tell theirs."""

    by_share_id: int


@dataclass(frozen=True, slots=True)
class Responded(_OfShare):
    response_id: int


@dataclass(frozen=True, slots=True)
class ResponseChanged(_OfShare):
    """Edited, withdrawn, brought back, or marked as felt heard."""

    response_id: int


@dataclass(frozen=True, slots=True)
class FeltHeard(_OfShare):
    response_id: int


@dataclass(frozen=True, slots=True)
class Signalled(_OfShare):
    """A quiet signal was given or taken back."""

    member_id: int



@dataclass(frozen=True, slots=True)
class AllWithdrawn(Happening):
    """Somebody left: everything they told is taken back at once."""

    share_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AllBroughtBack(Happening):
    """They changed their mind, and it is told again."""

    share_ids: tuple[int, ...]
