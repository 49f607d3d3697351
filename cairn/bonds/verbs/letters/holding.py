"""What a responder's decision does to a letter; safety lies below and reaches it through config/wiring/."""

from cairn.bonds.models import Letter
from cairn.bonds.rules.letters import stream_of
from cairn.live.verbs import record


def hold_letter(pk: int, at) -> None:
    """Its writer alone sees it. `at` is since when, None lifts it."""
    Letter.system.filter(pk=pk).update(held_at=at)
    if letter := Letter.system.filter(pk=pk).first():
        record(stream_of(letter.door_id), "moved")
