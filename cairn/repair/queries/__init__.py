"""Questions about what is being worked out, always with the one who looks."""

from cairn.repair.queries.concerns import bringable, bringable_member, concern_for, concern_page, holder_to_bring
from cairn.repair.queries.conversations import conversation_for, conversation_page, open_conversation
from cairn.repair.queries.known import between, is_known_as, proposed_elsewhere
from cairn.repair.queries.lists import beside_for, beside_page, besides_asking, concerns_of
from cairn.repair.queries.starting import THERE, about_writer, lines_told_in, step_as_it_stands

__all__ = [
    "THERE", "about_writer", "beside_for", "beside_page", "besides_asking", "between", "bringable", "bringable_member", "concern_for", "concern_page", "concerns_of", "conversation_for",
    "conversation_page", "holder_to_bring", "is_known_as", "lines_told_in", "open_conversation", "proposed_elsewhere", "step_as_it_stands",
]
