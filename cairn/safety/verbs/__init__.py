"""What is done for safety."""

from cairn.safety.verbs.lines import set_helplines
from cairn.safety.verbs.log import note
from cairn.safety.verbs.raising import bring_somebody
from cairn.safety.verbs.reporting import close_report, report
from cairn.safety.verbs.screening import screen

__all__ = ["bring_somebody", "close_report", "note", "report", "screen", "set_helplines"]
