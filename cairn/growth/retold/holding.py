"""What a responder's decision does to a retelling or a view: nobody but its writer sees it. `at` None lifts it."""

from cairn.growth.models import Retelling, View


def hold_retelling(pk: int, at) -> None:
    Retelling.system.filter(pk=pk).update(held_at=at)


def hold_view(pk: int, at) -> None:
    View.objects.filter(pk=pk).update(held_at=at)
