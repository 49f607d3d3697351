from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class Reported(Happening):
    report_id: int


@dataclass(frozen=True, slots=True)
class SignalSeen(Happening):
    """Words that may mean danger were written where others can read them; the alert says where."""

    alert_id: int


@dataclass(frozen=True, slots=True)
class ReportClosed(Happening):
    """Looked at, and done with."""

    report_id: int


@dataclass(frozen=True, slots=True)
class ReportHandedOver(Happening):
    report_id: int
    to_id: int


@dataclass(frozen=True, slots=True)
class _OfDecision(Happening):
    decision_id: int


@dataclass(frozen=True, slots=True)
class SecondWanted(_OfDecision):
    """It takes two, and one has decided."""


@dataclass(frozen=True, slots=True)
class Decided(_OfDecision):
    """It has taken effect."""


@dataclass(frozen=True, slots=True)
class DecisionLifted(_OfDecision):
    pass


@dataclass(frozen=True, slots=True)
class Appealed(_OfDecision):
    pass


@dataclass(frozen=True, slots=True)
class AppealAnswered(_OfDecision):
    pass
