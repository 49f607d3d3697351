"""What a responder's decision does to a told check-in; safety reaches it through config/wiring/."""

from cairn.checkins.models import CheckIn


def hold_checkin(told_id: int, at) -> None:
    """Its writer alone sees it, wherever it was told. `at` is since when, None lifts it. Taken back meanwhile, there is
    nothing to hold."""
    CheckIn.system.filter(told=told_id).update(held_at=at)
