from dataclasses import dataclass

from cairn.base.happenings import Happening


@dataclass(frozen=True, slots=True)
class Reported(Happening):
    report_id: int


@dataclass(frozen=True, slots=True)
class SignalSeen(Happening):
    """Words that may mean danger were written where others can read them; the alert says where."""

    alert_id: int
