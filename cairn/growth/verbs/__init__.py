"""What members do with how far they have come; each part has its module."""

from cairn.growth.verbs.retelling import (
    bring_back_retelling, keep_retelling, let_go_retelling, retell, retell_again, tell_retelling,
)
from cairn.growth.verbs.views import ask_views, invite_again, uninvite, view_come_back, view_step_away, write_view

__all__ = [
    "ask_views", "bring_back_retelling", "invite_again", "keep_retelling", "let_go_retelling", "retell", "retell_again", "tell_retelling",
    "uninvite", "view_come_back", "view_step_away", "write_view",
]
