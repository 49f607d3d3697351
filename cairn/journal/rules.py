"""Who may do what with a vault."""

from datetime import timedelta

TO_BRING_BACK = timedelta(minutes=10)


def may_let_go_of(lock, others: int) -> bool:
    """Never the last one: what nothing opens is lost."""
    return others > 0


def may_bring_back(entry, now) -> bool:
    return entry.gone_at is None or now - entry.gone_at <= TO_BRING_BACK
