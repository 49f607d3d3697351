"""What safety tells whom: that there is something, never what or by whom."""

from cairn.safety.notices import alerts, deciding, reports


def connect() -> None:
    """Called by config/wiring/."""
    reports.connect()
    deciding.connect()
    alerts.connect()
