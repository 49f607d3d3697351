"""What happens to strategies. Ids only."""

from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class _OfStrategy(Happening):
    strategy_id: int


@dataclass(frozen=True, slots=True)
class StrategyAsked(_OfStrategy):
    """It speaks of medicine, doses or methods: a responder looks before others see it."""


@dataclass(frozen=True, slots=True)
class StrategyLookedAt(_OfStrategy):
    """A responder let it be seen (`told`), or wrote to whoever wrote it."""

    told: bool


@dataclass(frozen=True, slots=True)
class LineTold(_OfStrategy):
    """Somebody put a line under it about how it went for them."""

    tried_id: int


@dataclass(frozen=True, slots=True)
class TrialDue(Happening):
    """A week ago a member wanted to try something: how did it go?"""

    member_id: int
    trial_id: int
