"""What a responder's decision does here; safety lies below and reaches it through config/wiring/. `at` is since when,
None lifts it. What is gone meanwhile is past holding."""

from cairn.toolkit.models import Collection, Strategy, Tried


def hold_strategy(pk: int, at) -> None:
    """With it go the lines under it, and its places in collections."""
    Strategy.system.filter(pk=pk).update(held_at=at)


def hold_tried(pk: int, at) -> None:
    Tried.system.filter(pk=pk).update(held_at=at)


def hold_collection(pk: int, at) -> None:
    """Nobody is shown it; the cards in it stay where they are."""
    Collection.system.filter(pk=pk).update(closed_at=at)
