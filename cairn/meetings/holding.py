"""What a responder's decision does to what was said; safety lies below and reaches it through config/wiring/."""

from cairn.live.verbs import record
from cairn.meetings.models import Spoken


def hold_spoken(pk: int, at) -> None:
    """The whole turn: its writer alone sees it from now on. `at` None lets it go."""
    one = Spoken.system.filter(pk=pk).first()
    if one is None:
        return
    Spoken.system.filter(meeting=one.meeting_id, turn=one.turn, member=one.member_id).update(held_at=at)
    record(f"meeting:{one.meeting_id}", "moved")
