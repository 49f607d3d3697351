"""What is done for safety."""

from cairn.safety.verbs.lines import set_helplines
from cairn.safety.verbs.log import note
from cairn.safety.verbs.reporting import close_report, report

__all__ = ["close_report", "note", "report", "set_helplines"]
